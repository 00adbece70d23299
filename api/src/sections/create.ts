import { v7 as uuidv7 } from 'uuid'
import type { SectionRow } from '../db/schema.ts'
import { byId, sectionsOf } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { positionAfter } from '../model/positions.ts'
import { requireFree } from '../model/precondition.ts'
import { requireList } from '../model/references.ts'

export interface NewSection {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
  readonly listId: string
  readonly name: string
}

/** Adds a section at the end of a list. ID_TAKEN, REFERENCE_REFUSED for a list that is none of theirs. */
export function createSection({ id = uuidv7(), listId, name }: NewSection): Mutation<SectionRow> {
  return {
    foresee: [byId('section', id), byId('list', listId), sectionsOf(listId)],
    work(workspace) {
      requireFree(workspace, 'section', id)
      requireList(workspace, listId, '/listId')
      const position = positionAfter(workspace, sectionsOf(listId))
      return workspace.put('section', { id, listId, name, position })
    },
  }
}

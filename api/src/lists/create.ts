import { v7 as uuidv7 } from 'uuid'
import type { ListRow } from '../db/schema.ts'
import { allLists, byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { positionAfter } from '../model/positions.ts'
import { requireFree } from '../model/precondition.ts'
import type { ListFields } from './list.ts'

export interface NewList extends ListFields {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
}

/** Adds a list after the owner's others. ID_TAKEN. */
export function createList({ id = uuidv7(), ...fields }: NewList): Mutation<ListRow> {
  return {
    foresee: [byId('list', id), allLists],
    work(workspace) {
      requireFree(workspace, 'list', id)
      const position = positionAfter(workspace, allLists)
      return workspace.put('list', { id, ...fields, position, deletedAt: null, deletedBy: null })
    },
  }
}

import { v7 as uuidv7 } from 'uuid'
import type { LabelRow } from '../db/schema.ts'
import { byId, labelNamed } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireFree } from '../model/precondition.ts'
import { nameKeyOf, requireFreeName } from './label.ts'
import type { LabelFields } from './label.ts'

export interface NewLabel extends LabelFields {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
}

/** Adds a label. ID_TAKEN, NAME_TAKEN. */
export function createLabel({ id = uuidv7(), name, color }: NewLabel): Mutation<LabelRow> {
  const nameKey = nameKeyOf(name)
  return {
    foresee: [byId('label', id), labelNamed(nameKey)],
    work(workspace) {
      requireFree(workspace, 'label', id)
      requireFreeName(workspace, nameKey, id)
      return workspace.put('label', { id, name, nameKey, color })
    },
  }
}

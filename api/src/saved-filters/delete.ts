import type { FilterRow } from '../db/schema.ts'
import { byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireRow } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'

/** Deletes a saved filter; nothing rests on it. NOT_FOUND (also the second time), then CHANGED. */
export function deleteFilter({ id, expected }: Target): Mutation<FilterRow> {
  return {
    foresee: [byId('filter', id)],
    work(workspace) {
      const row = requireRow('filter', workspace.find('filter', id), expected)
      workspace.remove('filter', id)
      return row
    },
  }
}

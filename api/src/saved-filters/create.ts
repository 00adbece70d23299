import { v7 as uuidv7 } from 'uuid'
import type { FilterRow } from '../db/schema.ts'
import { allFilters, byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { positionAfter } from '../model/positions.ts'
import { requireFree } from '../model/precondition.ts'
import type { SavedFilterFields } from './saved-filter.ts'

export interface NewSavedFilter extends SavedFilterFields {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
}

/** Saves a filter after the owner's others. ID_TAKEN. */
export function createFilter({ id = uuidv7(), name, filter }: NewSavedFilter): Mutation<FilterRow> {
  return {
    foresee: [byId('filter', id), allFilters],
    work(workspace) {
      requireFree(workspace, 'filter', id)
      const position = positionAfter(workspace, allFilters)
      return workspace.put('filter', { id, name, filter, position })
    },
  }
}

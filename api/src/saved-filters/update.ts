import { generateKeyBetween } from 'fractional-indexing'
import type { FilterRow } from '../db/schema.ts'
import { allFilters, byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { requireRow } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { refuseReference } from '../model/refusal-error.ts'
import type { SavedFilterFields } from './saved-filter.ts'

export interface FilterUpdate extends Target {
  /** Members that are absent keep their value. */
  readonly patch: {
    readonly [Field in keyof SavedFilterFields]?: SavedFilterFields[Field] | undefined
  }
  /** The saved filter to stand right after; null: before all others. */
  readonly after?: string | null | undefined
}

/** Changes a saved filter, its place among them included. NOT_FOUND, then CHANGED, then REFERENCE_REFUSED. */
export function updateFilter({ id, expected, patch, after }: FilterUpdate): Mutation<FilterRow> {
  return {
    foresee: [byId('filter', id)],
    work(workspace) {
      const row = requireRow('filter', workspace.find('filter', id), expected)
      const { name = row.name, filter = row.filter } = patch
      const position = after === undefined ? row.position : positionIn(workspace, row, after)
      return workspace.put('filter', { ...row, name, filter, position })
    },
  }
}

function positionIn(workspace: Workspace, row: FilterRow, after: string | null): string {
  if (after === row.id) return row.position
  const before = after === null ? undefined : workspace.find('filter', after)
  if (after !== null && before === undefined) {
    throw refuseReference('/after', 'names nothing of yours')
  }
  const others = workspace
    .positions(allFilters)
    .filter((position) => position !== row.position && position > (before?.position ?? ''))
  return generateKeyBetween(before?.position ?? null, others[0] ?? null)
}

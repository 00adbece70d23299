import { generateKeyBetween } from 'fractional-indexing'
import type { ListRow } from '../db/schema.ts'
import { allLists, byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { requireLive } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'
import { refuseReference } from '../model/refusal-error.ts'
import type { ListFields } from './list.ts'

export interface ListUpdate extends Target {
  /** Members that are absent keep their value. */
  readonly patch: { readonly [Field in keyof ListFields]?: ListFields[Field] | undefined }
  /** The list to stand right after; null: before all others. */
  readonly after?: string | null | undefined
}

/** Changes a list, its place among the lists included. NOT_FOUND, then CHANGED, then REFERENCE_REFUSED. */
export function updateList({ id, expected, patch, after }: ListUpdate): Mutation<ListRow> {
  return {
    foresee: [byId('list', id)],
    work(workspace) {
      const list = requireLive(workspace, 'list', { id, expected })
      const { name = list.name, color = list.color, archived = list.archived } = patch
      const position = after === undefined ? list.position : positionIn(workspace, list, after)
      return workspace.put('list', { ...list, name, color, archived, position })
    },
  }
}

function positionIn(workspace: Workspace, list: ListRow, after: string | null): string {
  if (after === list.id) return list.position
  const before = after === null ? undefined : workspace.find('list', after)
  if (after !== null && before?.deletedAt !== null) {
    throw refuseReference('/after', 'names nothing of yours')
  }
  const others = workspace
    .positions(allLists)
    .filter((position) => position !== list.position && position > (before?.position ?? ''))
  return generateKeyBetween(before?.position ?? null, others[0] ?? null)
}

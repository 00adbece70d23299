import type { Kind, RowOf } from '../db/kinds.ts'
import type { Workspace } from '../db/write/workspace.ts'
import { RefusalError } from './refusal-error.ts'

/** The versions a change may start from: undefined asks nothing, `any` that it is there. */
export type ExpectedVersion = ReadonlySet<number> | 'any' | undefined

/** A row of the owner's, named in the path. */
export interface Target {
  readonly id: string
  readonly expected: ExpectedVersion
}

/** The row, or NOT_FOUND; only then CHANGED when it isn't at an expected version. */
export function requireRow<K extends Kind>(
  kind: K,
  row: RowOf[K] | undefined,
  expected: ExpectedVersion,
): RowOf[K] {
  if (row === undefined) throw new RefusalError('NOT_FOUND')
  if (expected !== undefined && expected !== 'any' && !expected.has(row.version)) {
    throw new RefusalError('CHANGED', { current: { kind, row } })
  }
  return row
}

/** The same for what is not in the trash: there it can only be found as trash. */
export function requireLive<K extends 'task' | 'list'>(
  workspace: Workspace,
  kind: K,
  { id, expected }: Target,
): RowOf[K] {
  const row = workspace.find(kind, id)
  return requireRow(kind, row?.deletedAt === null ? row : undefined, expected)
}

/** The same for what is in the trash. */
export function requireTrashed<K extends 'task' | 'list'>(
  workspace: Workspace,
  kind: K,
  { id, expected }: Target,
): RowOf[K] {
  const row = workspace.find(kind, id)
  return requireRow(kind, row?.deletedAt === null ? undefined : row, expected)
}

/** Throws ID_TAKEN when the owner has such a row, in the trash or not. */
export function requireFree(workspace: Workspace, kind: Kind, id: string): void {
  if (workspace.find(kind, id) !== undefined) throw new RefusalError('ID_TAKEN')
}

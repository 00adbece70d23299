import type { Workspace } from '../../db/write/workspace.ts'
import { toColumn } from '../moments.ts'

/** Where a row stands: in the trash since the file's time, put there by this change, or not in it. */
export function trashOf({ context: { seq } }: Workspace, deletedAt: string | null) {
  return deletedAt === null
    ? { deletedAt: null, deletedBy: null }
    : { deletedAt: toColumn(deletedAt), deletedBy: seq }
}

import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { ListRow, TaskRow } from '../db/schema.ts'
import { byBytes } from '../db/write/workspace.ts'
import { wentTogether } from './together.ts'

export type TrashItem =
  | { readonly kind: 'list'; readonly row: ListRow }
  | { readonly kind: 'task'; readonly row: TaskRow }

/**
 * What is in the owner's trash, newest first: lists, and the tasks that were put there by themselves
 * (what went with a list or a parent comes back with it). At most `limit`.
 */
export async function readTrash(
  database: Database,
  owner: UserId,
  limit: number,
): Promise<{ items: TrashItem[]; total: number; seq: number }> {
  const [[state], lists, tasks] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.allLists.execute({ owner }),
    statements.trashedTasks.execute({ owner }),
  ])
  const byTask = new Map(tasks.map((row) => [row.id, row]))
  const byList = new Map(lists.map((row) => [row.id, row]))
  const wentAlong = (row: TaskRow) =>
    wentTogether(row, byTask.get(row.parentId ?? '')) ||
    wentTogether(row, byList.get(row.listId ?? ''))
  const items: TrashItem[] = [
    ...lists.filter((row) => row.deletedAt !== null).map((row) => ({ kind: 'list', row }) as const),
    ...tasks.filter((row) => !wentAlong(row)).map((row) => ({ kind: 'task', row }) as const),
  ]
  items.sort((one, other) => byBytes(wentAt(other), wentAt(one)))
  return { items: items.slice(0, limit), total: items.length, seq: state?.seq ?? 0 }
}

/** PostgreSQL's times sort as bytes, with a fraction or without. */
function wentAt({ row }: TrashItem): string {
  return row.deletedAt ?? ''
}

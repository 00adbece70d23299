import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { sortKeyOf } from '../db/list-statements.ts'
import type { TaskListQuery } from '../db/list-statements.ts'
import type { TaskRow } from '../db/schema.ts'
import { read } from '../db/transactions.ts'
import { checkSeal, readCursor, writeCursor } from './cursor.ts'

export interface TaskQuestion extends Omit<TaskListQuery, 'after'> {
  readonly cursor?: string | undefined
}

export interface TaskPage {
  readonly rows: readonly TaskRow[]
  readonly nextCursor: string | null
  /** The owner's sequence number: while it stays, so does this page. 0 before the first write. */
  readonly seq: number
}

/** One page of the owner's tasks, in one round trip. CURSOR_INVALID. */
export async function listTasks(
  database: Database,
  owner: UserId,
  { cursor, limit, ...question }: TaskQuestion,
): Promise<TaskPage> {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  // The sequence number first: should a write come in between, the page is newer than its ETag and
  // the next conditional read fetches it again.
  const [[state], found] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.listTasks(owner, { ...question, after, limit: limit + 1 }),
  ])
  if (after !== undefined) checkSeal(state?.cursorKey, question, after)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const nextCursor =
    found.length > limit && last !== undefined && state !== undefined
      ? writeCursor(state.cursorKey, question, {
          key: sortKeyOf(last, question.sort, question.order),
          id: last.id,
        })
      : null
  return { rows, nextCursor, seq: state?.seq ?? 0 }
}

/** The sequence number alone: what an unchanged list costs. */
export async function readSeq(database: Database, owner: UserId): Promise<number> {
  const [[state]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
  ])
  return state?.seq ?? 0
}

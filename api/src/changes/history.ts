import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { TaskRow } from '../db/schema.ts'
import { RefusalError } from '../model/refusal-error.ts'

/** One change of one task. */
export interface HistoryEntry {
  readonly change: number
  readonly at: string
  readonly operation: string
  readonly session: string | null
  readonly undoes: number | null
  readonly undoneBy: number | null
  /** Null: it was not there, or is gone for good. */
  readonly before: TaskRow | null
  readonly after: TaskRow | null
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  /** The change that the next page begins with; null on the last. */
  readonly next: number | null
  readonly seq: number
}

/** What happened to the owner's task, in the trash or not, newest first. NOT_FOUND. */
export async function readHistory(
  database: Database,
  owner: UserId,
  { id, from, limit }: { readonly id: string; readonly from: number; readonly limit: number },
): Promise<HistoryPage> {
  const [[state], [task], found] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.get.task.execute({ owner, id }),
    statements.historyOf.execute({ owner, kind: 'task', id, from, limit: limit + 1 }),
  ])
  if (task === undefined) throw new RefusalError('NOT_FOUND')
  const entries = found
    .slice(0, limit)
    .map(({ seq, before, after, at, operation, session, undoes, undoneBy }): HistoryEntry => ({
      change: seq,
      at,
      operation,
      session,
      undoes,
      undoneBy,
      before: before as TaskRow | null,
      after: after as TaskRow | null,
    }))
  return { entries, next: found[limit]?.seq ?? null, seq: state?.seq ?? 0 }
}

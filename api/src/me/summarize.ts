import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'

export interface Summary {
  readonly open: number
  readonly done: number
  readonly total: number
  /** See TaskPage. */
  readonly seq: number
}

/** How many tasks the owner has. */
export async function summarize(database: Database, owner: UserId): Promise<Summary> {
  const [[state], [counts]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.countTasks.execute({ owner }),
  ])
  const { total = 0, done = 0 } = counts ?? {}
  return { open: total - done, done, total, seq: state?.seq ?? 0 }
}

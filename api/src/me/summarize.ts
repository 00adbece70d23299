import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import type { Usage } from '../db/write/usage.ts'
import { read } from '../db/read.ts'

const NOTHING: Usage = { tasks: 0, lists: 0, sections: 0, labels: 0, textBytes: 0 }

export interface Summary {
  readonly open: number
  readonly done: number
  readonly total: number
  /** See TaskPage. */
  readonly seq: number
  readonly usage: Usage
}

/** How many tasks the owner has outside the trash, and what counts against their quotas. */
export async function summarize(database: Database, owner: UserId): Promise<Summary> {
  const [[state], [counts]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.countTasks.execute({ owner }),
  ])
  const { total = 0, done = 0 } = counts ?? {}
  const { tasks, lists, sections, labels, textBytes } = state ?? NOTHING
  const usage = { tasks, lists, sections, labels, textBytes }
  return { open: total - done, done, total, seq: state?.seq ?? 0, usage }
}

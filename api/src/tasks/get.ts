import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import type { TaskRow } from '../db/schema.ts'
import { read } from '../db/transactions.ts'
import { requireTask } from './precondition.ts'

/** The owner's task `id`, or TASK_NOT_FOUND. */
export async function getTask(database: Database, owner: UserId, id: string): Promise<TaskRow> {
  const [rows] = await read(database, owner, (statements) => [
    statements.getTask.execute({ owner, id }),
  ])
  return requireTask(rows[0], undefined)
}

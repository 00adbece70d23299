import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { write } from '../db/transactions.ts'
import { requireTask } from './precondition.ts'
import type { ExpectedVersion } from './precondition.ts'

/** Deletes the owner's task. TASK_NOT_FOUND (also the second time), then TASK_CHANGED. */
export async function deleteTask(
  database: Database,
  owner: UserId,
  { id, expected }: { readonly id: string; readonly expected: ExpectedVersion },
): Promise<void> {
  await write(database, owner, {
    read: (statements) => [statements.getTask.execute({ owner, id })],
    decide: ([[row]]) => ({ before: requireTask(row, expected), after: undefined }),
  })
}

import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { TaskRow } from '../db/schema.ts'
import { requireRow } from '../model/precondition.ts'

/** The owner's task `id`, or NOT_FOUND; in the trash it is not here. */
export async function getTask(database: Database, owner: UserId, id: string): Promise<TaskRow> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.get.task.execute({ owner, id }),
  ])
  return requireRow('task', row?.deletedAt === null ? row : undefined, undefined)
}

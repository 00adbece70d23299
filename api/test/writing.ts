// Use cases as one call each, for tests that are about what lies below or beside them.
import type { UserId } from '../src/auth/user-id.ts'
import type { Database } from '../src/db/database.ts'
import type { TaskRow } from '../src/db/schema.ts'
import { write } from '../src/db/write/run.ts'
import type { Mutation } from '../src/db/write/run.ts'
import { createTask } from '../src/tasks/create.ts'
import type { NewTask } from '../src/tasks/create.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'

export async function run<Result>(
  database: Database,
  owner: UserId,
  mutation: Mutation<Result>,
): Promise<Result> {
  return (await write(database, { owner, operation: 'test' }, mutation)).result
}

export function addTask(
  database: Database,
  owner: UserId,
  fields: Partial<NewTask> = {},
): Promise<TaskRow> {
  return run(database, owner, createTask({ ...NO_FIELDS, title: 'a task', ...fields }))
}

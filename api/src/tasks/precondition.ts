import type { TaskRow } from '../db/schema.ts'
import { TaskError } from './errors.ts'

/** The versions a change may start from: undefined asks nothing, `any` that the task is there. */
export type ExpectedVersion = ReadonlySet<number> | 'any' | undefined

/** The owner's task, or TASK_NOT_FOUND; only then TASK_CHANGED when it isn't at an expected version. */
export function requireTask(row: TaskRow | undefined, expected: ExpectedVersion): TaskRow {
  if (row === undefined) throw new TaskError('TASK_NOT_FOUND')
  if (expected !== undefined && expected !== 'any' && !expected.has(row.version)) {
    throw new TaskError('TASK_CHANGED', row)
  }
  return row
}

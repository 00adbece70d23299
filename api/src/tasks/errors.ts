import type { TaskRow } from '../db/schema.ts'

export type TaskErrorCode = 'TASK_NOT_FOUND' | 'TASK_ID_TAKEN' | 'TASK_CHANGED' | 'CURSOR_INVALID'

export class TaskError extends Error {
  override name = 'TaskError'
  readonly code: TaskErrorCode
  /** With TASK_CHANGED: the owner's task as it is now. */
  readonly current: TaskRow | undefined

  constructor(code: TaskErrorCode, current?: TaskRow) {
    super(code)
    this.code = code
    this.current = current
  }
}

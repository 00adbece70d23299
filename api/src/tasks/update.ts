import { isDeepStrictEqual } from 'node:util'
import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { DatabaseError } from '../db/errors.ts'
import type { TaskRow } from '../db/schema.ts'
import { write } from '../db/transactions.ts'
import { requireTask } from './precondition.ts'
import type { ExpectedVersion } from './precondition.ts'
import { readFields, toColumns } from './task.ts'
import type { TaskFields } from './task.ts'

export interface TaskUpdate {
  readonly id: string
  readonly expected: ExpectedVersion
  /** Members that are absent keep their value. */
  readonly patch: { readonly [Field in keyof TaskFields]?: TaskFields[Field] | undefined }
}

/**
 * Changes the owner's task. A patch that changes nothing leaves the version as it is, so that a
 * retry is harmless. TASK_NOT_FOUND, then TASK_CHANGED.
 */
export async function updateTask(
  database: Database,
  owner: UserId,
  { id, expected, patch }: TaskUpdate,
): Promise<TaskRow> {
  let current: TaskRow | undefined
  const change = await write(database, owner, {
    read: (statements) => [statements.getTask.execute({ owner, id })],
    decide([[row]], { seq, now }) {
      const before = (current = requireTask(row, expected))
      const fields = readFields(before)
      const patched = { ...fields, ...withoutAbsent(patch) }
      if (isDeepStrictEqual(fields, patched)) return undefined
      const columns = toColumns(patched, before.completedAt, now)
      return { before, after: { ...before, ...columns, updatedAt: now, version: seq } }
    },
  })
  const task = change?.after ?? current
  if (task === undefined) throw new DatabaseError('DATABASE_FAULT', 'NOT_UPDATED')
  return task
}

function withoutAbsent(patch: TaskUpdate['patch']): Partial<TaskFields> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

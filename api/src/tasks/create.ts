import { generateKeyBetween } from 'fractional-indexing'
import { v7 as uuidv7 } from 'uuid'
import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { DatabaseError } from '../db/errors.ts'
import type { TaskRow } from '../db/schema.ts'
import { write } from '../db/transactions.ts'
import { TaskError } from './errors.ts'
import { toColumns } from './task.ts'
import type { TaskFields } from './task.ts'

export interface NewTask extends TaskFields {
  /** The client's own UUIDv7; made here when absent. */
  readonly id?: string | undefined
}

/** Adds a task at the end of the owner's order. TASK_ID_TAKEN only speaks of the owner's own tasks. */
export async function createTask(
  database: Database,
  owner: UserId,
  { id = uuidv7(), ...fields }: NewTask,
): Promise<TaskRow> {
  const change = await write(database, owner, {
    read: (statements) => [
      statements.getTask.execute({ owner, id }),
      statements.lastPosition.execute({ owner }),
    ],
    decide([existing, [last]], { seq, now }) {
      if (existing.length > 0) throw new TaskError('TASK_ID_TAKEN')
      const after: TaskRow = {
        ownerId: owner,
        id,
        ...toColumns(fields, null, now),
        position: generateKeyBetween(last?.position, null),
        createdAt: now,
        updatedAt: now,
        version: seq,
      }
      return { before: undefined, after }
    },
  })
  if (change?.after === undefined) throw new DatabaseError('DATABASE_FAULT', 'NOT_CREATED')
  return change.after
}

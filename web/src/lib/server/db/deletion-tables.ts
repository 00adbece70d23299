// The table of accounts that are being deleted, which Better Auth knows nothing of.
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { moment, user } from './schema.ts'

export const accountDeletion = pgTable(
  'account_deletion',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => user.id, { onDelete: 'cascade' }),
    askedAt: moment('asked_at').notNull().defaultNow(),
    tasksErasedAt: moment('tasks_erased_at'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
  },
  (table) => [index('account_deletion_next_attempt_at_idx').on(table.nextAttemptAt)],
)

export const deletionTables = { accountDeletion }

// The tables of the mail room, which Better Auth knows nothing of.
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { moment, user } from './schema.ts'

export const mailOutbox = pgTable(
  'mail_outbox',
  {
    id: text('id').primaryKey(),
    content: text('content').notNull(),
    attempts: integer('attempts').notNull().default(0),
    dueAt: moment('due_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [index('mail_outbox_due_at_idx').on(table.dueAt)],
)

export const mailLink = pgTable(
  'mail_link',
  {
    id: text('id').primaryKey(),
    purpose: text('purpose').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    newEmail: text('new_email'),
    next: text('next'),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('mail_link_user_id_idx').on(table.userId),
    index('mail_link_expires_at_idx').on(table.expiresAt),
  ],
)

export const mailTables = { mailOutbox, mailLink }

// Tables of the auth database that are ours alone: Better Auth neither reads nor writes them.
import { index, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { moment, user } from './schema.ts'

export const userSettings = pgTable('user_settings', {
  userId: text('user_id')
    .primaryKey()
    .references(() => user.id, { onDelete: 'cascade' }),
  initials: text('initials'),
  timeZone: text('time_zone'),
  weekStart: smallint('week_start'),
  locale: text('locale'),
  theme: text('theme'),
  updatedAt: moment('updated_at').notNull().defaultNow(),
})

export const securityEvent = pgTable(
  'security_event',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    outcome: text('outcome').notNull(),
    at: moment('at').notNull().defaultNow(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    sessionId: text('session_id'),
  },
  (table) => [
    index('security_event_user_id_at_idx').on(table.userId, table.at.desc(), table.id.desc()),
    index('security_event_at_idx').on(table.at),
  ],
)

export const accountTables = { userSettings, securityEvent }

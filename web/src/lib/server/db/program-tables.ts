// The tables of programs that act for a person, which Better Auth knows nothing of.
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { moment, user } from './schema.ts'

export const program = pgTable(
  'program',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    scopes: text('scopes').notNull(),
    secretHash: text('secret_hash').notNull().unique(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    lastUsedAt: moment('last_used_at'),
    lastUsedAddress: text('last_used_address'),
  },
  (table) => [
    index('program_user_id_created_at_idx').on(table.userId, table.createdAt.desc()),
    index('program_expires_at_idx').on(table.expiresAt),
  ],
)

export const deviceRequest = pgTable(
  'device_request',
  {
    id: text('id').primaryKey(),
    userCodeHash: text('user_code_hash').notNull().unique(),
    clientId: text('client_id').notNull(),
    scopes: text('scopes').notNull(),
    status: text('status').notNull().default('pending'),
    userId: text('user_id').references(() => user.id, { onDelete: 'cascade' }),
    days: integer('days'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    intervalSeconds: integer('interval_seconds').notNull(),
    lastPolledAt: moment('last_polled_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    index('device_request_user_id_idx').on(table.userId),
    index('device_request_expires_at_idx').on(table.expiresAt),
  ],
)

export const programTables = { program, deviceRequest }

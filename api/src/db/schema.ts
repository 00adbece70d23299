import { sql } from 'drizzle-orm'
import {
  bigint,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

// Times stay the strings PostgreSQL sends: a Date per column and row is the dearest part of a list.
const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: 'string' })

/** One row per owner who has ever written; its lock serialises that owner's writes. */
export const owners = pgTable('owners', {
  ownerId: text('owner_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull().default(1),
  cursorKey: uuid('cursor_key')
    .notNull()
    .default(sql`gen_random_uuid()`),
})

export const tasks = pgTable(
  'tasks',
  {
    ownerId: text('owner_id').notNull(),
    id: uuid('id').notNull(),
    title: text('title').notNull(),
    notes: text('notes').notNull(),
    /** 0 none, 1 low, 2 medium, 3 high. */
    priority: smallint('priority').notNull(),
    completedAt: instant('completed_at'),
    dueKind: text('due_kind', { enum: ['date', 'floating', 'zoned'] }),
    /** Wall-clock time as typed; midnight for an all-day date. */
    dueAt: timestamp('due_at', { precision: 0, mode: 'string' }),
    dueTimeZone: text('due_time_zone'),
    position: text('position').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.id] }),
    unique().on(table.ownerId, table.position),
  ],
)

export type TaskRow = typeof tasks.$inferSelect

import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  jsonb,
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

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0)

/** Every row that its owner can change has these. */
const record = () => ({
  ownerId: text('owner_id').notNull(),
  id: uuid('id').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  version: bigint('version', { mode: 'number' }).notNull(),
})

/** In the trash since then, by the change of that number. */
const trash = () => ({
  deletedAt: instant('deleted_at'),
  deletedBy: bigint('deleted_by', { mode: 'number' }),
})

/** One row per owner who has ever written; its lock serialises that owner's writes. */
export const owners = pgTable('owners', {
  ownerId: text('owner_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull().default(1),
  cursorKey: uuid('cursor_key')
    .notNull()
    .default(sql`gen_random_uuid()`),
  feedFrom: count('feed_from'),
  taskCount: count('task_count'),
  listCount: count('list_count'),
  sectionCount: count('section_count'),
  labelCount: count('label_count'),
  textBytes: count('text_bytes'),
})

export const tasks = pgTable(
  'tasks',
  {
    ...record(),
    title: text('title').notNull(),
    notes: text('notes').notNull(),
    /** 0 none, 1 low, 2 medium, 3 high. */
    priority: smallint('priority').notNull(),
    completedAt: instant('completed_at'),
    dueKind: text('due_kind', { enum: ['date', 'floating', 'zoned'] }),
    /** Wall-clock time as typed; midnight for an all-day date. */
    dueAt: timestamp('due_at', { precision: 0, mode: 'string' }),
    dueTimeZone: text('due_time_zone'),
    startOn: date('start_on', { mode: 'string' }),
    reminders: jsonb('reminders').$type<readonly unknown[]>().notNull(),
    recurrence: jsonb('recurrence').$type<object>(),
    /** Null: in the inbox. */
    listId: uuid('list_id'),
    sectionId: uuid('section_id'),
    parentId: uuid('parent_id'),
    labelIds: uuid('label_ids').array().notNull(),
    /** What another product calls it; once among the owner's. */
    externalId: text('external_id'),
    /** A fractional index, once in a list; sorts as bytes. */
    position: text('position').notNull(),
    ...trash(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.id] }),
    unique().on(table.ownerId, table.listId, table.position),
  ],
)

export const lists = pgTable(
  'lists',
  {
    ...record(),
    name: text('name').notNull(),
    color: text('color').notNull(),
    archived: boolean('archived').notNull(),
    position: text('position').notNull(),
    ...trash(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.id] })],
)

export const sections = pgTable(
  'sections',
  {
    ...record(),
    listId: uuid('list_id').notNull(),
    name: text('name').notNull(),
    position: text('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.id] })],
)

export const labels = pgTable(
  'labels',
  {
    ...record(),
    name: text('name').notNull(),
    /** The name without regard to case: one of each. */
    nameKey: text('name_key').notNull(),
    color: text('color').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.id] })],
)

/** One row at the most: what its owner says once for everything. */
export const settings = pgTable(
  'settings',
  {
    ...record(),
    timeZone: text('time_zone').notNull(),
    weekStart: text('week_start', { enum: ['monday', 'saturday', 'sunday'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.id] })],
)

/** Filters under a name. */
export const filters = pgTable(
  'filters',
  {
    ...record(),
    name: text('name').notNull(),
    /** As it was typed. */
    filter: text('filter').notNull(),
    position: text('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.id] })],
)

/** A task's labels once more, kept by the database itself, where an index finds them. */
export const taskLabels = pgTable('task_labels', {
  ownerId: text('owner_id').notNull(),
  labelId: uuid('label_id').notNull(),
  taskId: uuid('task_id').notNull(),
})

/** Feeds that who has their address can read. */
export const calendars = pgTable(
  'calendars',
  {
    ...record(),
    name: text('name').notNull(),
    shows: text('shows', { enum: ['events', 'tasks'] }).notNull(),
    /** As it was typed; null: all that is open. */
    filter: text('filter'),
    /** SHA-256 of what makes the address secret. */
    secretDigest: text('secret_digest').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.id] })],
)

export type TaskRow = typeof tasks.$inferSelect
export type ListRow = typeof lists.$inferSelect
export type SectionRow = typeof sections.$inferSelect
export type LabelRow = typeof labels.$inferSelect
export type SettingRow = typeof settings.$inferSelect
export type FilterRow = typeof filters.$inferSelect
export type CalendarRow = typeof calendars.$inferSelect

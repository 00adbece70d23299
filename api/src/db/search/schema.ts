import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

/** A task's words in their order; title and notes stand two spaces apart. */
export const taskSearch = pgTable(
  'task_search',
  {
    ownerId: text('owner_id').notNull(),
    taskId: uuid('task_id').notNull(),
    words: text('words').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.taskId] })],
)

/** Each of them once, kept by the database itself; sorts as bytes. */
export const taskWords = pgTable(
  'task_words',
  {
    ownerId: text('owner_id').notNull(),
    word: text('word').notNull(),
    taskId: uuid('task_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.word, table.taskId] })],
)

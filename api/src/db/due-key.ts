import { sql } from 'drizzle-orm'
import { tasks } from './schema.ts'

/**
 * Due moments in an order with those that have none last; each has its index. Not `coalesce`: row-level
 * security would keep conditions on it from the index, since it is not known to tell nothing.
 */
export const DUE_KEYS = {
  asc: sql`case when ${tasks.dueAt} is null then 'infinity' else ${tasks.dueAt} end`,
  desc: sql`case when ${tasks.dueAt} is null then '-infinity' else ${tasks.dueAt} end`,
} as const

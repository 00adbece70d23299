import { and, asc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/postgres-js'
import { lists, tasks } from './schema.ts'

const owner = sql.placeholder('owner')
const value = (name: string) => sql`${sql.placeholder(name)}`

/** What one change by upkeep deletes at the most: the owner waits for it. */
const PURGED_AT_ONCE = 500
const LISTS_PURGED_AT_ONCE = 20

/** Statements for what is in the trash. */
export function createTrashStatements(db: ReturnType<typeof drizzle>) {
  const ofTasks = eq(tasks.ownerId, owner)
  return {
    trashedTogether: db
      .select()
      .from(tasks)
      .where(and(ofTasks, isNotNull(tasks.deletedAt), eq(tasks.deletedBy, value('seq'))))
      .orderBy(asc(tasks.id))
      .prepare('trashed_together'),

    trashedTasks: db
      .select()
      .from(tasks)
      .where(and(ofTasks, isNotNull(tasks.deletedAt)))
      .orderBy(asc(tasks.id))
      .prepare('trashed_tasks'),

    oldTasks: db
      .select()
      .from(tasks)
      .where(
        and(
          ofTasks,
          lt(tasks.deletedAt, value('before')),
          sql`not exists (select 1 from ${tasks} child
            where child.owner_id = ${owner} and child.parent_id = ${tasks.id})`,
        ),
      )
      .orderBy(asc(tasks.deletedAt), asc(tasks.id))
      .limit(PURGED_AT_ONCE)
      .prepare('old_tasks'),

    oldLists: db
      .select()
      .from(lists)
      .where(
        and(
          eq(lists.ownerId, owner),
          lt(lists.deletedAt, value('before')),
          sql`not exists (select 1 from ${tasks}
            where ${tasks.ownerId} = ${owner} and ${tasks.listId} = ${lists.id})`,
        ),
      )
      .limit(LISTS_PURGED_AT_ONCE)
      .prepare('old_lists'),
  }
}

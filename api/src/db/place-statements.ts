import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/postgres-js'
import { tasks } from './schema.ts'

const owner = sql.placeholder('owner')
const id = sql.placeholder('id')
const position = sql`${sql.placeholder('position')}`

/** Statements for where a task stands among those of its list or of the inbox. */
export function createPlaceStatements(db: ReturnType<typeof drizzle>) {
  const ofTasks = eq(tasks.ownerId, owner)
  const inInbox = and(ofTasks, isNull(tasks.listId))
  const inList = and(ofTasks, eq(tasks.listId, id))
  const after = gt(tasks.position, position)
  const before = lt(tasks.position, position)
  return {
    lastOfInbox: db
      .select()
      .from(tasks)
      .where(inInbox)
      .orderBy(desc(tasks.position))
      .limit(1)
      .prepare('last_of_inbox'),

    lastOfList: db
      .select()
      .from(tasks)
      .where(inList)
      .orderBy(desc(tasks.position))
      .limit(1)
      .prepare('last_of_list'),

    besideInInbox: {
      after: db
        .select()
        .from(tasks)
        .where(and(ofTasks, isNull(tasks.listId), after))
        .orderBy(asc(tasks.position))
        .limit(1)
        .prepare('after_in_inbox'),
      before: db
        .select()
        .from(tasks)
        .where(and(ofTasks, isNull(tasks.listId), before))
        .orderBy(desc(tasks.position))
        .limit(1)
        .prepare('before_in_inbox'),
    },

    besideInList: {
      after: db
        .select()
        .from(tasks)
        .where(and(ofTasks, eq(tasks.listId, id), after))
        .orderBy(asc(tasks.position))
        .limit(1)
        .prepare('after_in_list'),
      before: db
        .select()
        .from(tasks)
        .where(and(ofTasks, eq(tasks.listId, id), before))
        .orderBy(desc(tasks.position))
        .limit(1)
        .prepare('before_in_list'),
    },

    atInInbox: db
      .select()
      .from(tasks)
      .where(and(ofTasks, isNull(tasks.listId), eq(tasks.position, position)))
      .prepare('at_in_inbox'),

    atInList: db
      .select()
      .from(tasks)
      .where(and(ofTasks, eq(tasks.listId, id), eq(tasks.position, position)))
      .prepare('at_in_list'),
  }
}

import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/postgres-js'
import { KINDS, TABLES } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { calendars, tasks } from './schema.ts'

const owner = sql.placeholder('owner')
/** The texts of a JSON array, which is one parameter however many they are. */
const texts = sql`jsonb_array_elements_text(${sql.placeholder('ids')}::text::jsonb)`

/** Statements for what comes in or goes out as a whole. */
export function createTransferStatements(db: ReturnType<typeof drizzle>) {
  const ofTasks = eq(tasks.ownerId, owner)
  const getMany = KINDS.map((kind) => {
    const table = TABLES[kind]
    const statement = db
      .select()
      .from(table as typeof tasks)
      .where(and(eq(table.ownerId, owner), sql`${table.id} in (select value::uuid from ${texts})`))
      .prepare(`get_many_${kind}`)
    return [kind, statement] as const
  })
  return {
    getMany: Object.fromEntries(getMany) as Record<Kind, (typeof getMany)[number][1]>,

    allCalendars: db
      .select()
      .from(calendars)
      .where(eq(calendars.ownerId, owner))
      .orderBy(asc(calendars.id))
      .prepare('all_calendars'),

    tasksByExternalIds: db
      .select()
      .from(tasks)
      .where(and(ofTasks, sql`${tasks.externalId} in (select value from ${texts})`))
      .prepare('tasks_by_external_ids'),

    childrenOfMany: db
      .select()
      .from(tasks)
      .where(and(ofTasks, sql`${tasks.parentId} in (select value::uuid from ${texts})`))
      .prepare('children_of_many'),

    lastOfEach: db
      .selectDistinctOn([tasks.listId])
      .from(tasks)
      .where(ofTasks)
      .orderBy(asc(tasks.listId), desc(tasks.position))
      .prepare('last_of_each'),

    /** All tasks, trash included: list by list, each in its order. */
    tasksInPlaces: db
      .select()
      .from(tasks)
      .where(ofTasks)
      .orderBy(asc(tasks.listId), asc(tasks.position))
      .prepare('tasks_in_places'),
  }
}

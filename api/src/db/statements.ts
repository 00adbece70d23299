import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { createJournalStatements } from './journal-statements.ts'
import { TABLES } from './kinds.ts'
import { createListStatements } from './list-statements.ts'
import { createPlaceStatements } from './place-statements.ts'
import { createTransferStatements } from './transfer-statements.ts'
import { createTrashStatements } from './trash-statements.ts'
import {
  calendars,
  filters,
  labels,
  lists,
  owners,
  sections,
  settings,
  taskLabels,
  tasks,
} from './schema.ts'

const owner = sql.placeholder('owner')
const id = sql.placeholder('id')
const value = (name: string) => sql`${sql.placeholder(name)}`

/** See {@link Usage}. */
const USAGE = {
  tasks: owners.taskCount,
  lists: owners.listCount,
  sections: owners.sectionCount,
  labels: owners.labelCount,
  textBytes: owners.textBytes,
}

export type Statements = ReturnType<typeof prepareStatements>
export type { ChangeRecord, ChangeRecordRow } from './journal-statements.ts'

/**
 * Every statement that reads, prepared once a connection: planning one anew costs PostgreSQL more
 * than running it. Each names the owner itself; row-level security is the second wall and not the
 * first.
 */
export function prepareStatements(client: Sql) {
  const db = drizzle({ client: inOrder(client) })
  const ofTasks = eq(tasks.ownerId, owner)
  const inInbox = and(ofTasks, isNull(tasks.listId))
  const inList = and(ofTasks, eq(tasks.listId, id))
  return {
    /** Locks the owner's row until commit and advances `seq`; makes the row on the first write. */
    advanceSeq: db
      .insert(owners)
      .values({ ownerId: owner })
      .onConflictDoUpdate({ target: owners.ownerId, set: { seq: sql`${owners.seq} + 1` } })
      .returning({ seq: owners.seq, now: sql<string>`now()::timestamptz(3)`, ...USAGE })
      .prepare('advance_seq'),

    getOwner: db
      .select({
        seq: owners.seq,
        cursorKey: owners.cursorKey,
        feedFrom: owners.feedFrom,
        ...USAGE,
      })
      .from(owners)
      .where(eq(owners.ownerId, owner))
      .prepare('get_owner'),

    get: {
      task: db
        .select()
        .from(TABLES.task)
        .where(and(eq(tasks.ownerId, owner), eq(tasks.id, id)))
        .prepare('get_task'),
      list: db
        .select()
        .from(TABLES.list)
        .where(and(eq(lists.ownerId, owner), eq(lists.id, id)))
        .prepare('get_list'),
      section: db
        .select()
        .from(TABLES.section)
        .where(and(eq(sections.ownerId, owner), eq(sections.id, id)))
        .prepare('get_section'),
      label: db
        .select()
        .from(TABLES.label)
        .where(and(eq(labels.ownerId, owner), eq(labels.id, id)))
        .prepare('get_label'),
      setting: db
        .select()
        .from(TABLES.setting)
        .where(and(eq(settings.ownerId, owner), eq(settings.id, id)))
        .prepare('get_setting'),
      filter: db
        .select()
        .from(TABLES.filter)
        .where(and(eq(filters.ownerId, owner), eq(filters.id, id)))
        .prepare('get_filter'),
      calendar: db
        .select()
        .from(TABLES.calendar)
        .where(and(eq(calendars.ownerId, owner), eq(calendars.id, id)))
        .prepare('get_calendar'),
    },

    ...createTransferStatements(db),

    children: db
      .select()
      .from(tasks)
      .where(and(ofTasks, eq(tasks.parentId, id)))
      .orderBy(asc(tasks.id))
      .prepare('children'),

    tasksOfInbox: db
      .select()
      .from(tasks)
      .where(inInbox)
      .orderBy(asc(tasks.position))
      .prepare('tasks_of_inbox'),
    tasksOfList: db
      .select()
      .from(tasks)
      .where(inList)
      .orderBy(asc(tasks.position))
      .prepare('tasks_of_list'),

    tasksOfSection: db
      .select()
      .from(tasks)
      .where(and(ofTasks, eq(tasks.sectionId, id)))
      .orderBy(asc(tasks.id))
      .prepare('tasks_of_section'),

    tasksWithLabel: db
      .select()
      .from(tasks)
      .where(
        and(
          ofTasks,
          sql`${tasks.id} in (select ${taskLabels.taskId} from ${taskLabels}
            where ${taskLabels.ownerId} = ${owner} and ${taskLabels.labelId} = ${id})`,
        ),
      )
      .orderBy(asc(tasks.id))
      .prepare('tasks_with_label'),

    ...createPlaceStatements(db),

    sectionsOf: db
      .select()
      .from(sections)
      .where(and(eq(sections.ownerId, owner), eq(sections.listId, id)))
      .orderBy(asc(sections.position))
      .prepare('sections_of'),

    allLists: db
      .select()
      .from(lists)
      .where(eq(lists.ownerId, owner))
      .orderBy(asc(lists.position))
      .prepare('all_lists'),

    allSections: db
      .select()
      .from(sections)
      .where(eq(sections.ownerId, owner))
      .orderBy(asc(sections.listId), asc(sections.position))
      .prepare('all_sections'),

    allLabels: db
      .select()
      .from(labels)
      .where(eq(labels.ownerId, owner))
      .orderBy(asc(labels.nameKey))
      .prepare('all_labels'),

    allFilters: db
      .select()
      .from(filters)
      .where(eq(filters.ownerId, owner))
      .orderBy(asc(filters.position))
      .prepare('all_filters'),

    labelNamed: db
      .select()
      .from(labels)
      .where(and(eq(labels.ownerId, owner), eq(labels.nameKey, value('nameKey'))))
      .prepare('label_named'),

    ...createTrashStatements(db),

    countTasks: db
      .select({
        total: sql<number>`count(*)::int`,
        done: sql<number>`count(${tasks.completedAt})::int`,
      })
      .from(tasks)
      .where(and(ofTasks, isNull(tasks.deletedAt)))
      .prepare('count_tasks'),

    listTasks: createListStatements(db),

    ...createJournalStatements(db),
  }
}

/**
 * postgres.js sends a query when it is first awaited, drizzle awaits a few turns late. Sent at once,
 * statements reach the connection in the order they were issued in, which the transaction around
 * them needs.
 */
function inOrder(client: Sql): Sql {
  const unsafe = ((text, values, options) =>
    client.unsafe(text, values, options).execute()) as Sql['unsafe']
  return Object.assign(Object.create(client) as Sql, { options: client.options, unsafe })
}

import { and, desc, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { createListStatements } from './list-statements.ts'
import { owners, tasks } from './schema.ts'

const owner = sql.placeholder('owner')
const id = sql.placeholder('id')
const value = (name: string) => sql`${sql.placeholder(name)}`

/** The columns a change may touch; the key and the creation stay. */
const CHANGEABLE = {
  title: value('title'),
  notes: value('notes'),
  priority: value('priority'),
  completedAt: value('completedAt'),
  dueKind: value('dueKind'),
  dueAt: value('dueAt'),
  dueTimeZone: value('dueTimeZone'),
  position: value('position'),
  updatedAt: value('updatedAt'),
  version: value('version'),
}

export type Statements = ReturnType<typeof prepareStatements>

/**
 * Every statement the service sends, prepared once a connection: planning one anew costs PostgreSQL
 * more than running it. Each names the owner itself; row-level security is the second wall and not
 * the first.
 */
export function prepareStatements(client: Sql) {
  const db = drizzle({ client: inOrder(client) })
  const oneTask = and(eq(tasks.ownerId, owner), eq(tasks.id, id))
  return {
    /** Locks the owner's row until commit and advances `seq`; makes the row on the first write. */
    advanceSeq: db
      .insert(owners)
      .values({ ownerId: owner })
      .onConflictDoUpdate({ target: owners.ownerId, set: { seq: sql`${owners.seq} + 1` } })
      .returning({ seq: owners.seq, now: sql<string>`now()::timestamptz(3)` })
      .prepare('advance_seq'),

    getOwner: db
      .select({ seq: owners.seq, cursorKey: owners.cursorKey })
      .from(owners)
      .where(eq(owners.ownerId, owner))
      .prepare('get_owner'),

    getTask: db.select().from(tasks).where(oneTask).prepare('get_task'),

    lastPosition: db
      .select({ position: tasks.position })
      .from(tasks)
      .where(eq(tasks.ownerId, owner))
      .orderBy(desc(tasks.position))
      .limit(1)
      .prepare('last_position'),

    countTasks: db
      .select({
        total: sql<number>`count(*)::int`,
        done: sql<number>`count(${tasks.completedAt})::int`,
      })
      .from(tasks)
      .where(eq(tasks.ownerId, owner))
      .prepare('count_tasks'),

    insertTask: db
      .insert(tasks)
      .values({
        ownerId: owner,
        id,
        ...CHANGEABLE,
        createdAt: value('createdAt'),
      })
      .returning({ id: tasks.id })
      .prepare('insert_task'),

    updateTask: db
      .update(tasks)
      .set(CHANGEABLE)
      .where(oneTask)
      .returning({ id: tasks.id })
      .prepare('update_task'),

    deleteTask: db.delete(tasks).where(oneTask).returning({ id: tasks.id }).prepare('delete_task'),

    /** So many at the most: what somebody has may be more than one statement gets done in time. */
    eraseTasks: db
      .delete(tasks)
      .where(
        and(
          eq(tasks.ownerId, owner),
          sql`ctid = any(array(select ctid from ${tasks} where owner_id = ${owner} limit ${value('limit')}))`,
        ),
      )
      .returning({ id: tasks.id })
      .prepare('erase_tasks'),

    eraseOwner: db.delete(owners).where(eq(owners.ownerId, owner)).prepare('erase_owner'),

    listTasks: createListStatements(db),
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

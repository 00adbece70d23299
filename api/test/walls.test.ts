import { getTableColumns } from 'drizzle-orm'
import type { Table } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, startTestServer } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { addTask } from './writing.ts'
import { listTasks } from '../src/tasks/list.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { changeRows, changes, idempotencyKeys, tombstones } from '../src/db/journal-schema.ts'
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
} from '../src/db/schema.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const FIELDS = { title: 'a task', notes: '', priority: 'none', due: null, status: 'open' } as const
const alice = 'alice' as UserId

let tasksDatabase: TestDatabase
let root: postgres.Sql
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 4, ...LIMITS })
  await addTask(database, alice, FIELDS)
})

afterAll(async () => {
  await database.close()
  await root.end()
  await tasksDatabase.close()
})

/** What `holdfast_api` could do with SQL of its own. */
async function asService<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(tasksDatabase.apiUrl, { max: 1, onnotice: () => undefined })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

describe('the schema', () => {
  it.each<[string, Table]>([
    ['owners', owners],
    ['tasks', tasks],
    ['lists', lists],
    ['sections', sections],
    ['labels', labels],
    ['task_labels', taskLabels],
    ['settings', settings],
    ['filters', filters],
    ['calendars', calendars],
    ['changes', changes],
    ['change_rows', changeRows],
    ['tombstones', tombstones],
    ['idempotency_keys', idempotencyKeys],
  ])('of %s is the one the queries are written for', async (name, table) => {
    const columns = await root<{ column_name: string; is_nullable: string }[]>`
      select column_name, is_nullable from information_schema.columns
      where table_schema = 'public' and table_name = ${name}`
    const declared = Object.values(getTableColumns(table))
    expect(Object.fromEntries(columns.map((c) => [c.column_name, c.is_nullable === 'NO']))).toEqual(
      Object.fromEntries(declared.map((column) => [column.name, column.notNull])),
    )
  })

  it('starts every key and every index with the owner', async () => {
    const indexes = await root<{ name: string; first: string }[]>`
      select c.relname as name, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_class t on t.oid = i.indrelid and t.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]`
    expect(indexes.length).toBeGreaterThan(5)
    expect(indexes.filter(({ first }) => first !== 'owner_id')).toEqual([])
  })

  it('can be migrated again, by several at once', async () => {
    await Promise.all(
      Array.from({ length: 3 }, () => migrateDatabase(tasksDatabase.ownerUrl, 'holdfast_api')),
    )
  })
})

describe('row-level security', () => {
  it.each(['owners', 'tasks'])('shows no row of %s without an owner', async (table) => {
    expect(await asService((sql) => sql`select 1 from ${sql(table)}`)).toHaveLength(0)
    expect(await root`select 1 from ${root(table)}`).not.toHaveLength(0)
  })

  it('binds every table to the owner that is set, for reading and for writing', async () => {
    const policies = await root<{ table: string; reads: string; writes: string }[]>`
      select c.relname as table, pg_get_expr(p.polqual, p.polrelid) as reads,
        pg_get_expr(p.polwithcheck, p.polrelid) as writes
      from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polcmd = '*'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`
    expect(policies.length).toBeGreaterThan(12)
    const rule =
      "(owner_id = ( SELECT current_setting('app.owner'::text, true) AS current_setting))"
    expect(policies.filter(({ reads, writes }) => reads !== rule || writes !== rule)).toEqual([])
    const tables = await root<{ relforcerowsecurity: boolean; relrowsecurity: boolean }[]>`
      select relforcerowsecurity, relrowsecurity from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace`
    for (const table of tables) {
      expect(table).toEqual({ relforcerowsecurity: true, relrowsecurity: true })
    }
  })

  it("shows, changes and deletes none of another owner's rows", async () => {
    await asService((sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.owner', 'bob', true)`
        expect(await tx`select 1 from tasks`).toHaveLength(0)
        expect((await tx`update tasks set title = 'taken'`).count).toBe(0)
        expect((await tx`delete from tasks`).count).toBe(0)
        expect((await tx`delete from owners`).count).toBe(0)
      }),
    )
    expect(
      (await listTasks(database, alice, { sort: 'created', order: 'asc', limit: 9 })).rows,
    ).toMatchObject([{ title: 'a task' }])
  })

  it.each([
    "insert into owners (owner_id) values ('mallory')",
    `insert into tasks select (jsonb_populate_record(tasks, '{"owner_id": "alice"}')).* from tasks`,
    "update tasks set owner_id = 'alice'",
  ])('refuses a row for another owner: %s', async (statement) => {
    await addTask(database, 'bob' as UserId, FIELDS)
    const planted = asService((sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.owner', 'bob', true)`
        await tx.unsafe(statement)
      }),
    )
    await expect(planted).rejects.toMatchObject({ code: '42501' })
  })

  it.each([
    'alter table tasks disable row level security',
    'drop policy tasks_are_their_owners on tasks',
    'create table mine (a int)',
    'set role tasks_owner',
    'truncate tasks',
  ])('is out of reach for the service: %s', async (statement) => {
    await expect(asService((sql) => sql.unsafe(statement))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the start-up self-test', () => {
  it.each<[string, () => string, RegExp]>([
    ['a superuser', () => tasksDatabase.superuserUrl, /superuser/],
    ['the owner of the tables', () => tasksDatabase.ownerUrl, /owns the table/],
  ])('refuses %s', async (_, url, message) => {
    const unsafe = openDatabase({ url: url(), poolSize: 1, ...LIMITS })
    await expect(unsafe.check()).rejects.toMatchObject({ name: 'DatabaseRoleError', message })
    await expect(unsafe.use(() => Promise.resolve())).rejects.toMatchObject({
      name: 'DatabaseRoleError',
    })
    await unsafe.close()
  })

  it('refuses a role that policies do not bind, while there is nothing yet to see', async () => {
    // Roles are the server's, and other tests run on the one they share.
    const server = await startTestServer()
    const empty = await openTestDatabase(server.port)
    const admin = postgres(empty.superuserUrl, { max: 1, onnotice: () => undefined })
    await admin.unsafe('alter role holdfast_api bypassrls')
    const unsafe = openDatabase({ url: empty.apiUrl, poolSize: 1, ...LIMITS })
    await expect(unsafe.check()).rejects.toMatchObject({ message: /bypass/ })
    await unsafe.close()
    await admin.end()
    await server.stop()
  })

  it('refuses policies that show rows before an owner is set', async () => {
    await root`create policy everyone on owners for select using (true)`
    const unsafe = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 1, ...LIMITS })
    await expect(unsafe.check()).rejects.toMatchObject({ message: /sees rows without an owner/ })
    await unsafe.close()
    await root`drop policy everyone on owners`
  })

  it('refuses tables without policies', async () => {
    await root`alter table tasks no force row level security`
    const unsafe = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 1, ...LIMITS })
    await expect(unsafe.check()).rejects.toMatchObject({ message: /tasks has no row-level/ })
    await unsafe.close()
    await root`alter table tasks force row level security`
  })
})

describe('readiness', () => {
  it('asks the database each time, also before the first request', async () => {
    const server = await startTestServer()
    const other = await openTestDatabase(server.port)
    const watched = openDatabase({ url: other.apiUrl, poolSize: 1, ...LIMITS })
    await expect(watched.check()).resolves.toBeUndefined()
    await server.stop()
    await expect(watched.check()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    await watched.close()
  })
})

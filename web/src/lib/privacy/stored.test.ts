// The privacy page against the databases as the migrations make them.
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openTasksDatabase } from '../server/testing/api-process.ts'
import { startTestDatabase, type TestDatabase } from '../server/testing/database.ts'
import { aboutNobody, stored } from './stored.ts'

vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase
let found: string[]

beforeAll(async () => {
  database = await startTestDatabase()
  const tasksUrl = new URL(await openTasksDatabase(database))
  // As the role that sees every table there is.
  tasksUrl.username = tasksUrl.password = 'root'
  const authUrl = new URL(database.migrationUrl)
  authUrl.username = authUrl.password = 'root'
  found = [
    ...(await tablesOf('accounts', authUrl.href)),
    ...(await tablesOf('tasks', tasksUrl.href)),
  ]
}, 120_000)

afterAll(() => database.stop())

async function tablesOf(name: string, url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const rows = await sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  await sql.end()
  return rows.map((row) => `${name}/${row.name}`)
}

it('tells of every table of both databases, once, and of no other', () => {
  const told = [...stored.flatMap(({ tables }) => tables), ...aboutNobody]
  expect(found.length).toBeGreaterThan(15)
  expect(told.toSorted()).toEqual(found.toSorted())
})

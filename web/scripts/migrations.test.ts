import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accountTables } from '../src/lib/server/db/account-tables.ts'
import { deletionTables } from '../src/lib/server/db/deletion-tables.ts'
import { mailTables } from '../src/lib/server/db/mail-tables.ts'
import { passkeyTables } from '../src/lib/server/db/passkey-tables.ts'
import { programTables } from '../src/lib/server/db/program-tables.ts'
import { rateLimit, schema } from '../src/lib/server/db/schema.ts'
import { startTestDatabase, type TestDatabase } from '../src/lib/server/testing/database.ts'
import { migrate } from './migrations.ts'

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 30_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

describe('the migrations of the auth database', () => {
  it('make the columns and indexes that the schema declares', async () => {
    const parts = {
      ...schema,
      ...accountTables,
      ...mailTables,
      ...passkeyTables,
      ...programTables,
      ...deletionTables,
      rateLimit,
    }
    const tables = Object.values(parts).filter((part) => is(part, PgTable))
    for (const table of tables) {
      const { name, indexes, columns: declaredColumns } = getTableConfig(table)
      const columns = await database.owner<{ name: string; type: string; required: boolean }[]>`
        select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required
        from pg_attribute
        where attrelid = ${`"${name}"`}::regclass and attnum > 0 and not attisdropped`
      const declared = declaredColumns.map((column) => ({
        name: column.name,
        type: column.getSQLType().replace(/^timestamp \(3\)/, 'timestamp(3)'),
        required: column.notNull,
      }))
      expect(sortByName(columns)).toEqual(sortByName(declared))
      const found = await database.owner<{ name: string }[]>`
        select indexname as name from pg_indexes where tablename = ${name}`
      for (const index of indexes) {
        expect(found.map((row) => row.name)).toContain(index.config.name)
      }
    }
  })

  it('do nothing the second time, by however many at once', async () => {
    const options = { url: database.migrationUrl, role: 'holdfast_web' }
    expect(await Promise.all([migrate(options), migrate(options), migrate(options)])).toEqual([
      0, 0, 0,
    ])
  })

  it('refuse a database that was migrated by newer code, and a migration that has changed', async () => {
    const { owner, migrationUrl: url } = database
    await owner`insert into holdfast_migration (name, sha256) values ('9999_later.sql', 'x')`
    await expect(migrate({ url, role: 'holdfast_web' })).rejects.toThrow('9999_later.sql')
    await owner`delete from holdfast_migration where name = '9999_later.sql'`
    const [row] = await owner`
      update holdfast_migration set sha256 = 'x' where name = '0001_accounts.sql'
      returning old.sha256`
    await expect(migrate({ url, role: 'holdfast_web' })).rejects.toThrow('was changed')
    await owner`
      update holdfast_migration set sha256 = ${String(row?.['sha256'])}
      where name = '0001_accounts.sql'`
  })

  it('refuse a role that does not exist or that owns the schema', async () => {
    const { migrationUrl: url } = database
    await expect(migrate({ url, role: 'nobody' })).rejects.toThrow(
      'nobody (WEB_ROLE) does not exist',
    )
    await expect(migrate({ url, role: 'auth_owner' })).rejects.toThrow('must not own the schema')
    await expect(migrate({ url, role: 'root' })).rejects.toThrow('more rights than web needs')
  })

  it("give web's role the rows and nothing else, and other roles nothing at all", async () => {
    const web = postgres(database.serviceUrl, { max: 1, onnotice: () => undefined })
    try {
      await web`insert into "user" (id, name, email) values ('m1', 'M', 'm1@example.com')`
      await web`update "user" set name = 'N' where id = 'm1'`
      await web`delete from "user" where id = 'm1'`
      for (const statement of [
        'create table mine (id int)',
        'drop table session',
        'alter table session add column x int',
        'truncate session',
        'create temporary table t (id int)',
        'select * from holdfast_migration',
        'create role r',
      ]) {
        await expect(web.unsafe(statement), statement).rejects.toThrow(
          /permission denied|must be owner/,
        )
      }
    } finally {
      await web.end()
    }
    const stranger = database.serviceUrl.replaceAll('holdfast_web', 'holdfast_api')
    const api = postgres(stranger, { max: 1, onnotice: () => undefined })
    await expect(api`select 1`).rejects.toThrow('permission denied for database')
    await api.end()
  })
})

function sortByName<Row extends { name: string }>(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => (a.name < b.name ? -1 : 1))
}

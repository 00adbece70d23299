import { getTableColumns, is } from 'drizzle-orm'
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { getAuthTables } from 'better-auth/db'
import { describe, expect, it } from 'vitest'
import { authOptions } from '../auth/options.ts'
import { createLogger } from '../log.ts'
import { authConfig } from '../testing/auth-room.ts'
import { openDatabase } from './open.ts'
import { schema } from './schema.ts'

// Never asked: only its shape is looked at.
const { db } = openDatabase({
  url: 'postgres://a:b@127.0.0.1:1/c',
  poolSize: 1,
  statementTimeoutMs: 0,
})
const expected = getAuthTables(
  authOptions(authConfig, {
    db,
    logger: createLogger('silent'),
    post: { send: () => Promise.resolve(), withdraw: () => Promise.resolve() },
  }),
)
const tables = new Map<string, PgTable>()
for (const [name, part] of Object.entries(schema)) if (is(part, PgTable)) tables.set(name, part)

/** How Better Auth's types are kept; dates come back as Date objects. */
const columnTypes: Record<string, string[]> = {
  string: ['PgText'],
  number: ['PgInteger', 'PgBigInt53'],
  boolean: ['PgBoolean'],
  date: ['PgTimestamp'],
}

describe('the auth schema', () => {
  it("has the tables of Better Auth's options, and no others", () => {
    expect([...tables.keys()].sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(Object.entries(expected))(
    'has every field of %s as Better Auth declares it',
    (name, table) => {
      const columns = columnsOf(name)
      expect([...columns.keys()].sort()).toEqual(['id', ...Object.keys(table.fields)].sort())
      for (const [key, field] of Object.entries(table.fields)) {
        const column = columns.get(key)
        const label = `${name}.${key}`
        expect(columnTypes[String(field.type)], label).toContain(column?.columnType)
        expect(column?.notNull, label).toBe(field.required !== false)
        expect(column?.isUnique, label).toBe(field.unique ?? false)
      }
    },
  )

  it.each(Object.entries(expected))('indexes and cascades what %s refers by', (name, table) => {
    const { foreignKeys, indexes } = getTableConfig(tableOf(name))
    const indexed = indexes.map((index) => index.config.columns[0])
    for (const [key, field] of Object.entries(table.fields)) {
      const column = columnsOf(name).get(key)
      if (field.index)
        expect(indexed, key).toContainEqual(expect.objectContaining({ name: column?.name }))
      const deletes = foreignKeys
        .filter((foreignKey) => foreignKey.reference().columns[0] === column)
        .map((foreignKey) => foreignKey.onDelete)
      expect(deletes, key).toEqual(field.references ? [field.references.onDelete ?? 'cascade'] : [])
    }
  })
})

function tableOf(name: string): PgTable {
  const table = tables.get(name)
  if (!table) throw new Error(`no table ${name}`)
  return table
}

function columnsOf(name: string): Map<string, PgColumn> {
  return new Map(Object.entries(getTableColumns(tableOf(name))))
}

import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { buildList } from './list-statements.ts'
import type { TaskListQuery } from './list-statements.ts'
import { prepareStatements } from './statements.ts'

// Never connects: only the texts are looked at.
const client = postgres('postgres://nobody@127.0.0.1:1/none', { max: 1 })
const { listTasks: _, ...prepared } = prepareStatements(client)

type Named = [string, { getQuery(): { sql: string } }]

/** `get.task` beside `getOwner`: some are told apart by kind or side. */
const statements = Object.entries(prepared).flatMap(([name, one]): Named[] =>
  'getQuery' in one
    ? [[name, one]]
    : Object.entries(one).map(([kind, inner]): Named => [`${name}.${kind}`, inner as Named[1]]),
)
const db = drizzle.mock()

const OWNER_IN_WHERE = /where \(?"\w+"\."owner_id" = \$\d+/
const OWNER_IN_VALUES = /^insert into "\w+" \("owner_id",.*\) values \(\$1\b/

describe('every statement names the owner itself', () => {
  it.each(statements.map(([name, statement]) => [name, statement.getQuery().sql]))(
    '%s',
    (_, text) => {
      expect(text).toMatch(text.startsWith('insert') ? OWNER_IN_VALUES : OWNER_IN_WHERE)
    },
  )

  const filters = { status: 'done', priority: 1, dueAfter: 'a', dueBefore: 'b', text: 'c' } as const
  const after = { key: 'k', id: 'i' }
  it.each<[string, Partial<TaskListQuery>]>([
    ['nothing', {}],
    ['every filter', { ...filters, after }],
    ...Object.entries({ ...filters, after }).map(
      ([name, value]): [string, Partial<TaskListQuery>] => [name, { [name]: value }],
    ),
  ])('a list with %s', (_, query) => {
    for (const sort of ['created', 'due', 'priority'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const asked = { sort, order, limit: 1, ...query }
        const text = buildList(db, asked).toSQL().sql
        // First and joined by `and`: an `or` beside it would open the list.
        expect(text).toMatch(/where \(?"tasks"\."owner_id" = \$1(?: and |$| order)/)
        expect(text.replace(/\([^()]* or [^()]*\)/, '')).not.toMatch(/ or /)
      }
    }
  })
})

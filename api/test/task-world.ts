/** Owners with tasks in a database of the test file's own: opened before its tests, closed behind them. */
import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { addTask, run } from './writing.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed } from '../src/changes/feed.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import type { TaskRow } from '../src/db/schema.ts'
import { createLabel } from '../src/labels/create.ts'
import { createList } from '../src/lists/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { listTasks } from '../src/tasks/list.ts'
import { moveTask } from '../src/tasks/move.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
export const EXPECTED = { expected: undefined } as const

let tasksDatabase: TestDatabase
export let database: Database
/** Sees every row. */
export let root: postgres.Sql

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 4, ...LIMITS })
})

afterAll(async () => {
  await database.close()
  await root.end()
  await tasksDatabase.close()
})

let people = 0
export const newOwner = () => `owner-${(people += 1)}` as UserId
export const addList = (owner: UserId, name = 'a list') =>
  run(database, owner, createList({ name, color: 'gray', archived: false }))
export const addLabel = (owner: UserId, name: string) =>
  run(database, owner, createLabel({ name, color: 'gray' }))
export const add = (owner: UserId, fields: Parameters<typeof addTask>[2] = {}) =>
  addTask(database, owner, fields)
export const move = (
  owner: UserId,
  id: string,
  to: Omit<Parameters<typeof moveTask>[0], 'id' | 'expected'>,
) => run(database, owner, moveTask({ id, ...EXPECTED, ...to }))
export const remove = (owner: UserId, { id }: TaskRow) =>
  run(database, owner, deleteTask({ id, ...EXPECTED }))

export async function titlesIn(owner: UserId, listId: string | null): Promise<string[]> {
  const asked = { sort: 'position', order: 'asc', limit: 200, listId } as const
  return (await listTasks(database, owner, asked)).rows.map(({ title }) => title)
}

/** Everything that can be seen of an owner, without numbers and times of change. */
export async function stateOf(owner: UserId): Promise<unknown> {
  const { items } = await readFeed(database, owner, { limit: 500 })
  return items
    .flatMap(({ kind, id, row }) => {
      if (row === undefined) return []
      const { version: _, updatedAt: __, ...kept } = row
      return [{ kind, ...kept, id }]
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

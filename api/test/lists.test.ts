import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import type { SortOrder, TaskSort } from '../src/db/list-statements.ts'
import { summarize } from '../src/me/summarize.ts'
import { addTask, run } from './writing.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { getTask } from '../src/tasks/get.ts'
import { listTasks } from '../src/tasks/list.ts'
import type { TaskQuestion } from '../src/tasks/list.ts'
import type { TaskFields } from '../src/tasks/task.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const EMPTY = { title: 'x', notes: '', priority: 'none', due: null, status: 'open' } as const
const alice = 'alice' as UserId

let tasksDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 2, ...LIMITS })
  const due = (day: number) => ({ kind: 'date', date: `2027-03-0${day}` }) as const
  const given: Partial<TaskFields>[] = [
    { title: 'one', priority: 'high', due: due(1), status: 'done' },
    { title: 'two', priority: 'low', due: due(2) },
    { title: 'three', priority: 'none', notes: '100% sure' },
    { title: 'Four_ty', priority: 'medium', due: due(3), status: 'done' },
    { title: 'five\\', priority: 'high', notes: 'MENTIONS two' },
  ]
  for (const fields of given) await addTask(database, alice, { ...EMPTY, ...fields })
  // The same for somebody else, so that a list without its owner shows twice as much.
  for (const fields of given) await addTask(database, 'bob' as UserId, { ...EMPTY, ...fields })
})

afterAll(async () => {
  await database.close()
  await tasksDatabase.close()
})

async function titles(query: Partial<TaskQuestion> = {}): Promise<string[]> {
  const asked = { sort: 'created', order: 'asc', limit: 100, ...query } as const
  return (await listTasks(database, alice, asked)).rows.map(({ title }) => title)
}

describe('a list', () => {
  it.each<[string, Partial<TaskQuestion>, string[]]>([
    ['everything', {}, ['one', 'two', 'three', 'Four_ty', 'five\\']],
    ['what is open', { status: 'open' }, ['two', 'three', 'five\\']],
    ['what is done', { status: 'done' }, ['one', 'Four_ty']],
    ['one priority', { priority: 3 }, ['one', 'five\\']],
    ['no priority', { priority: 0 }, ['three']],
    ['what is due from a day on', { dueAfter: '2027-03-02' }, ['two', 'Four_ty']],
    ['what is due before a day', { dueBefore: '2027-03-02' }, ['one']],
    ['what is due on a day', { dueAfter: '2027-03-02', dueBefore: '2027-03-03' }, ['two']],
    ['text in title or notes, in any case', { text: 'TWO' }, ['two', 'five\\']],
    ['a percent sign', { text: '%' }, ['three']],
    ['an underscore', { text: '_' }, ['Four_ty']],
    ['a backslash', { text: '\\' }, ['five\\']],
    ['all at once', { status: 'open', priority: 3, text: 'five' }, ['five\\']],
    ['as many as asked for', { limit: 2 }, ['one', 'two']],
    ['nothing', { text: 'nowhere' }, []],
  ])('holds %s', async (_, query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  it.each<[TaskSort, SortOrder, string[]]>([
    ['created', 'asc', ['one', 'two', 'three', 'Four_ty', 'five\\']],
    ['created', 'desc', ['five\\', 'Four_ty', 'three', 'two', 'one']],
    ['priority', 'asc', ['three', 'two', 'Four_ty', 'one', 'five\\']],
    ['priority', 'desc', ['five\\', 'one', 'Four_ty', 'two', 'three']],
    ['due', 'asc', ['one', 'two', 'Four_ty', 'three', 'five\\']],
    ['due', 'desc', ['Four_ty', 'two', 'one', 'five\\', 'three']],
  ])('is sorted by %s, %s, without due moment last', async (sort, order, expected) => {
    expect(await titles({ sort, order })).toEqual(expected)
    const walked: string[] = []
    let cursor: string | undefined
    do {
      const page = await listTasks(database, alice, { sort, order, limit: 1, cursor })
      walked.push(...page.rows.map(({ title }) => title))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined && walked.length < 10)
    expect(walked, 'page by page').toEqual(expected)
  })

  it('is planned once a connection and shape: other values, same statement', async () => {
    expect(await titles({ text: 'one' })).toEqual(['one'])
    expect(await titles({ text: 'two', limit: 1 })).toEqual(['two'])
    expect(await titles({ text: 'two', status: 'done' })).toEqual([])
  })
})

describe('an owner', () => {
  it('counts their own', async () => {
    expect(await summarize(database, alice)).toMatchObject({
      ...{ open: 3, done: 2, total: 5, seq: 5 },
      usage: { tasks: 5, lists: 0 },
    })
    const nobody = { open: 0, done: 0, total: 0, seq: 0, usage: { tasks: 0, textBytes: 0 } }
    expect(await summarize(database, 'nobody' as UserId)).toMatchObject(nobody)
  })

  it('deletes the one they name and keeps the others', async () => {
    const carol = 'carol' as UserId
    const [first, second] = [
      await addTask(database, carol, EMPTY),
      await addTask(database, carol, { ...EMPTY, title: 'stays' }),
    ]
    await run(database, carol, deleteTask({ id: first.id, expected: undefined }))
    await expect(getTask(database, carol, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await getTask(database, carol, second.id)).toEqual(second)
    expect(await summarize(database, carol)).toMatchObject({ total: 1, seq: 3 })
  })
})

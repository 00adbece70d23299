import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed } from '../src/changes/feed.ts'
import { readHistory } from '../src/changes/history.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { alone } from '../src/db/upkeep/alone.ts'
import { writeOnce } from '../src/db/write/run.ts'
import { createList } from '../src/lists/create.ts'
import { deleteList } from '../src/lists/delete.ts'
import { eraseOwner } from '../src/me/erase.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { updateTask } from '../src/tasks/update.ts'
import { purgeTask } from '../src/trash/purge.ts'
import { readTrash } from '../src/trash/read.ts'
import { runUpkeep } from '../src/upkeep/run.ts'
import { ageRows } from './aging.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { addTask, run } from './writing.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 10_000, prepare: true }
const AGES = { trashDays: 30, historyDays: 365, tombstoneDays: 90 }
const expected = undefined

let tasksDatabase: TestDatabase
let root: postgres.Sql
let database: Database
/** As the process has it for a run. */
let apart: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 2, onnotice: () => undefined })
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 4, ...LIMITS })
  apart = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 1, ...LIMITS })
})

afterAll(async () => {
  await Promise.all([database.close(), apart.close()])
  await root.end()
  await tasksDatabase.close()
})

let people = 0
const newOwner = () => `owner-${(people += 1)}` as UserId

const age = (owner: UserId, days: number) => ageRows(root, owner, days)

const entered = async (owner: UserId) => {
  const [row] = await root<Record<string, Date | null>[]>`
    select * from upkeep.owners where owner_id = ${owner}`
  return row
}

const trashOf = async (owner: UserId) => (await readTrash(database, owner, 99)).total
const trash = (owner: UserId, id: string) => run(database, owner, deleteTask({ id, expected }))

describe('upkeep', () => {
  it('purges what has been in the trash for too long, as a change that everybody is told', async () => {
    const owner = newOwner()
    const list = await run(
      database,
      owner,
      createList({ name: 'old', color: 'gray', archived: false }),
    )
    const parent = await addTask(database, owner, { listId: list.id })
    const child = await addTask(database, owner, { listId: list.id, parentId: parent.id })
    await run(database, owner, deleteList({ id: list.id, expected }))
    await age(owner, 31)
    const [recent, kept] = [await addTask(database, owner), await addTask(database, owner)]
    await trash(owner, recent.id)
    const { cursor } = await readFeed(database, owner, { limit: 99 })
    expect(await runUpkeep(apart, AGES)).toMatchObject({ failed: 0 })
    const { items } = await readFeed(database, owner, { cursor, limit: 99 })
    const gone = items.filter(({ row }) => row === undefined).map(({ id }) => id)
    expect(gone.sort()).toEqual([list.id, parent.id, child.id].sort())
    const { items: left } = await readFeed(database, owner, { limit: 99 })
    const rows = left.filter(({ row }) => row !== undefined).map(({ id }) => id)
    expect(rows.sort()).toEqual([recent.id, kept.id].sort())
    expect(await trashOf(owner)).toBe(1)
  })

  it('purges more than one step takes', async () => {
    const owner = newOwner()
    const parent = await addTask(database, owner)
    for (let n = 0; n < 3; n += 1) {
      await addTask(database, owner, { parentId: parent.id })
    }
    await trash(owner, parent.id)
    await root`insert into tasks select (jsonb_populate_record(t, jsonb_build_object(
        'id', gen_random_uuid(), 'parent_id', ${parent.id}::text, 'position', 'b' || n))).*
      from tasks t, generate_series(1, 1200) n where owner_id = ${owner} and id = ${parent.id}`
    await root`update owners set task_count = task_count + 1200 where owner_id = ${owner}`
    await age(owner, 31)
    expect(await runUpkeep(apart, AGES)).toMatchObject({ failed: 0 })
    expect(await root`select 1 from tasks where owner_id = ${owner}`).toHaveLength(0)
    const [counted] =
      await root`select task_count::int as count from owners where owner_id = ${owner}`
    expect(counted).toMatchObject({ count: 0 })
  })

  it('is nothing that undo takes back unasked', async () => {
    const owner = newOwner()
    const [one, other] = [await addTask(database, owner), await addTask(database, owner)]
    await trash(owner, one.id)
    await age(owner, 31)
    await run(database, owner, updateTask({ id: other.id, expected, patch: { title: 'changed' } }))
    await runUpkeep(apart, AGES)
    expect(await trashOf(owner)).toBe(0)
    const { changes } = await run(database, owner, undoChange())
    expect(changes).toMatchObject([{ id: other.id, after: { title: 'a task' } }])
  })

  it('forgets history, but not what is there', async () => {
    const owner = newOwner()
    const task = await addTask(database, owner)
    await age(owner, 366)
    await run(database, owner, updateTask({ id: task.id, expected, patch: { title: 'changed' } }))
    await runUpkeep(apart, AGES)
    const { entries } = await readHistory(database, owner, { id: task.id, from: 99, limit: 99 })
    expect(entries).toMatchObject([{ after: { title: 'changed' } }])
    expect((await entered(owner))?.['oldest_change']?.getTime()).toBeGreaterThan(
      Date.now() - 60_000,
    )
  })

  it('forgets what is gone, and then answers an older cursor that it is too old', async () => {
    const owner = newOwner()
    const [task] = [await addTask(database, owner), await addTask(database, owner)]
    const old = await readFeed(database, owner, { limit: 99 })
    await trash(owner, task.id)
    await run(database, owner, purgeTask({ id: task.id, expected }))
    await age(owner, 91)
    await addTask(database, owner)
    const recent = await readFeed(database, owner, { limit: 99 })
    await runUpkeep(apart, AGES)
    await expect(readFeed(database, owner, { cursor: old.cursor, limit: 9 })).rejects.toMatchObject(
      {
        code: 'CURSOR_TOO_OLD',
      },
    )
    expect((await readFeed(database, owner, { cursor: recent.cursor, limit: 9 })).items).toEqual([])
    // The next run deletes it: nobody is reading on from before any more.
    expect(await root`select 1 from tombstones where owner_id = ${owner}`).toHaveLength(1)
    await runUpkeep(apart, AGES)
    expect(await root`select 1 from tombstones where owner_id = ${owner}`).toHaveLength(0)
    expect(await entered(owner)).toMatchObject({ oldest_tombstone: null })
    expect((await readFeed(database, owner, { limit: 99 })).items).toHaveLength(2)
  })

  it('forgets the keys of requests after a day', async () => {
    const owner = newOwner()
    const send = (key: string) =>
      writeOnce(
        database,
        { owner, operation: 'test' },
        {
          ...createTask({ ...NO_FIELDS, title: 'once' }),
          key: { key, request: key },
          toAnswer: () => ({ status: 201, headers: {}, body: null }),
        },
      )
    await send('one')
    await age(owner, 2)
    await send('two')
    await runUpkeep(apart, AGES)
    expect(await root`select 1 from idempotency_keys where owner_id = ${owner}`).toHaveLength(1)
    await age(owner, 2)
    await runUpkeep(apart, AGES)
    expect(await root`select 1 from idempotency_keys where owner_id = ${owner}`).toHaveLength(0)
    expect(await entered(owner)).toMatchObject({ oldest_key: null })
  })

  it('comes back to nobody who has nothing old', async () => {
    const owner = newOwner()
    await trash(owner, (await addTask(database, owner)).id)
    await runUpkeep(apart, AGES)
    expect(await runUpkeep(apart, AGES)).toEqual({ owners: 0, failed: 0 })
  })

  it('goes on when somebody cannot be looked after just then', async () => {
    const [locked, free] = [newOwner(), newOwner()]
    for (const owner of [locked, free]) {
      await trash(owner, (await addTask(database, owner)).id)
      await age(owner, 31)
    }
    await root.begin(async (other) => {
      await other`select 1 from owners where owner_id = ${locked} for update`
      expect(await runUpkeep(apart, AGES)).toEqual({ owners: 2, failed: 1 })
    })
    expect([await trashOf(locked), await trashOf(free)]).toEqual([1, 0])
    expect(await runUpkeep(apart, AGES)).toEqual({ owners: 1, failed: 0 })
    expect(await trashOf(locked)).toBe(0)
  })

  it('is done by one process at a time', async () => {
    const options = { url: tasksDatabase.apiUrl, prepare: true }
    const order: string[] = []
    const first = alone(options, async () => {
      expect(await alone(options, () => Promise.reject(new Error('twice')))).toBe(false)
      order.push('first')
    })
    expect(await first).toBe(true)
    expect(await alone(options, () => Promise.resolve(void order.push('second')))).toBe(true)
    expect(order).toEqual(['first', 'second'])
  })

  it('is told of everything when it begins to become old', async () => {
    const owner = newOwner()
    const { id } = await addTask(database, owner)
    const told = async () =>
      Object.entries((await entered(owner)) ?? {}).flatMap(([name, value]) =>
        value instanceof Date ? [name] : [],
      )
    expect(await told()).toEqual(['oldest_change'])
    await trash(owner, id)
    expect(await told()).toEqual(['oldest_trash', 'oldest_change'])
    await run(database, owner, purgeTask({ id, expected }))
    expect(await told()).toEqual(['oldest_trash', 'oldest_tombstone', 'oldest_change'])
  })

  it('knows nothing of who is erased', async () => {
    const owner = newOwner()
    await trash(owner, (await addTask(database, owner)).id)
    expect(await entered(owner)).toBeDefined()
    await eraseOwner(database, owner, { writableFrom: undefined })
    expect(await entered(owner)).toBeUndefined()
  })
})

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { createCalendar } from '../src/calendars/create.ts'
import { writeOnce } from '../src/db/write/run.ts'
import type { Mutation } from '../src/db/write/run.ts'
import { createLabel } from '../src/labels/create.ts'
import { createList } from '../src/lists/create.ts'
import { eraseOwner } from '../src/me/erase.ts'
import { createFilter } from '../src/saved-filters/create.ts'
import { createSection } from '../src/sections/create.ts'
import { updateSettings } from '../src/settings/update.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { purgeTask } from '../src/trash/purge.ts'
import { addTask, run } from './writing.ts'
import { listTasks } from '../src/tasks/list.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const FIELDS = { title: 'a task', notes: '', priority: 'none', due: null, status: 'open' } as const
const EXPECTED = { expected: undefined } as const
const LIST = { sort: 'created', order: 'asc', limit: 9 } as const

let tasksDatabase: TestDatabase
let root: postgres.Sql
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 2, onnotice: () => undefined })
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 8, ...LIMITS })
})

afterAll(async () => {
  await database.close()
  await root.end()
  await tasksDatabase.close()
})

let people = 0
const newOwner = () => `owner-${(people += 1)}` as UserId
const inAnHour = () => Date.now() / 1000 + 3600
const erase = (owner: UserId, writableFrom: number | undefined = inAnHour()) =>
  eraseOwner(database, owner, { writableFrom })
const add = (owner: UserId) => addTask(database, owner, FIELDS)

async function rowsOf(owner: UserId): Promise<number> {
  const [row] = await root<{ count: number }[]>`
    select (select count(*)::int from tasks where owner_id = ${owner})
      + (select count(*)::int from owners where owner_id = ${owner}) as count`
  return row?.count ?? -1
}

/** How many rows of the owner there are in each table that has owners. */
async function rowsByTable(owner: UserId): Promise<Record<string, number>> {
  const tables = await root<{ name: string }[]>`
    select table_schema || '.' || table_name as name
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where column_name = 'owner_id' and table_type = 'BASE TABLE'`
  const counts = tables.map(async ({ name }) => {
    const [row] = await root<{ count: number }[]>`
      select count(*)::int as count from ${root(name)} where owner_id = ${owner}`
    return [name, row?.count ?? -1] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

/** Something in every table. */
async function furnish(owner: UserId): Promise<void> {
  const make = <Result>(mutation: Mutation<Result>) => run(database, owner, mutation)
  const list = await make(createList({ name: 'a list', color: 'gray', archived: false }))
  await make(createSection({ listId: list.id, name: 'a section' }))
  const label = await make(createLabel({ name: 'a label', color: 'gray' }))
  await make(createFilter({ name: 'a filter', filter: 'today' }))
  const calendar = { name: 'a calendar', shows: 'tasks', filter: null } as const
  await make(await createCalendar(database, owner, calendar))
  await make(updateSettings({ ...EXPECTED, patch: { timeZone: 'Europe/Berlin' } }))
  await addTask(database, owner, { labelIds: [label.id] })
  const task = await add(owner)
  await make(deleteTask({ id: task.id, ...EXPECTED }))
  await make(purgeTask({ id: task.id, ...EXPECTED }))
  await writeOnce(
    database,
    { owner, operation: 'test' },
    {
      ...createTask({ ...NO_FIELDS, title: 'once' }),
      key: { key: 'a key', request: 'a request' },
      toAnswer: () => ({ status: 204, headers: {}, body: null }),
    },
  )
}

describe('erasing somebody', () => {
  it('leaves no row in any table', async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    await Promise.all([furnish(ann), furnish(bob)])
    const [before, others] = [await rowsByTable(ann), await rowsByTable(bob)]
    expect(Object.entries(before).filter(([, count]) => count < 1)).toEqual([])
    await erase(ann)
    const after = await rowsByTable(ann)
    expect(Object.entries(after).filter(([, count]) => count !== 0)).toEqual([])
    expect(await rowsByTable(bob)).toEqual(others)
  })

  it("deletes all they have, and nothing of anybody else's", async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    for (let made = 0; made < 3; made += 1) await Promise.all([add(ann), add(bob)])
    const before = await listTasks(database, bob, LIST)
    await erase(ann)
    expect(await rowsOf(ann)).toBe(0)
    expect(await listTasks(database, bob, LIST)).toEqual(before)
    expect(await rowsOf(bob)).toBe(4)
    await add(bob)
  })

  it('deletes more than fits into one statement', async () => {
    const owner = newOwner()
    await add(owner)
    await root`insert into tasks (owner_id, id, title, notes, priority, position, created_at, updated_at, version)
      select ${owner}, gen_random_uuid(), 'a task', '', 0, 'b' || n, now(), now(), 1
      from generate_series(1, 4500) n`
    expect(await rowsOf(owner)).toBe(4502)
    await erase(owner)
    expect(await rowsOf(owner)).toBe(0)
  })

  it('is no matter for somebody who has nothing, and can be done again', async () => {
    const owner = newOwner()
    await erase(owner)
    await erase(owner)
    expect(await rowsOf(owner)).toBe(0)
  })

  it('lets somebody who stays begin anew', async () => {
    const owner = newOwner()
    await add(owner)
    await eraseOwner(database, owner, { writableFrom: undefined })
    expect(await rowsOf(owner)).toBe(0)
    await add(owner)
    expect(await rowsOf(owner)).toBe(2)
  })

  it('refuses every later write, which leaves nothing behind', async () => {
    const [owner, never] = [newOwner(), newOwner()]
    await add(owner)
    for (const one of [owner, never]) {
      await erase(one)
      await expect(add(one)).rejects.toMatchObject({ code: 'OWNER_ERASED' })
      expect(await rowsOf(one)).toBe(0)
    }
  })

  it('waits for the write that is under way, and takes it along', async () => {
    const owner = newOwner()
    await add(owner)
    let erased: Promise<void> | undefined
    await root.begin(async (write) => {
      await write`update owners set seq = seq + 1 where owner_id = ${owner}`
      erased = erase(owner)
      // Until it stands in the queue for the lock.
      await expect
        .poll(async () => (await root`select 1 from pg_locks where not granted`).length)
        .toBeGreaterThan(0)
      await write`insert into tasks select (jsonb_populate_record(t,
        jsonb_build_object('id', gen_random_uuid(), 'position', 'zz'))).* from tasks t
        where owner_id = ${owner}`
    })
    await erased
    expect(await rowsOf(owner)).toBe(0)
  })

  it('leaves nothing, however many write at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = newOwner()
      const writes = Array.from({ length: 20 }, () => add(owner))
      const outcomes = await Promise.allSettled([...writes, erase(owner), add(owner), add(owner)])
      expect(outcomes[20]).toMatchObject({ status: 'fulfilled' })
      expect(await rowsOf(owner)).toBe(0)
    }
  })

  it('is remembered by what names nobody, and only for as long as it has to be', async () => {
    const owner = newOwner()
    const until = inAnHour()
    await erase(owner, until)
    const kept = await root<{ key: string; text: string }[]>`
      select key, r::text as text from auth.revocations r where expires_at = ${until}`
    expect(kept).toHaveLength(1)
    expect(kept[0]?.text).not.toContain(owner)
    // A later, shorter word does not take it back.
    await erase(owner, until - 1000)
    await expect(add(owner)).rejects.toMatchObject({ code: 'OWNER_ERASED' })
    await root`update auth.revocations set expires_at = 1 where key = ${kept[0]?.key ?? ''}`
    await add(owner)
    expect(await rowsOf(owner)).toBe(2)
  })
})

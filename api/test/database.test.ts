import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { addTask, run } from './writing.ts'
import { listTasks } from '../src/tasks/list.ts'
import { updateTask } from '../src/tasks/update.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { getTask } from '../src/tasks/get.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const FIELDS = { title: 'a task', notes: '', priority: 'none', due: null, status: 'open' } as const
const alice = 'alice' as UserId
const bob = 'bob' as UserId

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

const seqOf = async (owner: string) => {
  const [row] = await root<{ seq: string }[]>`select seq from owners where owner_id = ${owner}`
  return Number(row?.seq ?? 0)
}

describe('the write pipeline', () => {
  it('gives concurrent writes of one owner their own version and place', async () => {
    const owner = 'busy' as UserId
    const rows = await Promise.all(
      Array.from({ length: 40 }, () => addTask(database, owner, FIELDS)),
    )
    expect(new Set(rows.map((row) => row.version)).size).toBe(40)
    expect(new Set(rows.map((row) => row.position)).size).toBe(40)
    expect(await seqOf(owner)).toBe(40)
  })

  it('leaves nothing behind when a change is refused', async () => {
    const before = await seqOf('alice')
    const nothing = updateTask({ id: crypto.randomUUID(), expected: 'any', patch: {} })
    await expect(run(database, alice, nothing)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await seqOf('alice')).toBe(before)
    await expect(run(database, 'nobody' as UserId, nothing)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await root`select 1 from owners where owner_id = 'nobody'`).toHaveLength(0)
  })

  it('refuses what points at a row that is not there, whatever the use case let through', async () => {
    const task = await addTask(database, alice)
    const planted = run(database, alice, {
      work(workspace) {
        workspace.find('task', task.id)
        return workspace.put('task', { ...task, listId: crypto.randomUUID() })
      },
    })
    await expect(planted).rejects.toMatchObject({ code: 'DATABASE_FAULT', reason: '23503' })
    expect(await getTask(database, alice, task.id)).toEqual(task)
  })

  it('does not call a change done that reached no row', async () => {
    const task = await addTask(database, alice)
    const before = await seqOf('alice')
    // Stands for whatever makes a row vanish between reading and writing it.
    await root.unsafe(`create function pass_over() returns trigger language plpgsql as 'begin return null; end';
      create trigger pass_over before update on tasks for each row when (new.title = 'lost') execute function pass_over()`)
    const lost = updateTask({ id: task.id, expected: 'any', patch: { title: 'lost' } })
    await expect(run(database, alice, lost)).rejects.toMatchObject({ reason: 'CHANGE_LOST' })
    await root`drop function pass_over cascade`
    expect(await getTask(database, alice, task.id)).toEqual(task)
    expect(await seqOf('alice')).toBe(before)
  })

  it('answers a bad value as a fault without quoting it', async () => {
    const failed = addTask(database, alice, { ...FIELDS, title: 'CANARY\0' })
    await expect(failed).rejects.toMatchObject({
      code: 'DATABASE_FAULT',
      message: expect.not.stringContaining('CANARY') as string,
    })
    await expect(addTask(database, alice, FIELDS)).resolves.toMatchObject({ title: 'a task' })
  })
})

describe('the pool', () => {
  it('keeps people apart on one connection', async () => {
    const narrow = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 1, ...LIMITS })
    await addTask(narrow, bob, { ...FIELDS, title: 'of bob' })
    const question = { sort: 'created', order: 'asc', limit: 200 } as const
    const pages = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const owner = index % 2 === 0 ? alice : bob
        return listTasks(narrow, owner, question).then(({ rows }) => ({ owner, rows }))
      }),
    )
    for (const { owner, rows } of pages) {
      expect(rows.length).toBeGreaterThan(0)
      expect(new Set(rows.map((row) => row.ownerId))).toEqual(new Set([owner]))
    }
    await narrow.close()
  })

  it('says busy when no connection comes free in time, and serves the next', async () => {
    const narrow = openDatabase({
      url: tasksDatabase.apiUrl,
      poolSize: 1,
      ...LIMITS,
      poolWaitMs: 20,
    })
    await narrow.check()
    let finish: () => void = () => undefined
    const held = narrow.use(() => new Promise<void>((resolve) => (finish = resolve)))
    await expect(narrow.use(() => Promise.resolve())).rejects.toMatchObject({ reason: 'POOL_WAIT' })
    finish()
    await held
    await expect(narrow.use(() => Promise.resolve('served'))).resolves.toBe('served')
    await narrow.close()
  })

  it('gives up on a peer that says nothing, and uses another connection from then on', async () => {
    const narrow = openDatabase({
      url: tasksDatabase.apiUrl,
      poolSize: 1,
      ...LIMITS,
      statementTimeoutMs: 1500,
    })
    await narrow.check()
    await expect(narrow.use(() => new Promise(() => undefined))).rejects.toMatchObject({
      reason: 'DEADLINE',
    })
    await expect(addTask(narrow, bob, FIELDS)).resolves.toMatchObject({ title: 'a task' })
    await narrow.close()
  })

  it('cuts off a statement that runs too long', async () => {
    const narrow = openDatabase({
      url: tasksDatabase.apiUrl,
      poolSize: 1,
      ...LIMITS,
      lockTimeoutMs: 20,
    })
    await root.begin(async (tx) => {
      await tx`select 1 from owners where owner_id = 'bob' for update`
      await expect(addTask(narrow, bob, FIELDS)).rejects.toMatchObject({ code: 'DATABASE_BUSY' })
    })
    await expect(addTask(narrow, bob, FIELDS)).resolves.toMatchObject({ title: 'a task' })
    await narrow.close()
  })
})

describe('with ten thousand tasks', () => {
  const owner = 'hoarder' as UserId

  beforeAll(async () => {
    await root`insert into owners (owner_id) values (${owner})`
    await root`
      insert into tasks (owner_id, id, title, notes, priority, due_kind, due_at, position,
                         created_at, updated_at, version)
      select ${owner}, gen_random_uuid(), 'task ' || n, '', n % 4,
             case when n % 3 = 0 then 'date' end,
             case when n % 3 = 0 then timestamp '2026-01-01' + n * interval '1 hour' end,
             'a' || lpad(n::text, 6, '0'), now() + n * interval '1 second', now(), n
      from generate_series(1, 10000) n`
    await root`analyze tasks`
  })

  it.each([
    ['created', 'created_at'],
    ['priority', 'priority'],
    ['due', "case when due_at is null then '-infinity' else due_at end"],
  ])('a page sorted by %s is read from its index', async (_, key) => {
    const plan = await asService((sql) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.owner', ${owner}, true)`
        return tx.unsafe(
          `explain select * from tasks where owner_id = 'hoarder'
           order by ${key} desc, id desc limit 51`,
        )
      }),
    )
    const text = plan.map((line) => String(line['QUERY PLAN'])).join('\n')
    expect(text).toContain('Index Scan')
    expect(text).not.toMatch(/Seq Scan|Sort Key/)
  })

  it.each(['created', 'due', 'priority'] as const)(
    'pages sorted by %s join without a gap or a repeat, in both orders',
    async (sort) => {
      for (const order of ['asc', 'desc'] as const) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await listTasks(database, owner, {
            sort,
            order,
            limit: 199,
            priority: 1,
            cursor,
          })
          seen.push(...page.rows.map((row) => row.id))
          cursor = page.nextCursor ?? undefined
        } while (cursor !== undefined)
        expect(new Set(seen).size).toBe(2500)
        expect(seen).toHaveLength(2500)
      }
    },
  )
})

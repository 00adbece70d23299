import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database, DatabaseOptions } from '../src/db/database.ts'
import type { Slot } from '../src/db/slot.ts'
import { read } from '../src/db/read.ts'
import { write } from '../src/db/write/run.ts'
import { addTask, run } from './writing.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const FIELDS = { title: 'a task', notes: '', priority: 'none', due: null, status: 'open' } as const
const alice = 'alice' as UserId

let tasksDatabase: TestDatabase
let root: postgres.Sql
const open: Database[] = []

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
})

afterAll(async () => {
  await Promise.all(open.map((database) => database.close()))
  await root.end()
  await tasksDatabase.close()
})

function openNarrow(options: Partial<DatabaseOptions> = {}): Database {
  const database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 1, ...LIMITS, ...options })
  open.push(database)
  return database
}

const SETTINGS = `select current_setting('app.owner', true) as owner,
  current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
  current_setting('idle_in_transaction_session_timeout') as idle,
  current_setting('transaction_read_only') as "readOnly",
  current_setting('transaction_isolation') as isolation,
  current_setting('TimeZone') as zone, current_setting('application_name') as name`

interface Settings {
  owner: string | null
}

const settingsOf = async (slot: Slot) => (await slot.query<Settings>(SETTINGS))[0]

describe('a connection', () => {
  it('is bound to owner and limits for one transaction and forgets them after it', async () => {
    await openNarrow().use(async (slot) => {
      const outside = { statement: '0', lock: '0', idle: '0', readOnly: 'off' }
      const always = { isolation: 'read committed', zone: 'UTC', name: 'holdfast-api' }
      await slot.begin('read only')
      await slot.setOwner(alice)
      const limits = { statement: '3s', lock: '1500ms', idle: '6s', readOnly: 'on' }
      const reading = { owner: 'alice', ...limits, ...always, isolation: 'repeatable read' }
      expect(await settingsOf(slot)).toEqual(reading)
      await slot.commit()
      expect(await settingsOf(slot)).toEqual({ owner: '', ...outside, ...always })
      await slot.begin('default')
      await slot.setOwner(alice)
      const writing = { owner: 'alice', readOnly: 'off', isolation: 'read committed' }
      expect(await settingsOf(slot)).toMatchObject(writing)
      await slot.rollback()
      expect(await settingsOf(slot)).toEqual({ owner: '', ...outside, ...always })
    })
  })

  it('reads one moment, whatever is written meanwhile', async () => {
    const database = openNarrow({ poolSize: 2 })
    const owner = 'reader' as UserId
    await database.use(async (slot) => {
      await Promise.all([slot.begin('read only'), slot.setOwner(owner)])
      const before = await slot.statements.getOwner.execute({ owner })
      await addTask(database, owner)
      expect(await slot.statements.tasksOfInbox.execute({ owner })).toEqual([])
      expect(await slot.statements.getOwner.execute({ owner })).toEqual(before)
      await slot.commit()
      expect(before).toEqual([])
    })
  })

  it('works without named statements, behind a pooler', async () => {
    const database = openNarrow({ prepare: false })
    const task = await addTask(database, alice, { ...FIELDS, title: 'unnamed' })
    const named = await database.use((slot) =>
      slot.query('select name from pg_prepared_statements'),
    )
    expect(named).toEqual([])
    expect(task.title).toBe('unnamed')
  })

  it('prepares each statement once', async () => {
    const database = openNarrow()
    for (let turn = 0; turn < 3; turn++) await addTask(database, alice, FIELDS)
    const named = await database.use((slot) =>
      slot.query<{ statement: string }>('select statement from pg_prepared_statements'),
    )
    const texts = named.map(({ statement }) => statement)
    expect(texts.filter((text) => text.includes('insert into tasks (owner_id'))).toHaveLength(1)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('a transaction', () => {
  it('writes nothing when it reads', async () => {
    const database = openNarrow()
    const sneaky = read(database, alice, (statements) => [
      statements.advanceSeq.execute({ owner: alice }),
    ])
    await expect(sneaky).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY', reason: '25006' })
    await expect(addTask(database, alice, FIELDS)).resolves.toMatchObject({ title: 'a task' })
  })

  it('takes everything back when a decision refuses, and frees its lock', async () => {
    const database = openNarrow()
    const owner = 'refused' as UserId
    await addTask(database, owner, FIELDS)
    const refusal = new Error('refused')
    const refused = run(database, owner, {
      work() {
        throw refusal
      },
    })
    await expect(refused).rejects.toBe(refusal)
    expect(await root`select seq::int from owners where owner_id = 'refused'`).toEqual([{ seq: 1 }])
    await root`select 1 from owners where owner_id = 'refused' for update nowait`
  })

  it('takes everything back when there is nothing to change', async () => {
    const database = openNarrow()
    const owner = 'idle' as UserId
    expect(await write(database, { owner, operation: 'test' }, { work: () => 'nothing' })).toEqual({
      result: 'nothing',
      change: undefined,
    })
    expect(await root`select 1 from owners where owner_id = 'idle'`).toHaveLength(0)
  })

  it('gives the decision the new number and the clock of the database', async () => {
    const database = openNarrow()
    const owner = 'counted' as UserId
    const { seq, now } = await run(database, owner, { work: ({ context }) => context })
    expect(seq).toBe(1)
    expect(now).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/)
  })
})

describe('the pool', () => {
  it('takes no more connections than it may, and serves those who wait in turn', async () => {
    const database = openNarrow({ poolSize: 2 })
    const order: number[] = []
    let atOnce = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        database.use(async (slot) => {
          atOnce += 1
          most = Math.max(most, atOnce)
          await slot.query('select pg_sleep(0.005)')
          order.push(index)
          atOnce -= 1
        }),
      ),
    )
    expect(most).toBe(2)
    expect(order).toHaveLength(12)
    expect(order.indexOf(0)).toBeLessThan(order.indexOf(11))
  })

  it('survives fifty failures on its one connection', async () => {
    const database = openNarrow()
    for (let turn = 0; turn < 50; turn++) {
      await expect(addTask(database, alice, { ...FIELDS, title: '\0' })).rejects.toMatchObject({
        code: 'DATABASE_FAULT',
      })
    }
    await expect(addTask(database, alice, FIELDS)).resolves.toMatchObject({ title: 'a task' })
    const [row] = await root<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = 'holdfast-api'
        and state like 'idle in transaction%'`
    expect(row?.count).toBe(0)
  })

  it('gives the connection of a late worker to nobody, and a new one to who waits', async () => {
    const database = openNarrow({ statementTimeoutMs: 300, poolWaitMs: 5000 })
    await database.check()
    const backend = 'select pg_backend_pid() as pid'
    const [first] = await database.use((slot) => slot.query<{ pid: number }>(backend))
    const late = database.use(() => new Promise(() => undefined))
    const waiting = database.use((slot) => slot.query<{ pid: number }>(backend))
    await expect(late).rejects.toMatchObject({
      ...{ code: 'DATABASE_UNREACHABLE', reason: 'DEADLINE' },
    })
    const [second] = await waiting
    expect(second?.pid).not.toBe(first?.pid)
  })

  it('comes back by itself when its connections are cut', async () => {
    const database = openNarrow()
    await addTask(database, alice, FIELDS)
    await root`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'holdfast-api'`
    // What was on its way when the connection went may be answered only by its deadline.
    const attempts = await Promise.allSettled([addTask(database, alice, FIELDS)])
    const reasons = attempts.flatMap((attempt) =>
      attempt.status === 'rejected' ? [(attempt.reason as { code: string }).code] : [],
    )
    expect(reasons.filter((code) => code !== 'DATABASE_UNREACHABLE')).toEqual([])
    await expect(addTask(database, alice, FIELDS)).resolves.toMatchObject({ title: 'a task' })
  })

  it('replaces a connection that was cut while nobody used it, and nobody notices', async () => {
    const database = openNarrow()
    await addTask(database, alice, FIELDS)
    const connections = async (): Promise<number> => {
      const rows = await root`select 1 from pg_stat_activity
        where datname = current_database() and application_name = 'holdfast-api'`
      return rows.length
    }
    await root`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'holdfast-api'`
    await expect.poll(connections).toBe(0)
    // A backend leaves the list a moment before its socket closes.
    await new Promise((resolve) => setTimeout(resolve, 200))
    await expect(addTask(database, alice, FIELDS)).resolves.toMatchObject({ title: 'a task' })
  })

  it('lets go of every connection when it is closed', async () => {
    const database = openNarrow({ poolSize: 3 })
    await Promise.all([1, 2, 3].map(() => addTask(database, alice, FIELDS)))
    await database.close()
    await expect(database.use((slot) => slot.query('select 1'))).rejects.toBeDefined()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import postgres from 'postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import { addTask, run } from './writing.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { buildList } from '../src/db/list-statements.ts'
import { updateSettings } from '../src/settings/update.ts'
import { listTasks } from '../src/tasks/list.ts'
import type { Due } from '../src/tasks/due.ts'
import { VIEWS, dayBounds } from '../src/tasks/view.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }

let tasksDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 2, ...LIMITS })
})

afterAll(async () => {
  await database.close()
  await tasksDatabase.close()
})

let people = 0

/** An owner who lives there, with a task for each due moment, named by it. */
async function ownerIn(timeZone: string, dues: readonly Due[]): Promise<UserId> {
  const owner = `owner-${(people += 1)}` as UserId
  await run(database, owner, updateSettings({ expected: undefined, patch: { timeZone } }))
  for (const due of dues) await addTask(database, owner, { title: nameOf(due), due })
  await addTask(database, owner, { title: 'without' })
  return owner
}

function nameOf(due: Due): string {
  if (due.kind === 'date') return due.date
  return due.kind === 'floating' ? due.dateTime : `${due.dateTime} ${due.timeZone}`
}

async function viewsOf(owner: UserId, at: string) {
  const moment = Date.parse(at)
  const pages = VIEWS.map(async (name) => {
    const asked = { sort: 'due', order: 'asc', limit: 100, view: { name, moment } } as const
    const { rows } = await listTasks(database, owner, asked)
    return [name, rows.map(({ title }) => title)] as const
  })
  return Object.fromEntries(await Promise.all(pages))
}

const date = (text: string): Due => ({ kind: 'date', date: text })
const floating = (dateTime: string): Due => ({ kind: 'floating', dateTime })
const zoned = (dateTime: string, timeZone: string): Due => ({ kind: 'zoned', dateTime, timeZone })

describe('today, overdue and upcoming', () => {
  const dues = [
    date('2026-11-20'),
    date('2026-11-21'),
    date('2026-11-22'),
    date('2026-11-23'),
    date('2026-11-24'),
    floating('2026-11-21T23:00:00'),
    floating('2026-11-22T00:00:00'),
    floating('2026-11-22T23:59:59'),
    floating('2026-11-23T00:00:00'),
  ]

  it.each([
    ['Etc/GMT+12', '2026-11-21'],
    ['UTC', '2026-11-22'],
    ['Asia/Kathmandu', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-23'],
  ])('are those of the day that it is in %s: %s', async (timeZone, today) => {
    const owner = await ownerIn(timeZone, dues)
    const { today: due, overdue, upcoming } = await viewsOf(owner, '2026-11-22T11:00:00Z')
    expect(due?.every((title) => title.startsWith(today))).toBe(true)
    expect(due?.length).toBe(dues.filter((one) => nameOf(one).startsWith(today)).length)
    expect(upcoming?.every((title) => title.slice(0, 10) > today)).toBe(true)
    expect((due ?? []).length + (upcoming ?? []).length).toBe(
      dues.filter((one) => nameOf(one).slice(0, 10) >= today).length,
    )
    const { nowWallClock } = dayBounds(Date.parse('2026-11-22T11:00:00Z'), timeZone)
    const isOver = (one: Due) =>
      one.kind === 'date' ? nameOf(one) < today : nameOf(one) < nowWallClock
    expect(overdue?.toSorted()).toEqual(dues.filter(isOver).map(nameOf).toSorted())
  })

  it('go by the moment for what has a time zone of its own', async () => {
    const owner = await ownerIn('Europe/Berlin', [
      zoned('2026-11-21T12:00:00', 'Etc/GMT+12'), // 00:00Z: today, and over
      zoned('2026-11-21T10:59:59', 'Etc/GMT+12'), // 22:59:59Z: yesterday
      zoned('2026-11-22T10:59:59', 'Etc/GMT+12'), // 22:59:59Z: the last second of today
      zoned('2026-11-22T11:00:00', 'Etc/GMT+12'), // 23:00Z: tomorrow
      zoned('2026-11-23T12:59:59', 'Pacific/Kiritimati'), // 22:59:59Z: today
      zoned('2026-11-23T13:00:00', 'Pacific/Kiritimati'), // 23:00Z: tomorrow
      zoned('2026-11-23T00:59:59', 'Pacific/Kiritimati'), // 10:59:59Z: over
      zoned('2020-01-01T00:00:00', 'Asia/Tokyo'),
      zoned('2030-01-01T00:00:00', 'Asia/Tokyo'),
    ])
    expect(await viewsOf(owner, '2026-11-22T11:00:00Z')).toEqual({
      today: [
        '2026-11-21T12:00:00 Etc/GMT+12',
        '2026-11-22T10:59:59 Etc/GMT+12',
        '2026-11-23T00:59:59 Pacific/Kiritimati',
        '2026-11-23T12:59:59 Pacific/Kiritimati',
      ],
      overdue: [
        '2020-01-01T00:00:00 Asia/Tokyo',
        '2026-11-21T10:59:59 Etc/GMT+12',
        '2026-11-21T12:00:00 Etc/GMT+12',
        '2026-11-23T00:59:59 Pacific/Kiritimati',
      ],
      upcoming: [
        '2026-11-22T11:00:00 Etc/GMT+12',
        '2026-11-23T13:00:00 Pacific/Kiritimati',
        '2030-01-01T00:00:00 Asia/Tokyo',
      ],
    })
  })

  it.each([
    ['2026-03-29T12:00:00Z', '2026-03-29T22:00:00', 'upcoming'],
    ['2026-03-29T12:00:00Z', '2026-03-29T21:59:59', 'today'],
    ['2026-10-25T12:00:00Z', '2026-10-25T22:59:59', 'today'],
    ['2026-10-25T12:00:00Z', '2026-10-25T23:00:00', 'upcoming'],
  ])('know how long the day is when the clocks change: at %s, %s is %s', async (at, due, view) => {
    const owner = await ownerIn('Europe/Berlin', [zoned(due, 'UTC')])
    const views = await viewsOf(owner, at)
    expect(VIEWS.filter((name) => (views[name] ?? []).length > 0)).toEqual([view])
  })

  it('take only what is open for overdue', async () => {
    const owner = await ownerIn('UTC', [])
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
      await addTask(database, owner, { title: day, due: date(day), status: 'done' })
    }
    expect(await viewsOf(owner, '2026-11-22T11:00:00Z')).toEqual({
      today: ['2026-11-22'],
      overdue: [],
      upcoming: ['2026-11-23'],
    })
  })

  it('do not fail for a zone that the database does not know', async () => {
    const owner = await ownerIn('UTC', [zoned('2026-11-22T10:00:00', 'UTC')])
    const superuser = postgres(tasksDatabase.superuserUrl, { max: 1 })
    await superuser`update tasks set due_time_zone = 'Mars/Olympus' where owner_id = ${owner}
      and due_kind = 'zoned'`
    await superuser.end()
    const { today, overdue } = await viewsOf(owner, '2026-11-22T11:00:00Z')
    expect([today?.length, overdue?.length]).toEqual([1, 1])
  })

  it('go page by page', async () => {
    const owner = await ownerIn('UTC', dues)
    const view = { name: 'overdue', moment: Date.parse('2026-11-22T11:00:00Z') } as const
    const whole = await listTasks(database, owner, { sort: 'due', order: 'asc', limit: 9, view })
    const asked = { sort: 'due', order: 'asc', limit: 1, view } as const
    const walked: string[] = []
    for (let cursor: string | undefined, more = true; more;) {
      const page = await listTasks(database, owner, { ...asked, cursor })
      walked.push(...page.rows.map(({ title }) => title))
      cursor = page.nextCursor ?? undefined
      more = cursor !== undefined
    }
    expect(walked).toEqual(whole.rows.map(({ title }) => title))
    const { nextCursor } = await listTasks(database, owner, asked)
    const other = { ...asked, view: { ...view, name: 'today' }, cursor: nextCursor ?? '' } as const
    await expect(listTasks(database, owner, other)).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    })
  })
})

describe('a view of ten thousand tasks', () => {
  it.each(VIEWS)('%s is answered from the index by due moment', async (name) => {
    const superuser = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
    const owner = `many-${name}`
    await superuser`insert into owners (owner_id) values (${owner})`
    await superuser`insert into tasks (owner_id, id, title, notes, priority, due_kind, due_at,
        due_time_zone, position, created_at, updated_at, version)
      select ${owner}, gen_random_uuid(), 'x', '', 0, 'zoned',
        timestamp '2026-11-22' + (n - 5000) * interval '1 day', 'Asia/Tokyo',
        lpad(n::text, 6, '0'), now(), now(), 1
      from generate_series(1, 10000) as n`
    await superuser`analyze tasks`
    const bounds = dayBounds(Date.parse('2026-11-22T11:00:00Z'), 'UTC')
    const asked = { sort: 'due', order: 'asc', limit: 50, view: { name, bounds } } as const
    const { sql: text, params } = buildList(drizzle({ client: superuser }), asked).toSQL()
    const values = params.map((param) => {
      const placeholder = (param as { name?: string }).name
      const given = { owner, limit: 50, ...bounds }
      return placeholder === undefined ? param : given[placeholder as keyof typeof given]
    })
    await superuser.end()
    // As the service, which row-level security keeps from some indexes.
    const service = postgres(tasksDatabase.apiUrl, { max: 1 })
    const plan = await service.begin(async (transaction) => {
      await transaction`select set_config('app.owner', ${owner}, true)`
      return transaction.unsafe(`explain ${text}`, values as string[])
    })
    await service.end()
    const lines = plan.map((row) => Object.values(row)[0] as string).join('\n')
    expect(lines).toContain('tasks_by_due_ascending')
    expect(lines).not.toContain('Seq Scan')
  })
})

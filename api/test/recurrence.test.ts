import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTask, run } from './writing.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed } from '../src/changes/feed.ts'
import { readHistory } from '../src/changes/history.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import type { TaskRow } from '../src/db/schema.ts'
import { createList } from '../src/lists/create.ts'
import { updateSettings } from '../src/settings/update.ts'
import { addDays } from '../src/tasks/calendar-day.ts'
import { getTask } from '../src/tasks/get.ts'
import { listTasks } from '../src/tasks/list.ts'
import { listOccurrences } from '../src/tasks/occurrences.ts'
import { skipTask } from '../src/tasks/skip.ts'
import { readFields } from '../src/tasks/task.ts'
import type { TaskFields } from '../src/tasks/task.ts'
import { wallClockAt } from '../src/tasks/time-zone.ts'
import { updateTask } from '../src/tasks/update.ts'

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
const newOwner = () => `owner-${(people += 1)}` as UserId
/** A week ahead, so that no midnight comes between a test and what it expects. */
const day = (days: number) => addDays('2999-01-07', days) ?? ''
const due = (days: number) => ({ kind: 'date', date: day(days) }) as const
const recurs = (rule: string, from: 'due' | 'completion' = 'due') => ({ rule, from, except: [] })
const weekly = recurs('FREQ=WEEKLY')

const add = (owner: UserId, fields: Partial<TaskFields>) => addTask(database, owner, fields)
const change = (owner: UserId, id: string, patch: Partial<TaskFields>) =>
  run(database, owner, updateTask({ id, expected: undefined, patch }))
const finish = (owner: UserId, { id }: TaskRow) => change(owner, id, { status: 'done' })
const skip = (owner: UserId, { id }: TaskRow) =>
  run(database, owner, skipTask({ id, expected: undefined }))

async function tasksOf(owner: UserId): Promise<TaskRow[]> {
  const asked = { sort: 'position', order: 'asc', limit: 200 } as const
  return [...(await listTasks(database, owner, asked)).rows]
}

async function openOf(owner: UserId): Promise<TaskRow[]> {
  return (await tasksOf(owner)).filter(({ completedAt }) => completedAt === null)
}

/** Everything of the only open task. */
async function nextOf(owner: UserId): Promise<TaskFields & { id: string }> {
  const open = await openOf(owner)
  expect(open).toHaveLength(1)
  const [next] = open as [TaskRow]
  return { ...readFields(next), id: next.id }
}

describe('a recurring task that is done', () => {
  it('stays as it is, and is there again open, right after it, in one change', async () => {
    const owner = newOwner()
    const reminders = [
      { kind: 'beforeDue', minutes: 30 },
      { kind: 'absolute', at: `${day(-1)}T09:00:00.000Z` },
    ] as const
    const about = { title: 'again', notes: 'and again', priority: 'high' } as const
    const task = await add(owner, {
      ...about,
      due: due(0),
      start: day(-2),
      reminders,
      recurrence: recurs('FREQ=WEEKLY;COUNT=3'),
    })
    await add(owner, { title: 'another' })
    const done = await finish(owner, task)
    expect(done).toMatchObject({ id: task.id, dueAt: task.dueAt, recurrence: task.recurrence })
    const [first, second, third] = (await tasksOf(owner)).map(readFields)
    expect(first).toMatchObject({ title: 'again', status: 'done' })
    expect(second).toMatchObject({
      ...about,
      status: 'open',
      due: due(7),
      start: day(5),
      reminders: [reminders[0], { kind: 'absolute', at: `${day(6)}T09:00:00.000Z` }],
      recurrence: recurs('FREQ=WEEKLY;COUNT=2'),
    })
    expect(third).toMatchObject({ title: 'another' })
    const next = (await tasksOf(owner))[1]
    expect(next?.version).toBe(done.version)
    const { entries } = await readHistory(database, owner, { id: task.id, from: 9, limit: 9 })
    expect(entries.map((entry) => entry.change)).toEqual([done.version, task.version])
  })

  it('comes back until its COUNT is used up', async () => {
    const owner = newOwner()
    await add(owner, { due: due(0), recurrence: recurs('FREQ=WEEKLY;COUNT=3') })
    for (const rest of [2, 1, 0]) {
      const [open] = await openOf(owner)
      await finish(owner, open as TaskRow)
      expect(await openOf(owner)).toHaveLength(rest === 0 ? 0 : 1)
    }
    expect((await tasksOf(owner)).map(({ dueAt }) => dueAt?.slice(0, 10))).toEqual([
      day(0),
      day(7),
      day(14),
    ])
  })

  it('counts from today, where its owner is, when it counts from completion', async () => {
    for (const timeZone of ['Etc/GMT+12', 'Pacific/Kiritimati']) {
      const owner = newOwner()
      await run(database, owner, updateSettings({ expected: undefined, patch: { timeZone } }))
      const recurrence = recurs('FREQ=DAILY;INTERVAL=10', 'completion')
      await finish(owner, await add(owner, { due: due(0), recurrence }))
      const today = wallClockAt(Date.now(), timeZone).slice(0, 10)
      expect((await nextOf(owner)).due).toEqual({ kind: 'date', date: addDays(today, 10) })
    }
  })

  it('brings its subtasks back open, as many days later, and ends those of this time', async () => {
    const owner = newOwner()
    const list = await run(
      database,
      owner,
      createList({ name: 'chores', color: 'gray', archived: false }),
    )
    const place = { listId: list.id }
    const root = await add(owner, { ...place, title: 'root', due: due(0), recurrence: weekly })
    const below = { ...place, parentId: root.id }
    const one = await add(owner, { ...below, title: 'one', due: due(-1) })
    await add(owner, { ...below, title: 'two', status: 'done' })
    await add(owner, { ...place, parentId: one.id, title: 'deep', start: day(-3) })
    await finish(owner, root)
    const all = await tasksOf(owner)
    expect(all.filter(({ completedAt }) => completedAt !== null)).toHaveLength(4)
    const open = await openOf(owner)
    const byTitle = (title: string) => open.find((task) => task.title === title) as TaskRow
    expect(open.map(({ title }) => title).sort()).toEqual(['deep', 'one', 'root', 'two'])
    const next = byTitle('root')
    expect(byTitle('one')).toMatchObject({ parentId: next.id, listId: list.id })
    expect(byTitle('one').dueAt).toContain(day(6))
    expect(byTitle('two')).toMatchObject({ parentId: next.id, dueAt: null })
    expect(byTitle('deep')).toMatchObject({ parentId: byTitle('one').id, startOn: day(4) })
  })

  it('does not bring back what a recurring subtask has behind it', async () => {
    const owner = newOwner()
    const root = await add(owner, { title: 'root', due: due(0), recurrence: weekly })
    const daily = recurs('FREQ=DAILY')
    const child = await add(owner, {
      title: 'child',
      parentId: root.id,
      due: due(0),
      recurrence: daily,
    })
    await finish(owner, child)
    await finish(owner, root)
    const open = await openOf(owner)
    expect(open.map(({ title }) => title).sort()).toEqual(['child', 'root'])
    expect(open.find(({ title }) => title === 'child')?.dueAt).toContain(day(8))
  })

  it('makes nothing anew when it was done before, and nothing when it does not come back', async () => {
    const owner = newOwner()
    const task = await add(owner, { due: due(0), recurrence: weekly })
    await finish(owner, task)
    await finish(owner, task)
    expect(await tasksOf(owner)).toHaveLength(2)
    await add(owner, { title: 'born done', due: due(0), recurrence: weekly, status: 'done' })
    const once = await add(owner, { title: 'once', due: due(0) })
    await finish(owner, once)
    expect(await tasksOf(owner)).toHaveLength(4)
  })

  it('has handed its rule on when it is opened again', async () => {
    const owner = newOwner()
    const task = await add(owner, { due: due(0), recurrence: weekly })
    await finish(owner, task)
    expect(await change(owner, task.id, { status: 'open' })).toMatchObject({ recurrence: null })
    await finish(owner, task)
    expect(await tasksOf(owner)).toHaveLength(2)
    const asked = await change(owner, task.id, { status: 'open', recurrence: weekly })
    expect(asked.recurrence).toEqual(weekly)
  })

  it('is undone as a whole', async () => {
    const owner = newOwner()
    const root = await add(owner, { title: 'root', due: due(0), recurrence: weekly })
    await add(owner, { title: 'child', parentId: root.id })
    const before = await tasksOf(owner)
    await finish(owner, root)
    expect(await tasksOf(owner)).toHaveLength(4)
    await run(database, owner, undoChange())
    const without = ({ version: _, updatedAt: __, ...rest }: TaskRow) => rest
    expect((await tasksOf(owner)).map(without)).toEqual(before.map(without))
  })
})

describe('skipping an occurrence', () => {
  it('moves the task itself on, its subtasks open again', async () => {
    const owner = newOwner()
    const recurrence = recurs('FREQ=WEEKLY;COUNT=2')
    const task = await add(owner, { due: due(0), start: day(-1), recurrence })
    await add(owner, { parentId: task.id, due: due(0), status: 'done' })
    const skipped = await skip(owner, task)
    expect(skipped.id).toBe(task.id)
    expect(readFields(skipped)).toMatchObject({
      status: 'open',
      due: due(7),
      start: day(6),
      recurrence: recurs('FREQ=WEEKLY;COUNT=1'),
    })
    const [, child] = await tasksOf(owner)
    expect(child).toMatchObject({ completedAt: null, version: skipped.version })
    expect(child?.dueAt).toContain(day(7))
    await expect(skip(owner, task)).rejects.toMatchObject({ code: 'NO_NEXT_OCCURRENCE' })
  })

  it('is refused for what is done, does not come back, or is not there', async () => {
    const owner = newOwner()
    const done = await add(owner, { due: due(0), recurrence: weekly, status: 'done' })
    const once = await add(owner, { due: due(0) })
    for (const task of [done, once]) {
      await expect(skip(owner, task)).rejects.toMatchObject({ code: 'NO_NEXT_OCCURRENCE' })
    }
    await expect(skip(newOwner(), done)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const stale = skipTask({ id: once.id, expected: new Set([99]) })
    await expect(run(database, owner, stale)).rejects.toMatchObject({ code: 'CHANGED' })
  })
})

describe('a rule that never comes back after the due moment', () => {
  const never = recurs('FREQ=DAILY;INTERVAL=7;BYDAY=SU')
  const saturday = { kind: 'date', date: '2999-01-05' } as const
  const sunday = { kind: 'date', date: '2999-01-06' } as const
  const refused = { code: 'RULE_REFUSED', pointer: '/recurrence/rule' }

  it('is refused, whichever of the two comes second', async () => {
    const owner = newOwner()
    const both = add(owner, { due: saturday, recurrence: never })
    await expect(both).rejects.toMatchObject(refused)
    const task = await add(owner, { due: sunday, recurrence: never })
    const moved = change(owner, task.id, { due: saturday })
    await expect(moved).rejects.toMatchObject(refused)
    await change(owner, task.id, { due: saturday, recurrence: null })
    const again = change(owner, task.id, { recurrence: never })
    await expect(again).rejects.toMatchObject(refused)
  })
})

describe('looking ahead', () => {
  const ahead = (owner: UserId, id: string, limit: number) =>
    listOccurrences(database, owner, { id, limit, moment: Date.now() })

  it('tells when a task comes back, and nothing of one that does not', async () => {
    const owner = newOwner()
    const task = await add(owner, { due: due(0), recurrence: weekly })
    expect(await ahead(owner, task.id, 2)).toEqual([due(7), due(14)])
    const once = await add(owner, { due: due(0) })
    expect(await ahead(owner, once.id, 2)).toEqual([])
    await finish(owner, task)
    expect(await ahead(owner, task.id, 2)).toEqual([])
  })

  it('is for its owner alone', async () => {
    const task = await add(newOwner(), { due: due(0), recurrence: weekly })
    await expect(ahead(newOwner(), task.id, 2)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('settings', () => {
  it('are changes like all others: in the feed, with a version, and undone', async () => {
    const owner = newOwner()
    const update = (patch: object, expected?: ReadonlySet<number>) =>
      run(database, owner, updateSettings({ expected, patch }))
    const first = await update({ timeZone: 'Asia/Kathmandu' }, new Set([0]))
    expect(first).toMatchObject({ timeZone: 'Asia/Kathmandu', weekStart: 'monday' })
    const second = await update({ weekStart: 'sunday' }, new Set([first?.version ?? -1]))
    expect(second).toMatchObject({ timeZone: 'Asia/Kathmandu', weekStart: 'sunday' })
    expect(await update({ weekStart: 'sunday' })).toEqual(second)
    await expect(update({ weekStart: 'monday' }, new Set([0]))).rejects.toMatchObject({
      code: 'CHANGED',
      current: { kind: 'setting', row: second },
    })
    const { items } = await readFeed(database, owner, { limit: 9 })
    expect(items).toMatchObject([{ kind: 'setting', row: second }])
  })

  it('are as if never touched when their first change is undone', async () => {
    const owner = newOwner()
    const update = (patch: object, expected?: ReadonlySet<number>) =>
      run(database, owner, updateSettings({ expected, patch }))
    await update({ timeZone: 'Asia/Kathmandu' })
    await run(database, owner, undoChange())
    await expect(update({}, new Set([7]))).rejects.toMatchObject({
      current: { row: { version: 0, timeZone: 'UTC' } },
    })
  })

  it('are nobody else’s', async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const patch = { timeZone: 'Asia/Kathmandu' }
    await run(database, ann, updateSettings({ expected: undefined, patch }))
    const task = await add(bob, { due: due(0), recurrence: weekly })
    expect(await getTask(database, bob, task.id)).toEqual(task)
    const other = updateSettings({ expected: undefined, patch: {} })
    expect(await run(database, bob, other)).toBeUndefined()
  })
})

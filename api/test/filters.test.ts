import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { addTask, run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { parseFilter } from '../src/filters/parse.ts'
import { createLabel } from '../src/labels/create.ts'
import { createList } from '../src/lists/create.ts'
import { createSection } from '../src/sections/create.ts'
import { updateSettings } from '../src/settings/update.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { listTasks } from '../src/tasks/list.ts'
import type { Due } from '../src/tasks/due.ts'
import { wallClockAt } from '../src/tasks/time-zone.ts'
import { updateTask } from '../src/tasks/update.ts'
import { purgeTask } from '../src/trash/purge.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const EXPECTED = { expected: undefined } as const
const alice = 'alice' as UserId
const NOBODYS = '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'

let tasksDatabase: TestDatabase
let database: Database
let schemaOwner: postgres.Sql
const ids = { list: '', section: '', parent: '', label: '', bobsList: '', bobsLabel: '' }

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 2, ...LIMITS })
  schemaOwner = postgres(tasksDatabase.superuserUrl, { max: 1, onnotice: () => undefined })
  const made = await fill(alice)
  const bobs = await fill('bob' as UserId)
  Object.assign(ids, made, { bobsList: bobs.list, bobsLabel: bobs.label })
})

afterAll(async () => {
  await schemaOwner.end()
  await database.close()
  await tasksDatabase.close()
})

const dayFromToday = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const onDay = (days: number): Due => ({ kind: 'date', date: dayFromToday(days) })
const at = (dateTime: string): Due => ({ kind: 'floating', dateTime })
const inZone = (dateTime: string, timeZone: string): Due => ({ kind: 'zoned', dateTime, timeZone })

/** The same for everybody, so that a filter without its owner shows twice as much. */
async function fill(owner: UserId) {
  const add = (title: string, fields: Parameters<typeof addTask>[2] = {}) =>
    addTask(database, owner, { title, ...fields })
  const list = await run(
    database,
    owner,
    createList({ name: 'Home', color: 'gray', archived: false }),
  )
  const section = await run(database, owner, createSection({ listId: list.id, name: 'Kitchen' }))
  const label = await run(database, owner, createLabel({ name: 'At Home', color: 'gray' }))
  const parent = await add('Paint the kitchen', { listId: list.id, priority: 'high' })
  await add('Buy crème paint', { listId: list.id, parentId: parent.id, labelIds: [label.id] })
  await add('Water the plants', { listId: list.id, sectionId: section.id, due: onDay(0) })
  await add('Straße fegen', { due: onDay(-1), priority: 'low' })
  await add('日本語を勉強する', { due: onDay(3), priority: 'medium' })
  await add('Call mum', { notes: 'e-mail her 100% of the plants', status: 'done' })
  await add('Berlin', { due: inZone('2031-05-02T00:30:00', 'Europe/Berlin') })
  await add('London', { due: inZone('2031-05-01T23:59:00', 'Europe/London') })
  await add('noon', { due: at('2031-05-01T12:00:00') })
  await add('May day', { due: { kind: 'date', date: '2031-05-01' } })
  return { list: list.id, section: section.id, label: label.id, parent: parent.id }
}

async function titles(filter: string, owner: UserId = alice): Promise<string[]> {
  const text = filter.replace(/\$(\w+)/g, (_, name: keyof typeof ids) => ids[name])
  const asked = { sort: 'created', order: 'asc', limit: 100, filter: parseFilter(text) } as const
  return (await listTasks(database, owner, asked)).rows.map(({ title }) => title)
}

const EVERYTHING = [
  ...['Paint the kitchen', 'Buy crème paint', 'Water the plants', 'Straße fegen'],
  ...['日本語を勉強する', 'Call mum', 'Berlin', 'London', 'noon', 'May day'],
]
const without = (...left: string[]) => EVERYTHING.filter((title) => !left.includes(title))

describe('a filter', () => {
  it.each<[string, string[]]>([
    ['status:open', without('Call mum')],
    ['status:done', ['Call mum']],
    ['list:inbox', EVERYTHING.slice(3)],
    ['list:$list', EVERYTHING.slice(0, 3)],
    ['list:$bobsList', []],
    [`list:${NOBODYS}`, []],
    ['-list:$list', EVERYTHING.slice(3)],
    ['section:$section', ['Water the plants']],
    ['section:none list:$list', ['Paint the kitchen', 'Buy crème paint']],
    ['parent:$parent', ['Buy crème paint']],
    ['parent:none list:$list', ['Paint the kitchen', 'Water the plants']],
    ['has:subtask', ['Paint the kitchen']],
    ['label:$label', ['Buy crème paint']],
    ['label:$bobsLabel', []],
    ['label:"at home"', ['Buy crème paint']],
    ['label:home', []],
    ['-label:"AT HOME"', without('Buy crème paint')],
    ['label:none', without('Buy crème paint')],
    ['priority:high', ['Paint the kitchen']],
    ['priority>=medium', ['Paint the kitchen', '日本語を勉強する']],
    ['priority<low', without('Paint the kitchen', 'Straße fegen', '日本語を勉強する')],
    ['has:notes', ['Call mum']],
    ['has:reminder or has:recurrence or has:start', []],
    ['due:none', ['Paint the kitchen', 'Buy crème paint', 'Call mum']],
    ['created:today completed<=today', ['Call mum']],
    ['created<today', []],
    ['updated>=-1d has:subtask', ['Paint the kitchen']],
    ['-completed:today', without('Call mum')],
    ['plants', ['Water the plants', 'Call mum']],
    ['PLANT', ['Water the plants', 'Call mum']],
    ['"plant"', []],
    ['"water the pla"', []],
    ['"water the pla"*', ['Water the plants']],
    ['"the water"', []],
    ['creme', ['Buy crème paint']],
    ['strasse', ['Straße fegen']],
    ['日本', ['日本語を勉強する']],
    ['本語', ['日本語を勉強する']],
    ['日語', []],
    ['e-mail', ['Call mum']],
    ['"mum e"*', []],
    ['100%', ['Call mum']],
    ['paint kitchen', ['Paint the kitchen']],
    ['paint -kitchen', ['Buy crème paint']],
    ['kitchen or mum', ['Paint the kitchen', 'Call mum']],
    ['(kitchen or mum) status:open', ['Paint the kitchen']],
    ['not (kitchen or plants or paint)', EVERYTHING.slice(3).filter((one) => one !== 'Call mum')],
    ['nowhere', []],
  ])('%s', async (filter, expected) => {
    expect(await titles(filter)).toEqual(expected)
  })

  it.each<[string, string[]]>([
    ['due:today', ['Water the plants']],
    ['due<today', ['Straße fegen']],
    // A day is not over before it is.
    ['due<now', ['Straße fegen']],
    ['due:now', ['Water the plants']],
    ['due<=today', ['Water the plants', 'Straße fegen']],
    ['due>today due<=+3d', ['日本語を勉強する']],
    ['due>=today due<3d', ['Water the plants']],
    ['due<+1w', ['Water the plants', 'Straße fegen', '日本語を勉強する']],
    // 22:30 and 22:59 in UTC on the first of May.
    ['due:2031-05-01', ['Berlin', 'London', 'noon', 'May day']],
    ['due:2031-05-02', []],
    ['due>2031-05-01', []],
    ['due>=2031-05-01T22:45', ['London', 'May day']],
    ['due:2031-05-01T12:00', ['noon', 'May day']],
    ['due>2031-05-01T12:00', ['Berlin', 'London']],
    ['due>2031-05-01T11:59', ['Berlin', 'London', 'noon']],
    ['due>=2031-05-01 due<2031-05-01T23:00+01:00', ['noon']],
    ['due:2031-05-02T00:30+02:00', ['Berlin', 'May day']],
  ])('%s', async (filter, expected) => {
    expect(await titles(filter)).toEqual(expected)
  })

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'means the days of %s there',
    async (timeZone) => {
      const owner = `settler-of-${timeZone.slice(8)}` as UserId
      await run(database, owner, updateSettings({ ...EXPECTED, patch: { timeZone } }))
      const today = wallClockAt(Date.now(), timeZone).slice(0, 10)
      for (const days of [-2, -1, 0, 1, 2]) {
        const due = onDay(days)
        const title = due.kind === 'date' ? due.date : ''
        await addTask(database, owner, { title, due })
        await addTask(database, owner, {
          title: `${title} noon`,
          due: inZone(`${title}T12:00:00`, timeZone),
        })
      }
      expect(await titles('due:today', owner)).toEqual([today, `${today} noon`])
      expect(await titles('created:today', owner)).toHaveLength(10)
      expect(await titles('created<today or created>today', owner)).toEqual([])
    },
  )

  it('takes what has no due moment for not due', async () => {
    expect(await titles('-due<today')).toEqual(without('Straße fegen'))
    expect(await titles('-(due<today or due>=today)')).toEqual([
      'Paint the kitchen',
      'Buy crème paint',
      'Call mum',
    ])
  })

  it('goes on where the page before ended, and only for the same filter', async () => {
    const asked = {
      sort: 'due',
      order: 'asc',
      limit: 1,
      filter: parseFilter('paint or mum'),
    } as const
    const first = await listTasks(database, alice, asked)
    const cursor = first.nextCursor ?? ''
    const spelled = { ...asked, filter: parseFilter('PAINT OR (mum)'), cursor }
    const second = await listTasks(database, alice, spelled)
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual([
      'Paint the kitchen',
      'Buy crème paint',
    ])
    const other = { ...asked, filter: parseFilter('paint or mu'), cursor }
    await expect(listTasks(database, alice, other)).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    })
    await expect(
      listTasks(database, alice, { ...asked, filter: undefined, cursor }),
    ).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })

  it('says by what else its answer is decided when it asks for the time', async () => {
    const ask = async (filter: string) =>
      (
        await listTasks(database, alice, {
          sort: 'created',
          order: 'asc',
          limit: 1,
          filter: parseFilter(filter),
        })
      ).asOf
    expect(await ask('plants')).toBe('')
    expect(await ask('due:today')).toContain(dayFromToday(0))
    expect(await ask('plants or -due:tomorrow')).toContain(dayFromToday(1))
  })
})

describe('the words of a task', () => {
  const carol = 'carol' as UserId
  const wordsOf = async (owner: UserId) =>
    (
      await schemaOwner<{ word: string }[]>`
        select word from task_words where owner_id = ${owner} order by word`
    ).map(({ word }) => word)

  it('follow every change, undo included, and go with it', async () => {
    const { id } = await addTask(database, carol, { title: 'One two', notes: 'two three' })
    expect(await wordsOf(carol)).toEqual(['one', 'three', 'two'])
    await run(database, carol, updateTask({ id, ...EXPECTED, patch: { notes: 'Four' } }))
    expect(await wordsOf(carol)).toEqual(['four', 'one', 'two'])
    expect(await titles('four', carol)).toEqual(['One two'])
    expect(await titles('"two four"', carol)).toEqual([])
    await run(database, carol, undoChange())
    expect(await titles('three', carol)).toEqual(['One two'])
    await run(database, carol, deleteTask({ id, ...EXPECTED }))
    expect(await titles('three', carol)).toEqual([])
    await run(database, carol, purgeTask({ id, ...EXPECTED }))
    expect(await wordsOf(carol)).toEqual([])
  })

  it('are written anew by a migration when they were folded in another way, or never', async () => {
    const before = await wordsOf(alice)
    await schemaOwner`delete from task_search where owner_id = ${alice}`
    await schemaOwner`update task_search set words = ' else '`
    expect(await wordsOf(alice)).toEqual([])
    await migrateDatabase(tasksDatabase.ownerUrl, 'holdfast_api')
    expect(await wordsOf(alice), 'the mark says that nothing is to be done').toEqual([])
    await schemaOwner`comment on table task_search is 'words 0'`
    await migrateDatabase(tasksDatabase.ownerUrl, 'holdfast_api')
    expect(await wordsOf(alice)).toEqual(before)
    expect(await wordsOf('bob' as UserId)).toEqual(before)
    const [forced] = await schemaOwner<
      { all: boolean }[]
    >`select bool_and(relforcerowsecurity) as all
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
    expect(forced).toEqual({ all: true })
  })
})

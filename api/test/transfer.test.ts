import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { addTask, run } from './writing.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { read } from '../src/db/read.ts'
import { createLabel } from '../src/labels/create.ts'
import { createList } from '../src/lists/create.ts'
import { deleteList } from '../src/lists/delete.ts'
import { createFilter } from '../src/saved-filters/create.ts'
import { createSection } from '../src/sections/create.ts'
import { updateSettings } from '../src/settings/update.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { exportAll } from '../src/transfer/export.ts'
import type { ExportFormat } from '../src/transfer/export.ts'
import { readFile } from '../src/transfer/formats.ts'
import { importDocument } from '../src/transfer/import/import.ts'
import { readTrash } from '../src/trash/read.ts'
import { restoreList, restoreTask } from '../src/trash/restore.ts'

const LIMITS = { statementTimeoutMs: 10_000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }

let tasksDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 4, ...LIMITS })
})

afterAll(async () => {
  await database.close()
  await tasksDatabase.close()
})

let people = 0
const somebody = () => `person${++people}` as UserId

async function exported(owner: UserId, format: ExportFormat = 'json'): Promise<string> {
  let text = ''
  for await (const part of await exportAll(database, owner, format)) text += part
  return text
}

async function imported(
  owner: UserId,
  text: string,
  {
    format = 'json',
    isTrial = false,
  }: { format?: 'json' | 'csv' | 'todoist'; isTrial?: boolean } = {},
) {
  const reading = readFile(format, new TextEncoder().encode(text), { timeZone: 'Europe/Berlin' })
  const result = await run(database, owner, importDocument(reading, { isTrial }))
  return { ...result, errors: reading.errors.first }
}

/** What the trash shows: each thing that went there by itself, newest first. */
async function trashOf(owner: UserId): Promise<string[]> {
  const { items } = await readTrash(database, owner, 100)
  return items.map(({ kind, row }) => `${kind} ${row.id} ${row.deletedAt ?? ''}`)
}

async function titlesOf(owner: UserId): Promise<string[]> {
  const { tasks } = JSON.parse(await exported(owner)) as {
    tasks: { title: string; deletedAt: string | null }[]
  }
  return tasks.flatMap(({ title, deletedAt }) => (deletedAt === null ? [title] : []))
}

async function seqOf(owner: UserId): Promise<number> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
  ])
  return row?.seq ?? 0
}

/** Somebody with a little of everything. */
async function furnished(): Promise<UserId> {
  const owner = somebody()
  const home = await run(
    database,
    owner,
    createList({ name: '=Home', color: 'green', archived: false }),
  )
  const old = await run(database, owner, createList({ name: 'Old', color: 'gray', archived: true }))
  const kitchen = await run(database, owner, createSection({ listId: home.id, name: 'Kitchen' }))
  const label = await run(database, owner, createLabel({ name: 'a; b', color: 'pink' }))
  const parent = await addTask(database, owner, {
    title: "'=quoted",
    notes: '\tnotes\r\n"more"',
    listId: home.id,
    sectionId: kitchen.id,
    labelIds: [label.id],
    priority: 'high',
    due: { kind: 'zoned', dateTime: '2026-11-20T09:00:00', timeZone: 'Europe/Berlin' },
    start: '2026-11-01',
    reminders: [
      { kind: 'absolute', at: '2026-11-20T07:00:00Z' },
      { kind: 'absolute', at: '2026-11-20T07:00:00.5Z' },
      { kind: 'beforeDue', minutes: 15 },
    ],
    recurrence: { rule: 'FREQ=WEEKLY;BYDAY=FR,MO', from: 'completion', except: ['2026-12-25'] },
  })
  await addTask(database, owner, { title: 'below', listId: home.id, parentId: parent.id })
  await addTask(database, owner, { title: 'in the inbox', status: 'done' })
  await addTask(database, owner, { listId: old.id, due: { kind: 'date', date: '2026-02-28' } })
  await run(database, owner, createFilter({ name: 'High', filter: 'priority:high' }))
  const settings = { timeZone: 'Asia/Kathmandu', weekStart: 'saturday' } as const
  await run(database, owner, updateSettings({ expected: undefined, patch: settings }))
  const expected = undefined
  const gone = await addTask(database, owner, { title: 'in the trash' })
  await run(database, owner, deleteTask({ id: gone.id, expected }))
  const left = await run(
    database,
    owner,
    createList({ name: 'Left', color: 'gray', archived: false }),
  )
  await run(database, owner, createSection({ listId: left.id, name: 'Room' }))
  const earlier = await addTask(database, owner, { title: 'gone before', listId: left.id })
  await run(database, owner, deleteTask({ id: earlier.id, expected }))
  await addTask(database, owner, { title: 'gone with it', listId: left.id })
  await run(database, owner, deleteList({ id: left.id, expected }))
  return owner
}

describe.each(['json', 'csv'] as const)('an export as %s', (format) => {
  it('comes in whole for a second person, whose export then is the same', async () => {
    const first = await furnished()
    const text = await exported(first, format)
    const second = somebody()
    expect(await imported(second, text, { format })).toEqual({
      created: { lists: 3, sections: 2, labels: 1, filters: 1, tasks: 7, settings: 1 },
      duplicates: 0,
      errors: [],
    })
    expect(await exported(second, format)).toBe(text)
    expect(await trashOf(second)).toEqual(await trashOf(first))
  })

  it('comes in once, however often it is given', async () => {
    const owner = await furnished()
    const text = await exported(owner, format)
    expect(await imported(owner, text, { format })).toMatchObject({
      created: { lists: 0, sections: 0, labels: 0, filters: 0, tasks: 0, settings: 0 },
      duplicates: 7,
    })
    expect(await exported(owner, format)).toBe(text)
  })

  it('says nothing of anybody else', async () => {
    const first = await furnished()
    const before = await exported(first, format)
    await imported(somebody(), before, { format })
    expect(await exported(first, format)).toBe(before)
    expect(await exported(somebody(), format)).not.toContain('Home')
  })
})

describe('an import', () => {
  it('is one change, which one undo takes back, and another brings back', async () => {
    const owner = somebody()
    await addTask(database, owner, { title: 'mine' })
    const before = await exported(owner)
    await imported(owner, await exported(await furnished()))
    const after = await exported(owner)
    const undone = await run(database, owner, undoChange())
    expect(await exported(owner)).toBe(before)
    await run(database, owner, undoChange(undone.seq))
    expect(await exported(owner)).toBe(after)
  })

  it('can be undone whatever the fractions of its seconds', async () => {
    const owner = somebody()
    const fractions = ['', '.5', '.50', '.123', '.120', '.000']
    const tasks = fractions.map((fraction) => ({
      title: fraction || 'none',
      createdAt: `2026-01-02T03:04:05${fraction}Z`,
      completedAt: `2026-01-02T03:04:05${fraction}Z`,
    }))
    await imported(owner, JSON.stringify({ format: 'holdfast', version: 1, tasks }))
    const after = await exported(owner)
    const { seq } = await run(database, owner, undoChange())
    await run(database, owner, undoChange(seq))
    expect(await exported(owner)).toBe(after)
  })

  it('changes nothing as a trial, and tells the same', async () => {
    const owner = somebody()
    await addTask(database, owner)
    const text = await exported(await furnished())
    const [before, seq] = [await exported(owner), await seqOf(owner)]
    const trial = await imported(owner, text, { isTrial: true })
    expect(await exported(owner)).toBe(before)
    expect(await seqOf(owner)).toBe(seq)
    expect(await imported(owner, text)).toEqual(trial)
  })

  it('leaves alone what is there, and stands behind it', async () => {
    const owner = somebody()
    await addTask(database, owner, { title: 'first' })
    await imported(owner, 'title,list\nsecond,\nthird,\n', { format: 'csv' })
    const titles = (JSON.parse(await exported(owner)) as { tasks: { title: string }[] }).tasks
    expect(titles.map(({ title }) => title)).toEqual(['first', 'second', 'third'])
  })

  it('does not bring back what is in the trash', async () => {
    const owner = somebody()
    const task = await addTask(database, owner, { title: 'gone' })
    const text = await exported(owner)
    await run(database, owner, deleteTask({ id: task.id, expected: undefined }))
    expect(await imported(owner, text)).toMatchObject({ created: { tasks: 0 }, duplicates: 1 })
  })

  it('keeps apart in the trash what did not go there together', async () => {
    const owner = somebody()
    await imported(owner, await exported(await furnished()))
    const { items } = await readTrash(database, owner, 100)
    const expected = undefined
    const { lists } = JSON.parse(await exported(owner)) as { lists: { id: string; name: string }[] }
    const left = lists.find(({ name }) => name === 'Left')?.id ?? ''
    await run(database, owner, restoreList({ id: left, expected }))
    expect(await titlesOf(owner)).toContain('gone with it')
    expect(await titlesOf(owner)).not.toContain('gone before')
    for (const { kind, row } of items) {
      if (kind === 'task') await run(database, owner, restoreTask({ id: row.id, expected }))
    }
    expect(await titlesOf(owner)).toEqual(
      expect.arrayContaining(['gone before', 'gone with it', 'in the trash']),
    )
  })

  it('puts nothing that is open into the trash, and nothing of the trash elsewhere', async () => {
    const owner = somebody()
    const list = { id: 'x', name: 'X', deletedAt: '2026-11-20T08:15:30Z' }
    const tasks = [
      { id: 'a', title: 'open in it', listId: 'x' },
      { id: 'b', title: 'gone', deletedAt: '2026-11-20T08:15:30Z' },
      { id: 'c', title: 'open below', parentId: 'b' },
      { id: 'd', title: 'open' },
      { id: 'e', title: 'gone below', parentId: 'd', deletedAt: '2026-11-20T08:15:30Z' },
    ]
    const file = { format: 'holdfast', version: 1, lists: [list], tasks }
    expect(await imported(owner, JSON.stringify(file))).toMatchObject({
      created: { lists: 1, tasks: 3 },
      errors: [
        { pointer: '/tasks/0', detail: 'Its list is in the trash, and it is not.' },
        { pointer: '/tasks/2', detail: 'Its parent is in the trash, and it is not.' },
      ],
    })
    expect(await titlesOf(owner)).toEqual(['open'])
  })

  it('puts nothing into a list in the trash because it is called the same', async () => {
    const owner = somebody()
    const lists = [
      { id: 'gone', name: 'Home', deletedAt: '2026-11-20T08:15:30Z' },
      { id: 'there', name: 'Home' },
    ]
    const tasks = [{ title: 'open', listId: 'there' }]
    const file = { format: 'holdfast', version: 1, lists, tasks }
    expect(await imported(owner, JSON.stringify(file))).toMatchObject({ created: { lists: 2 } })
    const { lists: kept, tasks: open } = JSON.parse(await exported(owner)) as {
      lists: { id: string; deletedAt: string | null }[]
      tasks: { listId: string }[]
    }
    const live = kept.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id)
    expect(open.map(({ listId }) => listId)).toEqual(live)
  })

  it('makes a list anew that lies in the trash, and leaves one alone that is out of it', async () => {
    const owner = somebody()
    const expected = undefined
    const fields = { color: 'gray', archived: false } as const
    const { id } = await run(database, owner, createList({ name: 'Home', ...fields }))
    await addTask(database, owner, { title: 'in it', listId: id })
    const before = await exported(owner)
    await run(database, owner, deleteList({ id, expected }))
    const gone = await exported(owner)
    expect(await imported(owner, before)).toMatchObject({ created: { lists: 1, tasks: 0 } })
    await run(database, owner, undoChange())
    await run(database, owner, restoreList({ id, expected }))
    const more = gone.replace(
      '"tasks": [',
      '"tasks": [\n{"id":"x","title":"more","listId":"LIST","deletedAt":"2026-11-20T08:15:30Z"},',
    )
    expect(await imported(owner, more.replace('LIST', id))).toMatchObject({
      created: { lists: 0, tasks: 1 },
      duplicates: 1,
    })
    expect(await titlesOf(owner)).toEqual(['in it'])
    expect(await trashOf(owner)).toHaveLength(1)
  })

  it('takes settings where nothing was ever set, and leaves what was', async () => {
    const [first, second] = [somebody(), somebody()]
    const patch = { timeZone: 'Europe/Berlin' }
    await run(database, first, updateSettings({ expected: undefined, patch }))
    const settings = { timeZone: 'Asia/Kathmandu', weekStart: 'saturday' }
    const file = JSON.stringify({ format: 'holdfast', version: 1, settings })
    expect(await imported(first, file)).toMatchObject({ created: { settings: 0 } })
    expect(await exported(first)).toContain('"settings": {"timeZone":"Europe/Berlin"')
    expect(await imported(second, file)).toMatchObject({ created: { settings: 1 } })
    expect(await exported(second)).toContain('"settings": {"timeZone":"Asia/Kathmandu"')
    await run(database, second, undoChange())
    expect(await exported(second)).toContain('"settings": null')
  })

  it('refuses to be undone once somebody works below it', async () => {
    const owner = somebody()
    await imported(owner, 'title\nparent\n', { format: 'csv' })
    const [task] = (JSON.parse(await exported(owner)) as { tasks: { id: string }[] }).tasks
    const seq = await seqOf(owner)
    await addTask(database, owner, { parentId: task?.id ?? null })
    await expect(run(database, owner, undoChange(seq))).rejects.toMatchObject({
      code: 'UNDO_CONFLICT',
    })
  })
})

const TODOIST = `TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
task,Paint @home,,1,1,,,2026-10-05,en,
task,Buy brush,,4,2,,,,en,
`

describe('a file of another product', () => {
  it('comes in once: its tasks are known by their names there, its lists and labels by theirs', async () => {
    const owner = somebody()
    await run(database, owner, createLabel({ name: 'HOME', color: 'red' }))
    const first = await imported(owner, TODOIST, { format: 'todoist' })
    expect(first).toMatchObject({
      created: { lists: 1, sections: 0, labels: 0, tasks: 2 },
      duplicates: 0,
    })
    const more = `${TODOIST}task,Buy paint,,4,2,,,,en,\n`
    expect(await imported(owner, more, { format: 'todoist' })).toMatchObject({
      created: { lists: 0, tasks: 1 },
      duplicates: 2,
    })
    const { tasks } = JSON.parse(await exported(owner)) as {
      tasks: { id: string; title: string; parentId: string | null }[]
    }
    expect(tasks.map(({ title }) => title)).toEqual(['Paint', 'Buy brush', 'Buy paint'])
    expect(tasks.map(({ parentId }) => parentId)).toEqual([null, tasks[0]?.id, tasks[0]?.id])
  })

  it('comes in for two people, of whom neither knows of the other', async () => {
    for (const owner of [somebody(), somebody()]) {
      expect(await imported(owner, TODOIST, { format: 'todoist' })).toMatchObject({
        created: { tasks: 2 },
        duplicates: 0,
      })
    }
  })
})

describe('a file of thousands of tasks', () => {
  it('comes in as one change, is undone and comes back', async () => {
    const owner = somebody()
    const lists = Array.from({ length: 10 }, (_, at) => ({ id: `l${at}`, name: `List ${at}` }))
    const labels = [{ id: 'x', name: 'x' }]
    const tasks = Array.from({ length: 1_000 }, (_, at) => ({
      id: `t${at}`,
      externalId: `x:${at}`,
      title: `Task number ${at}`,
      notes: 'Some words about it. '.repeat(10),
      listId: `l${at % 10}`,
      parentId: at % 100 < 50 ? null : `t${at - 50}`,
      labelIds: ['x'],
    }))
    const text = JSON.stringify({ format: 'holdfast', version: 1, lists, labels, tasks })
    const result = await imported(owner, text)
    const { seq } = await run(database, owner, undoChange())
    await run(database, owner, undoChange(seq))
    expect(result).toMatchObject({ created: { lists: 10, tasks: 1_000 }, duplicates: 0 })
    expect(await imported(owner, text)).toMatchObject({ created: { tasks: 0 }, duplicates: 1_000 })
  })
})

// What undo and restore refuse, or take along, so that the owner's rows stay whole.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTask, run } from './writing.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { readFeed } from '../src/changes/feed.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import type { ListRow, TaskRow } from '../src/db/schema.ts'
import { createList } from '../src/lists/create.ts'
import { deleteList } from '../src/lists/delete.ts'
import { listLists } from '../src/lists/read.ts'
import { updateList } from '../src/lists/update.ts'
import { createSection } from '../src/sections/create.ts'
import { deleteSection } from '../src/sections/delete.ts'
import { listSections } from '../src/sections/read.ts'
import { updateSection } from '../src/sections/update.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { getTask } from '../src/tasks/get.ts'
import { listTasks } from '../src/tasks/list.ts'
import { moveTask } from '../src/tasks/move.ts'
import { updateTask } from '../src/tasks/update.ts'
import { restoreTask } from '../src/trash/restore.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const EXPECTED = { expected: undefined } as const
const CONFLICT = { code: 'UNDO_CONFLICT' }

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
const newOwner = () => `undoer-${(people += 1)}` as UserId
const addList = (owner: UserId) =>
  run(database, owner, createList({ name: 'a list', color: 'gray', archived: false }))
const below = (owner: UserId, { id }: TaskRow, parentId: string | null) =>
  run(database, owner, moveTask({ id, ...EXPECTED, to: { parentId } }))
const undo = (owner: UserId, { version }: { version: number }) =>
  run(database, owner, undoChange(version))

describe('undo of a move', () => {
  it('is refused when the old parent is below the task by now', async () => {
    const owner = newOwner()
    const parent = await addTask(database, owner)
    const task = await addTask(database, owner, { parentId: parent.id })
    const moved = await below(owner, task, null)
    await below(owner, parent, task.id)
    await expect(undo(owner, moved)).rejects.toMatchObject(CONFLICT)
  })

  it('is refused when too much is below the task by now', async () => {
    const owner = newOwner()
    const chain: TaskRow[] = []
    for (let level = 1; level <= 5; level += 1) {
      chain.push(await addTask(database, owner, { parentId: chain.at(-1)?.id ?? null }))
    }
    const deepest = chain.at(-1)
    if (deepest === undefined) throw new Error('there are five')
    const moved = await below(owner, deepest, null)
    await addTask(database, owner, { parentId: deepest.id })
    await expect(undo(owner, moved)).rejects.toMatchObject(CONFLICT)
  })
})

describe('undo when a place is taken by now', () => {
  it('moves only the task whose place it was', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const parent = await addTask(database, owner, { listId: list.id })
    const child = await addTask(database, owner, { listId: list.id, parentId: parent.id })
    const move = moveTask({ id: parent.id, ...EXPECTED, to: { listId: null } })
    const moved = await run(database, owner, move)
    const other = await addTask(database, owner, { listId: list.id })
    expect(other.position).toBe(parent.position)
    await undo(owner, moved)
    expect(await getTask(database, owner, child.id)).toMatchObject({ position: child.position })
    expect((await getTask(database, owner, parent.id)).position > child.position).toBe(true)
  })
})

describe('an undo that is taken back', () => {
  it('is refused when a task lives in the list that would go to the trash again', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const deleted = await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    const { seq } = await undo(owner, deleted)
    await addTask(database, owner, { listId: list.id })
    await expect(undo(owner, { version: seq })).rejects.toMatchObject(CONFLICT)
  })
})

describe('a task that comes back from a list in the trash', () => {
  it('takes along what was in the trash below it, and can still be undone', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const parent = await addTask(database, owner, { listId: list.id })
    const child = await addTask(database, owner, { listId: list.id, parentId: parent.id })
    await run(database, owner, deleteTask({ id: child.id, ...EXPECTED }))
    await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    const restored = await run(database, owner, restoreTask({ id: parent.id, ...EXPECTED }))
    const { items } = await readFeed(database, owner, { limit: 50 })
    const places = items.flatMap(({ row }) => (row && 'listId' in row ? [row.listId] : []))
    expect(places).toEqual([null, null])
    const patch = { title: 'again' }
    const renamed = await run(database, owner, updateTask({ id: parent.id, ...EXPECTED, patch }))
    await undo(owner, renamed)
    expect((await getTask(database, owner, parent.id)).title).toBe(restored.title)
  })
})

describe('subtasks', () => {
  it('keep their order in another list', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const parent = await addTask(database, owner, { title: 'parent' })
    for (const title of ['a', 'b', 'c']) {
      await addTask(database, owner, { title, parentId: parent.id })
    }
    const asked = { sort: 'position', order: 'asc', limit: 50 } as const
    const [, first, , last] = (await listTasks(database, owner, asked)).rows
    const to = { id: last?.id ?? '', ...EXPECTED, to: {}, before: first?.id ?? '' }
    await run(database, owner, moveTask(to))
    const patch = { title: 'B' }
    await run(database, owner, updateTask({ id: first?.id ?? '', ...EXPECTED, patch }))
    await run(database, owner, moveTask({ id: parent.id, ...EXPECTED, to: { listId: list.id } }))
    const { rows } = await listTasks(database, owner, { ...asked, listId: list.id })
    expect(rows.map(({ title }) => title)).toEqual(['parent', 'c', 'B', 'b'])
  })
})

describe('undo where something else has taken the place', () => {
  it('puts a section at the end', async () => {
    const owner = newOwner()
    const { id: listId } = await addList(owner)
    const add = (name: string) => run(database, owner, createSection({ listId, name }))
    const [first, second, third] = [await add('first'), await add('second'), await add('third')]
    await run(database, owner, deleteSection({ id: second.id, ...EXPECTED }))
    const to = { id: third.id, ...EXPECTED, after: first.id }
    const moved = await run(database, owner, updateSection(to))
    expect(moved.position).toBe(second.position)
    await undo(owner, { version: moved.version - 1 })
    const { rows } = await listSections(database, owner, listId)
    expect(rows.map(({ name }) => name)).toEqual(['first', 'third', 'second'])
  })

  it('puts a list at the end', async () => {
    const owner = newOwner()
    const [first, second, third] = [
      await addList(owner),
      await addList(owner),
      await addList(owner),
    ]
    const after = (list: ListRow, { id }: ListRow) =>
      run(database, owner, updateList({ id: list.id, ...EXPECTED, patch: {}, after: id }))
    const away = await after(second, third)
    const moved = await after(third, first)
    expect(moved.position).toBe(second.position)
    await undo(owner, away)
    const { rows } = await listLists(database, owner)
    expect(rows.map(({ id }) => id)).toEqual([first.id, third.id, second.id])
  })
})

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
import { writeOnce } from '../src/db/write/run.ts'
import { createLabel } from '../src/labels/create.ts'
import { deleteLabel } from '../src/labels/delete.ts'
import { createList } from '../src/lists/create.ts'
import { deleteList } from '../src/lists/delete.ts'
import { getList } from '../src/lists/read.ts'
import { createSection } from '../src/sections/create.ts'
import { deleteSection } from '../src/sections/delete.ts'
import { createTask } from '../src/tasks/create.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { getTask } from '../src/tasks/get.ts'
import { listTasks } from '../src/tasks/list.ts'
import { moveTask } from '../src/tasks/move.ts'
import { NO_FIELDS } from '../src/tasks/task.ts'
import { updateTask } from '../src/tasks/update.ts'
import { emptyTrash, purgeTask } from '../src/trash/purge.ts'
import { readTrash } from '../src/trash/read.ts'
import { restoreList, restoreTask } from '../src/trash/restore.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const EXPECTED = { expected: undefined } as const

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
const newOwner = () => `owner-${(people += 1)}` as UserId
const addList = (owner: UserId, name = 'a list') =>
  run(database, owner, createList({ name, color: 'gray', archived: false }))
const addLabel = (owner: UserId, name: string) =>
  run(database, owner, createLabel({ name, color: 'gray' }))
const add = (owner: UserId, fields: Parameters<typeof addTask>[2] = {}) =>
  addTask(database, owner, fields)
const move = (
  owner: UserId,
  id: string,
  to: Omit<Parameters<typeof moveTask>[0], 'id' | 'expected'>,
) => run(database, owner, moveTask({ id, ...EXPECTED, ...to }))
const remove = (owner: UserId, { id }: TaskRow) =>
  run(database, owner, deleteTask({ id, ...EXPECTED }))

async function titlesIn(owner: UserId, listId: string | null): Promise<string[]> {
  const asked = { sort: 'position', order: 'asc', limit: 200, listId } as const
  return (await listTasks(database, owner, asked)).rows.map(({ title }) => title)
}

/** Everything that can be seen of an owner, without numbers and times of change. */
async function stateOf(owner: UserId): Promise<unknown> {
  const { items } = await readFeed(database, owner, { limit: 500 })
  return items
    .flatMap(({ kind, id, row }) => {
      if (row === undefined) return []
      const { version: _, updatedAt: __, ...kept } = row
      return [{ kind, ...kept, id }]
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

describe('a reference', () => {
  it("to another person's list, section, parent or label is refused like one to nothing", async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const list = await addList(ann)
    const section = await run(database, ann, createSection({ listId: list.id, name: 'a section' }))
    const label = await addLabel(ann, 'a label')
    const task = await add(ann)
    const foreign = [
      { listId: list.id },
      { sectionId: section.id, listId: list.id },
      { parentId: task.id },
      { labelIds: [label.id] },
    ]
    const nothing = crypto.randomUUID()
    const never = [
      { listId: nothing },
      { sectionId: nothing, listId: nothing },
      { parentId: nothing },
      { labelIds: [nothing] },
    ]
    for (const [index, fields] of foreign.entries()) {
      const refusals = [fields, never[index]].map((given) =>
        add(bob, given).catch((error: unknown) => ({ ...(error as object) })),
      )
      const [told, reference] = await Promise.all(refusals)
      expect(told).toMatchObject({ code: 'REFERENCE_REFUSED', detail: 'names nothing of yours' })
      expect(told).toEqual(reference)
    }
    expect(await titlesIn(bob, null)).toEqual([])
  })

  it('leads to subtasks at most five levels deep, and in no circle', async () => {
    const owner = newOwner()
    const chain: TaskRow[] = []
    for (let level = 1; level <= 5; level += 1) {
      chain.push(await add(owner, { parentId: chain.at(-1)?.id ?? null }))
    }
    const [top, second] = chain
    if (top === undefined || second === undefined) throw new Error('there are five')
    const deeper = add(owner, { parentId: chain.at(-1)?.id ?? null })
    await expect(deeper).rejects.toMatchObject({ pointer: '/parentId' })
    const circle = updateTask({ id: top.id, ...EXPECTED, patch: { parentId: second.id } })
    await expect(run(database, owner, circle)).rejects.toMatchObject({ pointer: '/parentId' })
    const itself = updateTask({ id: top.id, ...EXPECTED, patch: { parentId: top.id } })
    await expect(run(database, owner, itself)).rejects.toMatchObject({ pointer: '/parentId' })
    const other = await add(owner)
    const tooTall = updateTask({ id: top.id, ...EXPECTED, patch: { parentId: other.id } })
    await expect(run(database, owner, tooTall)).rejects.toMatchObject({ pointer: '/parentId' })
  })

  it('is to a section of the same list', async () => {
    const owner = newOwner()
    const [one, other] = [await addList(owner), await addList(owner)]
    const section = await run(database, owner, createSection({ listId: one.id, name: 'here' }))
    await expect(add(owner, { listId: other.id, sectionId: section.id })).rejects.toMatchObject({
      pointer: '/sectionId',
    })
    await expect(add(owner, { sectionId: section.id })).rejects.toMatchObject({
      pointer: '/sectionId',
    })
    expect(await add(owner, { listId: one.id, sectionId: section.id })).toMatchObject({
      sectionId: section.id,
    })
  })
})

describe('the order of a list', () => {
  it('follows every move, before and after, and stays when there is no room left', async () => {
    const owner = newOwner()
    const tasks = new Map<string, TaskRow>()
    for (const title of ['a', 'b', 'c', 'd']) tasks.set(title, await add(owner, { title }))
    const idOf = (title: string) => tasks.get(title)?.id ?? ''
    await move(owner, idOf('d'), { to: {}, before: idOf('a') })
    expect(await titlesIn(owner, null)).toEqual(['d', 'a', 'b', 'c'])
    await move(owner, idOf('d'), { to: {}, after: idOf('b') })
    expect(await titlesIn(owner, null)).toEqual(['a', 'b', 'd', 'c'])
    // Each halves the room between the first two.
    for (let turn = 0; turn < 400; turn += 1) {
      const [, second = '', third = ''] = await titlesIn(owner, null)
      await move(owner, idOf(third), { to: {}, before: idOf(second) })
    }
    expect((await titlesIn(owner, null)).sort()).toEqual(['a', 'b', 'c', 'd'])
    const { rows } = await listTasks(database, owner, { sort: 'position', order: 'asc', limit: 9 })
    expect(Math.max(...rows.map(({ position }) => position.length))).toBeLessThanOrEqual(64)
  })

  it('takes subtasks along into another list', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const parent = await add(owner, { title: 'parent' })
    const child = await add(owner, { title: 'child', parentId: parent.id })
    await move(owner, parent.id, { to: { listId: list.id } })
    expect(await titlesIn(owner, list.id)).toEqual(['parent', 'child'])
    expect(await getTask(database, owner, child.id)).toMatchObject({ parentId: parent.id })
    expect(await titlesIn(owner, null)).toEqual([])
  })
})

describe('the trash', () => {
  it('takes subtasks along and gives them back together', async () => {
    const owner = newOwner()
    const parent = await add(owner)
    const [kept, before] = [
      await add(owner, { parentId: parent.id }),
      await add(owner, { parentId: parent.id }),
    ]
    await remove(owner, before)
    await remove(owner, parent)
    await expect(getTask(database, owner, kept.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { items, total } = await readTrash(database, owner, 50)
    expect([items.map(({ row }) => row.id), total]).toEqual([[parent.id, before.id], 2])
    await run(database, owner, restoreTask({ id: parent.id, ...EXPECTED }))
    expect(await getTask(database, owner, kept.id)).toMatchObject({ parentId: parent.id })
    await expect(getTask(database, owner, before.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('gives a list back with what went with it, and a task without its list to the inbox', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const [one, other] = [
      await add(owner, { title: 'one', listId: list.id }),
      await add(owner, { title: 'other', listId: list.id }),
    ]
    await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    await expect(getList(database, owner, list.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await run(database, owner, restoreTask({ id: one.id, ...EXPECTED }))
    expect(await titlesIn(owner, null)).toEqual(['one'])
    await run(database, owner, restoreList({ id: list.id, ...EXPECTED }))
    expect(await titlesIn(owner, list.id)).toEqual(['other'])
    expect(await getTask(database, owner, other.id)).toMatchObject({ listId: list.id })
  })

  it('lets go for good, and says so to who follows', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const tasks = [await add(owner, { listId: list.id }), await add(owner), await add(owner)]
    await run(database, owner, deleteList({ id: list.id, ...EXPECTED }))
    const [, single] = tasks
    if (single === undefined) throw new Error('there are three')
    await remove(owner, single)
    const { cursor } = await readFeed(database, owner, { limit: 500 })
    await run(database, owner, purgeTask({ id: single.id, ...EXPECTED }))
    await run(database, owner, emptyTrash())
    const { items } = await readFeed(database, owner, { cursor, limit: 500 })
    expect(items.map(({ kind, row }) => [kind, row])).toEqual([
      ['task', undefined],
      ['list', undefined],
      ['task', undefined],
    ])
    expect(await titlesIn(owner, null)).toHaveLength(1)
  })
})

describe('undo', () => {
  it('restores exactly, whatever was done, and is undone itself', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const section = await run(database, owner, createSection({ listId: list.id, name: 'here' }))
    const label = await addLabel(owner, 'label')
    const task = await add(owner, { listId: list.id, sectionId: section.id, labelIds: [label.id] })
    const child = await add(owner, { listId: list.id, parentId: task.id })
    const gone = await add(owner)
    await remove(owner, gone)
    const { id } = task
    const changes = [
      () => add(owner, { title: 'new' }),
      () => run(database, owner, updateTask({ id, ...EXPECTED, patch: { title: 'other' } })),
      () => run(database, owner, updateTask({ id, ...EXPECTED, patch: { listId: null } })),
      () => move(owner, id, { to: { listId: null } }),
      () => move(owner, child.id, { to: { parentId: null }, before: id }),
      () => remove(owner, task),
      () => run(database, owner, deleteList({ id: list.id, ...EXPECTED })),
      () => run(database, owner, deleteLabel({ id: label.id, ...EXPECTED })),
      () => run(database, owner, deleteSection({ id: section.id, ...EXPECTED })),
      () => run(database, owner, restoreTask({ id: gone.id, ...EXPECTED })),
      () => run(database, owner, purgeTask({ id: gone.id, ...EXPECTED })),
      () => run(database, owner, emptyTrash()),
    ]
    for (const change of changes) {
      const before = await stateOf(owner)
      await change()
      const after = await stateOf(owner)
      expect(after).not.toEqual(before)
      await run(database, owner, undoChange())
      expect(await stateOf(owner)).toEqual(before)
      const { entries } = await lastChangeOf(owner)
      await run(database, owner, undoChange(entries))
      expect(await stateOf(owner)).toEqual(after)
      await run(database, owner, undoChange(entries + 1))
      expect(await stateOf(owner)).toEqual(before)
    }
  })

  it('goes back one change after the other, and forward again by number', async () => {
    const owner = newOwner()
    const { id } = await add(owner, { title: 'first' })
    const rename = (title: string) =>
      run(database, owner, updateTask({ id, ...EXPECTED, patch: { title } }))
    const [second, third] = [await rename('second'), await rename('third')]
    await run(database, owner, undoChange())
    await run(database, owner, undoChange())
    expect(await getTask(database, owner, id)).toMatchObject({ title: 'first' })
    await run(database, owner, undoChange(third.version + 2))
    expect(await getTask(database, owner, id)).toMatchObject({ title: 'second' })
    await run(database, owner, undoChange(third.version + 1))
    expect(await getTask(database, owner, id)).toMatchObject({ title: 'third' })
    await expect(run(database, owner, undoChange(second.version))).rejects.toMatchObject({
      code: 'UNDO_CONFLICT',
    })
  })

  it('refuses when something later depends on it', async () => {
    const owner = newOwner()
    const list = await addList(owner)
    const conflict = { code: 'UNDO_CONFLICT' }
    const task = await add(owner, { listId: list.id })
    await expect(run(database, owner, undoChange(list.version))).rejects.toMatchObject(conflict)
    const renamed = await run(
      database,
      owner,
      updateTask({ id: task.id, ...EXPECTED, patch: { title: 'again' } }),
    )
    await expect(run(database, owner, undoChange(task.version))).rejects.toMatchObject(conflict)
    await run(database, owner, undoChange(renamed.version))
    await expect(run(database, owner, undoChange(renamed.version))).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    })
  })

  it("never reaches another person's change", async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const task = await add(ann)
    await expect(run(database, bob, undoChange(task.version))).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    })
    await expect(run(database, bob, undoChange())).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    })
    expect(await getTask(database, ann, task.id)).toEqual(task)
  })

  /** The number of the owner's newest change, by the newest version of anything. */
  async function lastChangeOf(owner: UserId): Promise<{ entries: number }> {
    return { entries: (await readFeed(database, owner, { limit: 500 })).seq }
  }
})

describe('the history of a task', () => {
  it('says what was asked, and how it was before and after', async () => {
    const owner = newOwner()
    const task = await add(owner, { title: 'first' })
    await run(database, owner, updateTask({ id: task.id, ...EXPECTED, patch: { title: 'second' } }))
    await remove(owner, task)
    const { entries } = await readHistory(database, owner, { id: task.id, from: 1e9, limit: 9 })
    expect(entries.map(({ before, after }) => [before?.title, after?.title])).toEqual([
      ['second', 'second'],
      ['first', 'second'],
      [undefined, 'first'],
    ])
    await expect(
      readHistory(database, newOwner(), { id: task.id, from: 1e9, limit: 9 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a request with a key', () => {
  const once = (owner: UserId, key: string, request = 'request', isTrial = false) =>
    writeOnce(
      database,
      { owner, operation: 'test' },
      {
        ...createTask({ ...NO_FIELDS, title: 'once' }),
        isTrial,
        key: { key, request },
        toAnswer: ({ result }) => ({ status: 201, headers: {}, body: result.id }),
      },
    )

  it('is done once, however often and at once it comes', async () => {
    const owner = newOwner()
    const first = await once(owner, 'key')
    expect(await once(owner, 'key')).toEqual(first)
    const others = await Promise.allSettled([1, 2, 3, 4, 5].map(() => once(owner, 'other')))
    const done = others.flatMap((one) => (one.status === 'fulfilled' ? [one.value.body] : []))
    const refused = others.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    )
    expect(new Set(done).size).toBe(1)
    for (const error of refused) expect(error).toMatchObject({ code: 'KEY_IN_FLIGHT' })
    expect(await titlesIn(owner, null)).toHaveLength(2)
  })

  it('leaves its key free when it was only tried', async () => {
    const owner = newOwner()
    const tried = await once(owner, 'key', 'request', true)
    expect(await titlesIn(owner, null)).toEqual([])
    const done = await once(owner, 'key', 'another')
    expect(done.body).not.toBe(tried.body)
    expect(await titlesIn(owner, null)).toEqual(['once'])
  })

  it('is refused with another body, and is free for anybody else', async () => {
    const [ann, bob] = [newOwner(), newOwner()]
    const first = await once(ann, 'key')
    await expect(once(ann, 'key', 'another')).rejects.toMatchObject({ code: 'KEY_REUSED' })
    expect((await once(bob, 'key')).body).not.toBe(first.body)
    expect(await titlesIn(ann, null)).toHaveLength(1)
  })
})

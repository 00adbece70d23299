/** The trash: what is deleted can be brought back whole, until it is deleted for good. */
import { expect, test } from '@playwright/test'
import { notFoundFaults } from '../isolation/foreign.ts'
import { get, newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import {
  granted,
  itemsOf,
  lasting,
  make,
  makeTask,
  patch,
  post,
  readTask,
  remove,
} from '../world/things.ts'
import type { PlacedTask, Thing } from '../world/things.ts'

interface Trashed {
  kind: 'task' | 'list'
  task?: PlacedTask
  list?: Thing & { deletedAt: string | null }
}

const trashOf = async (person: Person): Promise<string[]> =>
  (await itemsOf<Trashed>(person, '/v1/trash')).map(({ kind, task, list }) => {
    return `${kind} ${(task ?? list)?.id ?? ''}`
  })

async function expectGone(person: Person, targets: readonly string[]): Promise<void> {
  for (const target of targets) {
    expect(notFoundFaults(await person.send(get(target))), target).toEqual([])
  }
}

test('a task goes with its subtasks, and comes back with them as they were', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'Task', notes: 'kept', priority: 'high' })
  const below = await makeTask(a, { title: 'Below', parentId: task.id })
  expect((await remove(a, `/v1/tasks/${task.id}`)).status).toBe(204)
  await expectGone(a, [`/v1/tasks/${task.id}`, `/v1/tasks/${below.id}`])
  expect(await itemsOf(a, '/v1/tasks')).toEqual([])
  expect(await trashOf(a), 'what went along is not in it by itself').toEqual([`task ${task.id}`])
  const [item] = await itemsOf<Trashed>(a, '/v1/trash')
  expect(Date.parse(item?.task?.deletedAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  for (const change of [
    () => patch(a, `/v1/tasks/${task.id}`, { title: 'Changed' }),
    () => remove(a, `/v1/tasks/${task.id}`),
    () => post(a, `/v1/tasks/${task.id}/move`, { listId: null }),
  ]) {
    expect(notFoundFaults(await change())).toEqual([])
  }
  const back = await post(a, `/v1/trash/tasks/${task.id}/restore`)
  expect(back.status).toBe(200)
  expect(lasting(await readTask(a, task.id))).toEqual(lasting(task))
  expect(lasting(await readTask(a, below.id))).toEqual(lasting(below))
  expect(await trashOf(a)).toEqual([])
  expect(notFoundFaults(await post(a, `/v1/trash/tasks/${task.id}/restore`))).toEqual([])
})

test('a subtask that was deleted before its parent stays in the trash when that comes back', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'Task' })
  const below = await makeTask(a, { title: 'Below', parentId: task.id })
  await remove(a, `/v1/tasks/${below.id}`)
  await remove(a, `/v1/tasks/${task.id}`)
  expect((await post(a, `/v1/trash/tasks/${task.id}/restore`)).status).toBe(200)
  await expectGone(a, [`/v1/tasks/${below.id}`])
  expect((await post(a, `/v1/trash/tasks/${below.id}/restore`)).status).toBe(200)
  expect(await readTask(a, below.id)).toMatchObject({ parentId: task.id })
})

test('a list goes with its sections and tasks, and comes back with them', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home', color: 'teal' })
  const section = await make(a, 'sections', { listId: list.id, name: 'Garden' })
  const task = await makeTask(a, { title: 'Task', sectionId: section.id })
  const inbox = await makeTask(a, { title: 'Elsewhere' })
  expect((await remove(a, `/v1/lists/${list.id}`)).status).toBe(204)
  await expectGone(a, [
    `/v1/lists/${list.id}`,
    `/v1/sections/${section.id}`,
    `/v1/tasks/${task.id}`,
  ])
  expect((await itemsOf<Thing>(a, '/v1/tasks')).map(({ id }) => id)).toEqual([inbox.id])
  expect(await itemsOf(a, '/v1/lists')).toEqual([])
  expect(await itemsOf(a, '/v1/sections')).toEqual([])
  expect(await trashOf(a)).toEqual([`list ${list.id}`])
  expect((await post(a, `/v1/trash/lists/${list.id}/restore`)).status).toBe(200)
  expect(lasting(await readTask(a, task.id))).toEqual(lasting(task))
  expect(await granted(a, get(`/v1/lists/${list.id}`))).toMatchObject({ name: 'Home' })
  expect(await granted(a, get(`/v1/sections/${section.id}`))).toMatchObject({ listId: list.id })
})

test('a task whose list is in the trash comes back to the inbox', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const task = await makeTask(a, { title: 'Task', listId: list.id })
  await remove(a, `/v1/tasks/${task.id}`)
  await remove(a, `/v1/lists/${list.id}`)
  expect((await post(a, `/v1/trash/tasks/${task.id}/restore`)).status).toBe(200)
  expect(await readTask(a, task.id)).toMatchObject({ listId: null, sectionId: null })
})

test('what is deleted for good is nowhere, and only from the trash', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const inside = await makeTask(a, { title: 'Inside', listId: list.id })
  const task = await makeTask(a, { title: 'Task' })
  for (const target of [`/v1/trash/tasks/${task.id}`, `/v1/trash/lists/${list.id}`]) {
    expect(notFoundFaults(await remove(a, target)), 'not in the trash').toEqual([])
  }
  await remove(a, `/v1/tasks/${task.id}`)
  await remove(a, `/v1/lists/${list.id}`)
  expect((await remove(a, `/v1/trash/tasks/${task.id}`)).status).toBe(204)
  expect((await remove(a, `/v1/trash/lists/${list.id}`)).status).toBe(204)
  expect(await trashOf(a)).toEqual([])
  for (const id of [task.id, inside.id]) {
    expect(notFoundFaults(await post(a, `/v1/trash/tasks/${id}/restore`))).toEqual([])
  }
})

test('the trash is emptied at once, and only one’s own', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  for (const person of [a, b]) {
    const list = await make(person, 'lists', { name: 'Home' })
    await makeTask(person, { title: 'Inside', listId: list.id })
    const task = await makeTask(person, { title: 'Task' })
    await makeTask(person, { title: 'Kept' })
    await remove(person, `/v1/tasks/${task.id}`)
    await remove(person, `/v1/lists/${list.id}`)
  }
  const rows = await inspector().rowsOf(b.subject)
  expect(await trashOf(a)).toHaveLength(2)
  expect((await remove(a, '/v1/trash')).status).toBe(204)
  expect(await trashOf(a)).toEqual([])
  expect((await remove(a, '/v1/trash')).status, 'once more').toBe(204)
  expect(await itemsOf(a, '/v1/tasks')).toHaveLength(1)
  expect(await inspector().rowsOf(b.subject)).toBe(rows)
  expect(await trashOf(b)).toHaveLength(2)
})

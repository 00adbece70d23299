/** The trash: what goes there, what comes back, and what goes for good. */
import { expect, test } from '@playwright/test'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import {
  done,
  expectProblem,
  follow,
  inOrder,
  make,
  makeList,
  makeTask,
  order,
  patch,
  post,
  read,
  remove,
  titlesOf,
} from '../world/things.ts'
import type { Thing } from '../world/things.ts'

interface Trash {
  items: { kind: string; task?: Thing; list?: Thing }[]
  total: number
  keptDays: number
}

const trashOf = (person: Person, query = ''): Promise<Trash> =>
  read<Trash>(person, `/v1/trash${query}`)

const idsIn = ({ items }: Trash): (string | undefined)[] =>
  items.map(({ task, list }) => task?.id ?? list?.id)

async function family(person: Person): Promise<[Thing, Thing, Thing]> {
  const top = await makeTask(person, { title: 'top' })
  const child = await makeTask(person, { title: 'child', parentId: top.id })
  return [top, child, await makeTask(person, { title: 'grandchild', parentId: child.id })]
}

test('a task takes its subtasks to the trash, is nowhere else, and brings them back', async () => {
  const a = newPerson('A')
  const [top, child, grandchild] = await family(a)
  const own = await makeTask(a, { title: 'by itself', parentId: top.id })
  await remove(a, `/v1/tasks/${own.id}`)
  expect((await remove(a, `/v1/tasks/${top.id}`)).status).toBe(204)
  for (const { id } of [top, child, grandchild]) {
    const path = `/v1/tasks/${id}`
    expect((await a.send({ method: 'GET', target: path })).status).toBe(404)
    for (const refused of [
      await patch(a, path, { title: 'x' }),
      await remove(a, path),
      await post(a, `${path}/move`, { listId: null }),
    ]) {
      expectProblem(refused, 404, 'not-found')
    }
  }
  expect(await titlesOf(a, '')).toEqual([])
  expect(await read(a, '/v1/me')).toMatchObject({ tasks: { total: 0 } })
  const trash = await trashOf(a)
  expect([idsIn(trash), trash.total]).toEqual([[top.id, own.id], 2])
  expect((await trashOf(a, '?limit=1')).items).toHaveLength(1)
  const restored = done(await order(a, `/v1/trash/tasks/${top.id}/restore`))
  expect(restored).toMatchObject({ deletedAt: null, position: top.position })
  expect(await inOrder(a)).toEqual(['top', 'child', 'grandchild'])
  expect(idsIn(await trashOf(a))).toEqual([own.id])
  expectProblem(await order(a, `/v1/trash/tasks/${top.id}/restore`), 404, 'not-found')
})

test('a list takes its tasks and sections along, and brings them back', async () => {
  const a = newPerson('A')
  const [list, kept] = [await makeList(a, 'one'), await makeList(a, 'kept')]
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  await makeTask(a, { title: 'inside', listId: list.id, sectionId: section.id })
  const gone = await makeTask(a, { title: 'before', listId: list.id })
  await remove(a, `/v1/tasks/${gone.id}`)
  expect((await remove(a, `/v1/lists/${list.id}`)).status).toBe(204)
  const paths = [`/v1/lists/${list.id}`, `/v1/sections/${section.id}`]
  for (const path of paths) {
    expect((await a.send({ method: 'GET', target: path })).status).toBe(404)
    expectProblem(await patch(a, path, { name: 'x' }), 404, 'not-found')
    expectProblem(await remove(a, path), 404, 'not-found')
  }
  const lists = await read<{ items: Thing[] }>(a, '/v1/lists')
  expect(lists.items.map(({ id }) => id)).toEqual([kept.id])
  expect((await read<{ items: Thing[] }>(a, '/v1/sections')).items).toEqual([])
  expect(await titlesOf(a, '')).toEqual([])
  expect(idsIn(await trashOf(a))).toEqual([list.id, gone.id])
  expect(done(await order(a, `/v1/trash/lists/${list.id}/restore`)).deletedAt).toBeNull()
  expect(await inOrder(a, list.id)).toEqual(['inside'])
  for (const path of paths) expect((await read(a, path)).name).toBeTruthy()
  expect(idsIn(await trashOf(a))).toEqual([gone.id])
})

test('what comes back without its list or its parent has another place', async () => {
  const a = newPerson('A')
  const list = await makeList(a)
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  const inside = await makeTask(a, { listId: list.id, sectionId: section.id })
  await remove(a, `/v1/lists/${list.id}`)
  const restored = done(await order(a, `/v1/trash/tasks/${inside.id}/restore`))
  expect(restored).toMatchObject({ listId: null, sectionId: null })
  const [top, child, grandchild] = await family(a)
  await remove(a, `/v1/tasks/${top.id}`)
  const alone = done(await order(a, `/v1/trash/tasks/${child.id}/restore`))
  expect(alone.parentId).toBeNull()
  expect((await read(a, `/v1/tasks/${grandchild.id}`)).parentId).toBe(child.id)
})

test('what goes for good was in the trash, and takes along what is below it', async () => {
  const a = newPerson('A')
  const [list, live, liveList] = [await makeList(a), await makeTask(a), await makeList(a)]
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  const inside = await makeTask(a, { listId: list.id })
  const [top, child, grandchild] = await family(a)
  const other = await makeTask(a)
  for (const path of [`/v1/trash/tasks/${live.id}`, `/v1/trash/lists/${liveList.id}`]) {
    expectProblem(await remove(a, path), 404, 'not-found')
    expectProblem(await order(a, `${path}/restore`), 404, 'not-found')
  }
  const before = await follow(a)
  await remove(a, `/v1/tasks/${top.id}`)
  await remove(a, `/v1/tasks/${other.id}`)
  await remove(a, `/v1/lists/${list.id}`)
  expect((await remove(a, `/v1/trash/tasks/${top.id}`)).status).toBe(204)
  expect((await remove(a, `/v1/trash/lists/${list.id}`)).status).toBe(204)
  expect(idsIn(await trashOf(a))).toEqual([other.id])
  const gone = (await follow(a, before.cursor)).items.filter((one) => one.gone)
  const ids = [top, child, grandchild, list, section, inside].map(({ id }) => id)
  expect(gone.map(({ id }) => id).sort()).toEqual(ids.sort())
  expectProblem(await order(a, `/v1/trash/tasks/${top.id}/restore`), 404, 'not-found')
})

test('to empty the trash takes what is in it and nothing else', async () => {
  const a = newPerson('A')
  const [list, live, liveList] = [await makeList(a), await makeTask(a), await makeList(a)]
  const task = await makeTask(a)
  for (const path of [`/v1/tasks/${task.id}`, `/v1/lists/${list.id}`]) await remove(a, path)
  expect((await remove(a, '/v1/trash')).status).toBe(204)
  expect(await trashOf(a)).toEqual({ items: [], total: 0, keptDays: 30 })
  expect((await read(a, `/v1/tasks/${live.id}`)).id).toBe(live.id)
  expect((await read(a, `/v1/lists/${liveList.id}`)).id).toBe(liveList.id)
  const { items } = await follow(a)
  expect(
    items
      .filter((one) => one.gone)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([task.id, list.id].sort())
  expect((await remove(a, '/v1/trash')).status).toBe(204)
})

test('a new task stands apart from those in the trash', async () => {
  const a = newPerson('A')
  const [first, last] = [
    await makeTask(a, { title: 'first' }),
    await makeTask(a, { title: 'last' }),
  ]
  await remove(a, `/v1/tasks/${last.id}`)
  await makeTask(a, { title: 'new' })
  await order(a, `/v1/trash/tasks/${last.id}/restore`)
  expect(await inOrder(a)).toEqual([first.title, 'last', 'new'])
})

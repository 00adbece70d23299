/** Undo: everything that a change touched is as it was, or nothing is. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import {
  done,
  expectProblem,
  follow,
  make,
  makeList,
  makeTask,
  order,
  patch,
  post,
  read,
  remove,
} from '../world/things.ts'
import type { Thing } from '../world/things.ts'

interface Undone {
  undone: number
  items: { kind: string; id: string; gone?: true }[]
}

async function undo(person: Person, change?: number): Promise<void> {
  done(await post(person, '/v1/undo', change === undefined ? {} : { change }))
}

const changeOf = ({ headers }: Exchange): number => Number(headers['change'])

/** All that there is, without the numbers and times that every change has anew. */
async function stateOf(person: Person): Promise<string[]> {
  const { items } = await follow(person)
  return items
    .filter((one) => !one.gone)
    .map((one) => JSON.stringify(one).replaceAll(/"(version|updatedAt)":("[^"]*"|\d+),?/g, ''))
    .sort()
}

test('takes back whatever was done, as one, and can be taken back itself', async () => {
  const a = newPerson('A')
  const [list, other] = [await makeList(a), await makeList(a, 'other')]
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  const label = await make(a, 'labels', { name: 'a label' })
  const task = await makeTask(a, { sectionId: section.id, labelIds: [label.id] })
  const child = await makeTask(a, { parentId: task.id })
  const gone = await makeTask(a)
  await remove(a, `/v1/tasks/${gone.id}`)
  const changes: (() => Promise<Exchange>)[] = [
    () => post(a, '/v1/tasks', { title: 'new' }),
    () => post(a, '/v1/lists', { name: 'new' }),
    () => patch(a, `/v1/tasks/${task.id}`, { title: 'renamed', labelIds: [] }),
    () => patch(a, `/v1/tasks/${task.id}`, { listId: other.id }),
    () => post(a, `/v1/tasks/${child.id}/move`, { parentId: null, before: task.id }),
    () => patch(a, `/v1/lists/${list.id}`, { after: other.id }),
    () => remove(a, `/v1/tasks/${task.id}`),
    () => remove(a, `/v1/lists/${list.id}`),
    () => remove(a, `/v1/sections/${section.id}`),
    () => remove(a, `/v1/labels/${label.id}`),
    () => order(a, `/v1/trash/tasks/${gone.id}/restore`),
    () => remove(a, `/v1/trash/tasks/${gone.id}`),
    () => remove(a, '/v1/trash'),
  ]
  for (const [index, change] of changes.entries()) {
    const before = await stateOf(a)
    const number = changeOf(await change())
    const after = await stateOf(a)
    expect(after, String(index)).not.toEqual(before)
    const { cursor } = await follow(a)
    const answer = await post(a, '/v1/undo', {})
    const told = jsonOf(answer) as Undone
    expect(told.undone).toBe(number)
    expect(await stateOf(a), String(index)).toEqual(before)
    const followed = (await follow(a, cursor)).items.map(({ id }) => id)
    expect(told.items.map(({ id }) => id).sort()).toEqual(followed.sort())
    const redone = await post(a, '/v1/undo', { change: changeOf(answer) })
    expect(await stateOf(a), String(index)).toEqual(after)
    await undo(a, changeOf(redone))
    expect(await stateOf(a), String(index)).toEqual(before)
  }
})

test('goes back change by change, and never over an undo', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'one' })
  const path = `/v1/tasks/${task.id}`
  for (const title of ['two', 'three']) await patch(a, path, { title })
  await undo(a)
  expect((await read(a, path)).title).toBe('two')
  await undo(a)
  expect((await read(a, path)).title).toBe('one')
  await undo(a)
  expect((await a.send({ method: 'GET', target: path })).status).toBe(404)
  expectProblem(await post(a, '/v1/undo', {}), 409, 'nothing-to-undo')
})

test('undoes what was undone and done again, and nothing twice', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'one' })
  const path = `/v1/tasks/${task.id}`
  const first = changeOf(await patch(a, path, { title: 'two' }))
  const undone = changeOf(await post(a, '/v1/undo', { change: first }))
  expectProblem(await post(a, '/v1/undo', { change: first }), 409, 'nothing-to-undo')
  await undo(a, undone)
  expect((await read(a, path)).title).toBe('two')
  await undo(a, first)
  expect((await read(a, path)).title).toBe('one')
})

test('is refused whole when something later rests on it', async () => {
  const a = newPerson('A')
  const list = await makeList(a)
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  const label = await make(a, 'labels', { name: 'a label' })
  const task = await makeTask(a, { sectionId: section.id, labelIds: [label.id] })
  const child = await makeTask(a, { parentId: task.id })
  const other = await makeTask(a)
  const trashed = changeOf(await remove(a, `/v1/tasks/${task.id}`))
  await order(a, `/v1/trash/tasks/${child.id}/restore`)
  const before = await stateOf(a)
  for (const change of [list, section, label, task].map(({ version }) => version).concat(trashed)) {
    expectProblem(await post(a, '/v1/undo', { change }), 409, 'undo-conflict')
  }
  expect(await stateOf(a)).toEqual(before)
  const renamed = changeOf(await patch(a, `/v1/tasks/${other.id}`, { title: 'two' }))
  await patch(a, `/v1/tasks/${other.id}`, { title: 'three' })
  expectProblem(await post(a, '/v1/undo', { change: renamed }), 409, 'undo-conflict')
  expect((await read(a, `/v1/tasks/${other.id}`)).title).toBe('three')
})

test('gives another place to what comes back where something else is', async () => {
  const a = newPerson('A')
  const [one, two, three] = [
    await makeTask(a, { title: 'one' }),
    await makeTask(a, { title: 'two' }),
    await makeTask(a, { title: 'three' }),
  ]
  const moved = changeOf(await post(a, `/v1/tasks/${one.id}/move`, { after: three.id }))
  const place = (await post(a, `/v1/tasks/${three.id}/move`, { before: two.id })).status
  expect(place).toBe(200)
  await undo(a, moved)
  const positions = await Promise.all(
    [one, two, three].map(async ({ id }) => (await read(a, `/v1/tasks/${id}`)).position),
  )
  expect(new Set(positions).size).toBe(3)
})

for (const path of ['lists', 'sections']) {
  test(`lets what comes back among ${path} stand at the end when its place is taken`, async () => {
    const a = newPerson('A')
    const { id: listId } = await makeList(a)
    const add = (name: string): Promise<Thing> =>
      make(a, path, path === 'lists' ? { name } : { name, listId })
    const put = (row: Thing, after: Thing): Promise<Exchange> =>
      patch(a, `/v1/${path}/${row.id}`, { after: after.id })
    const [one, two, three] = [await add('one'), await add('two'), await add('three')]
    const moved = changeOf(await put(two, three))
    await put(three, one)
    await undo(a, moved)
    const { items } = await read<{ items: { name: string }[] }>(a, `/v1/${path}`)
    expect(items.map(({ name }) => name).slice(-3)).toEqual(['one', 'three', 'two'])
  })
}

test("reaches nobody else's change, whatever its number", async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const task = await makeTask(a, { title: a.canary })
  const newest = changeOf(await patch(a, `/v1/tasks/${task.id}`, { notes: a.canary }))
  for (const change of [undefined, task.version, newest]) {
    const body = change === undefined ? {} : { change }
    expectProblem(await post(b, '/v1/undo', body), 409, 'nothing-to-undo')
  }
  expect((await read(a, `/v1/tasks/${task.id}`)).version).toBe(newest)
})

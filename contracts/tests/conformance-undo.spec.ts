/** Undo: a change is taken back whole, or not at all when something later depends on it. */
import { expect, test } from '@playwright/test'
import type { Exchange } from '../http/exchange.ts'
import { jsonOf } from '../http/exchange.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { itemsOf, lasting, make, makeTask, patch, post, readTask, remove } from '../world/things.ts'

const changeOf = ({ headers }: Exchange): number => Number(headers['change'])

const undo = (person: Person, change?: number): Promise<Exchange> =>
  post(person, '/v1/undo', change === undefined ? {} : { change })

async function undone(person: Person, change?: number): Promise<Exchange> {
  const exchange = await undo(person, change)
  expect(exchange.status, exchange.text).toBe(200)
  return exchange
}

test('the last change is taken back, then the one before it', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'One', notes: 'kept' })
  const target = `/v1/tasks/${task.id}`
  const second = await patch(a, target, { title: 'Two', priority: 'high' })
  await patch(a, target, { title: 'Three', status: 'done' })
  const answer = await undone(a)
  expect(lasting(await readTask(a, task.id))).toEqual(
    lasting({ ...task, title: 'Two', priority: 'high' }),
  )
  expect(changeOf(answer)).toBeGreaterThan(changeOf(second))
  expect(jsonOf(await undone(a))).toMatchObject({ undone: changeOf(second) })
  expect(lasting(await readTask(a, task.id))).toEqual(lasting(task))
  await undone(a)
  expect(notFoundFaults(await a.send(get(target)))).toEqual([])
  expect(typeFaults(await undo(a), 'nothing-to-undo')).toEqual([])
})

test('an undo can be undone by its number, and then what it undid is there again', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'One' })
  const target = `/v1/tasks/${task.id}`
  await patch(a, target, { title: 'Two' })
  const back = await undone(a)
  expect(await readTask(a, task.id)).toMatchObject({ title: 'One' })
  await undone(a, changeOf(back))
  expect(await readTask(a, task.id)).toMatchObject({ title: 'Two' })
})

test('what was deleted comes back as it was, with all that went along', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const label = await make(a, 'labels', { name: 'errand' })
  const task = await makeTask(a, { title: 'T', listId: list.id, labelIds: [label.id] })
  const before = await itemsOf(a, '/v1/tasks')
  for (const target of [`/v1/labels/${label.id}`, `/v1/lists/${list.id}`]) {
    const removed = await remove(a, target)
    expect(removed.status).toBe(204)
    await undone(a, changeOf(removed))
    expect((await a.send(get(target))).status, target).toBe(200)
    expect(lasting(await readTask(a, task.id)), target).toEqual(lasting(task))
  }
  expect(await itemsOf(a, '/v1/tasks')).toHaveLength(before.length)
})

test('a change on which a later one rests is not undone, and nothing is', async () => {
  const a = newPerson('A')
  const list = await a.send(withJson('POST', '/v1/lists', { name: 'Home' }))
  const { id: listId } = jsonOf(list) as { id: string }
  const first = await a.send(withJson('POST', '/v1/tasks', { title: 'One', listId }))
  const { id } = jsonOf(first) as { id: string }
  await patch(a, `/v1/tasks/${id}`, { title: 'Two' })
  const rows = await inspector().rowsOf(a.subject)
  for (const exchange of [first, list]) {
    const refused = await undo(a, changeOf(exchange))
    expect(refused.status).toBe(409)
    expect(typeFaults(refused, 'undo-conflict')).toEqual([])
  }
  expect(await inspector().rowsOf(a.subject)).toBe(rows)
})

test('nothing is undone that never was, was undone, or is somebody else’s', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  expect(typeFaults(await undo(b), 'nothing-to-undo')).toEqual([])
  const made = await a.send(withJson('POST', '/v1/tasks', { title: 'One' }))
  for (const [index, title] of ['Two', 'Three', 'Four'].entries()) {
    const { id } = jsonOf(made) as { id: string }
    expect((await patch(a, `/v1/tasks/${id}`, { title })).status, String(index)).toBe(200)
  }
  const last = await undone(a)
  const rows = await inspector().rowsOf(a.subject)
  const { undone: number } = jsonOf(last) as { undone: number }
  for (const [person, change] of [
    [a, number],
    [a, 999_999],
    [b, changeOf(made)],
    [b, number],
  ] as const) {
    expect(typeFaults(await undo(person, change), 'nothing-to-undo')).toEqual([])
  }
  expect(await inspector().rowsOf(a.subject)).toBe(rows)
})

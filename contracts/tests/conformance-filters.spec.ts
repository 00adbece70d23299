/** Filters: the language in a list, its mistakes, and filters under a name. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import { problemOf } from '../http/standing.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { createTask, taskListOf } from '../world/tasks.ts'

const search = (person: Person, filter: string, more = '') =>
  person.send(get(`/v1/tasks?filter=${encodeURIComponent(filter)}${more}`))

async function titles(person: Person, filter: string): Promise<string[]> {
  const exchange = await search(person, filter, '&order=asc')
  expect(exchange.status, exchange.text).toBe(200)
  return taskListOf(exchange).items.map(({ title }) => title)
}

async function make(person: Person, path: string, body: Record<string, unknown>): Promise<string> {
  const exchange = await person.send(withJson('POST', path, body))
  expect(exchange.status, exchange.text).toBe(201)
  return (jsonOf(exchange) as { id: string }).id
}

const [creme, water, done] = ['Crème kaufen', 'Water the plants', 'Done with plants'] as const

test('a filter keeps what it means', async () => {
  const a = newPerson('A')
  const label = await make(a, '/v1/labels', { name: 'At home' })
  const list = await make(a, '/v1/lists', { name: 'Chores' })
  const due = { kind: 'date', date: '2999-01-01' }
  await createTask(a, { title: creme, listId: list, labelIds: [label], priority: 'high' })
  await createTask(a, { title: water, due, notes: 'not the cactus' })
  await createTask(a, { title: done, status: 'done' })
  const expected: [string, string[]][] = [
    ['creme', [creme]],
    ['label:"AT HOME"', [creme]],
    [`label:${label} list:${list}`, [creme]],
    ['priority>=medium or due>now', [creme, water]],
    ['plant', [water, done]],
    ['plant -status:done', [water]],
    ['"the plants"', [water]],
    ['"the cac"*', [water]],
    ['not (plants or list:inbox)', [creme]],
    ['due:2999-01-01 has:notes created:today', [water]],
  ]
  for (const [filter, kept] of expected) expect(await titles(a, filter), filter).toEqual(kept)
})

test("a filter reaches nothing of another's, by id, by name or by word", async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const label = await make(a, '/v1/labels', { name: 'At home' })
  const listId = await make(a, '/v1/lists', { name: 'Chores' })
  const parentId = await make(a, '/v1/tasks', { title: water, listId, labelIds: [label] })
  await createTask(a, { title: done, listId, parentId })
  await createTask(b, { title: 'of B' })
  const asked = [
    ...[`label:${label}`, 'label:"at home"', `list:${listId}`, `parent:${parentId}`],
    ...['plants', '"the plants"', 'has:subtask', 'has:label'],
  ]
  for (const filter of asked) {
    expect((await titles(a, filter)).length, filter).toBeGreaterThan(0)
    expect(await titles(b, filter), filter).toEqual([])
    expect(await titles(b, `-${filter}`), filter).toEqual(['of B'])
  }
})

test('a filter that is wrong is refused with the place', async () => {
  const a = newPerson('A')
  const wrong: [string, number][] = [
    ['status:opened', 8],
    ['🌱 colour:red', 3],
    ['(plants', 1],
    ['due:2026-02-30', 5],
    ['"plants', 1],
    ['plants or', 10],
    ['a '.repeat(51), 101],
  ]
  for (const [filter, character] of wrong) {
    const exchange = await search(a, filter)
    expect(exchange.status, filter).toBe(400)
    const [error] = problemOf(exchange).errors ?? []
    expect(error?.parameter, filter).toBe('filter')
    expect(error?.detail, filter).toMatch(new RegExp(`^At character ${String(character)}: `))
    const saved = await a.send(withJson('POST', '/v1/filters', { name: 'wrong', filter }))
    expect(saved.status, filter).toBe(422)
    expect(problemOf(saved).errors, filter).toEqual([{ pointer: '/filter', detail: error?.detail }])
  }
  expect((await search(a, '')).status).toBe(400)
  expect((await search(a, 'x'.repeat(1001))).status).toBe(400)
})

test('what a filter has shown is not current for another day or another filter', async () => {
  const a = newPerson('A')
  await createTask(a, { title: water })
  const first = await search(a, 'created:today')
  const tag = first.headers['etag'] ?? ''
  const again = (filter: string) =>
    a.send(get(`/v1/tasks?filter=${encodeURIComponent(filter)}`, [['If-None-Match', tag]]))
  expect((await again('created:today')).status).toBe(304)
  expect((await again('created:yesterday')).status).toBe(200)
})

test('a saved filter lists its tasks', async () => {
  const a = newPerson('A')
  await createTask(a, { title: water })
  await createTask(a, { title: done, status: 'done' })
  const typed = ' plants  AND -status:done'
  const id = await make(a, '/v1/filters', { name: 'Plants', filter: typed })
  const saved = jsonOf(await a.send(get(`/v1/filters/${id}`))) as { name: string; filter: string }
  expect(saved).toMatchObject({ name: 'Plants', filter: typed })
  expect(await titles(a, saved.filter)).toEqual([water])
})

/** Order: where a task, a list or a section is put, there it is, and nothing else has moved. */
import { expect, test } from '@playwright/test'
import { problemOf } from '../http/standing.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { itemsOf, make, makeTask, patch, post, readTask } from '../world/things.ts'
import type { PlacedTask } from '../world/things.ts'

const orderOf = async (person: Person, query = 'listId=inbox'): Promise<string> =>
  (await itemsOf<PlacedTask>(person, `/v1/tasks?${query}&sort=position&order=asc&limit=200`))
    .map(({ title }) => title)
    .join('')

async function several(person: Person, titles: string, more = {}): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const title of titles) {
    ids.set(title, (await makeTask(person, { title, ...more })).id)
  }
  return ids
}

test('a task stands right before or right after the one it is moved to', async () => {
  const a = newPerson('A')
  const ids = await several(a, 'abcd')
  const move = async (title: string, to: object): Promise<string> => {
    const moved = await post(a, `/v1/tasks/${ids.get(title) ?? ''}/move`, to)
    expect(moved.status, moved.text).toBe(200)
    return orderOf(a)
  }
  expect(await orderOf(a)).toBe('abcd')
  expect(await move('d', { before: ids.get('a') })).toBe('dabc')
  expect(await move('d', { after: ids.get('b') })).toBe('abdc')
  expect(await move('a', { after: ids.get('c') })).toBe('bdca')
  expect(await move('a', { before: ids.get('b') })).toBe('abdc')
  expect(await move('c', { before: ids.get('d') })).toBe('abcd')
  // Beside itself it stays where it is.
  expect(await move('b', { after: ids.get('b') })).toBe('abcd')
})

test('a hundred moves into one gap keep the order', async () => {
  const a = newPerson('A')
  const ids = await several(a, 'abc')
  for (let turn = 0; turn < 100; turn += 1) {
    const [moved, beside] = turn % 2 === 0 ? ['c', 'b'] : ['b', 'c']
    const to = { before: ids.get(beside) }
    expect((await post(a, `/v1/tasks/${ids.get(moved) ?? ''}/move`, to)).status).toBe(200)
    expect(await orderOf(a)).toBe(`a${moved}${beside}`)
  }
})

test('a task that goes to another list takes its subtasks along', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const section = await make(a, 'sections', { listId: list.id, name: 'Garden' })
  const ids = await several(a, 'xy', { listId: list.id, sectionId: section.id })
  const task = await makeTask(a, { title: 't' })
  const below = await makeTask(a, { title: 'u', parentId: task.id })
  const moved = await post(a, `/v1/tasks/${task.id}/move`, { after: ids.get('x') })
  expect(moved.status, moved.text).toBe(200)
  expect(await readTask(a, task.id)).toMatchObject({ listId: list.id, sectionId: section.id })
  expect(await readTask(a, below.id)).toMatchObject({ listId: list.id, parentId: task.id })
  expect((await orderOf(a, `sectionId=${section.id}`)).replace('u', '')).toBe('xty')
  const back = await post(a, `/v1/tasks/${task.id}/move`, { listId: null })
  expect(back.status, back.text).toBe(200)
  expect(await readTask(a, task.id)).toMatchObject({ listId: null, sectionId: null })
  expect(await readTask(a, below.id)).toMatchObject({ listId: null, parentId: task.id })
})

test('a place that contradicts itself is refused by name', async () => {
  const a = newPerson('A')
  const [one, other] = [
    await make(a, 'lists', { name: 'One' }),
    await make(a, 'lists', { name: 'Other' }),
  ]
  const section = await make(a, 'sections', { listId: one.id, name: 'Garden' })
  const parent = await makeTask(a, { title: 'p', listId: one.id })
  const task = await makeTask(a, { title: 't' })
  for (const [to, pointer] of [
    [{ listId: other.id, sectionId: section.id }, '/sectionId'],
    [{ listId: other.id, parentId: parent.id }, '/parentId'],
    [{ listId: other.id, before: parent.id }, '/listId'],
    [{ before: parent.id, after: parent.id }, '/after'],
  ] as const) {
    const refused = await post(a, `/v1/tasks/${task.id}/move`, to)
    expect(refused.status, JSON.stringify(to)).toBe(422)
    const pointers = problemOf(refused).errors?.map((error) => error.pointer)
    expect(pointers, JSON.stringify(to)).toContain(pointer)
  }
  expect(await readTask(a, task.id)).toEqual(task)
})

for (const [collection, more] of [
  ['lists', {}],
  ['sections', { listId: '' }],
] as const) {
  test(`${collection} stand where they are put`, async () => {
    const a = newPerson('A')
    const inList = 'listId' in more ? { listId: (await make(a, 'lists', { name: 'L' })).id } : {}
    const ids = new Map<string, string>()
    for (const name of 'abc') {
      ids.set(name, (await make(a, collection, { name, ...inList })).id)
    }
    const order = async (): Promise<string> =>
      (await itemsOf<{ id: string; name: string }>(a, `/v1/${collection}`))
        .filter(({ id }) => [...ids.values()].includes(id))
        .map(({ name }) => name)
        .join('')
    expect(await order()).toBe('abc')
    for (const [name, after, expected] of [
      ['c', null, 'cab'],
      ['c', 'a', 'acb'],
      ['a', 'b', 'cba'],
      ['b', 'b', 'cba'],
    ] as const) {
      const target = `/v1/${collection}/${ids.get(name) ?? ''}`
      const moved = await patch(a, target, { after: after === null ? null : ids.get(after) })
      expect(moved.status, moved.text).toBe(200)
      expect(await order(), `${name} after ${String(after)}`).toBe(expected)
    }
  })
}

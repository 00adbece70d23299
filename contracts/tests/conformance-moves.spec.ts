/** The order of a list: where things stand, and where they are put. */
import { expect, test } from '@playwright/test'
import { newPerson } from '../world/people.ts'
import { done, inOrder, make, makeList, makeTask, patch, post, read } from '../world/things.ts'
import type { Thing } from '../world/things.ts'

test('a task stands right before or right after its neighbour, wherever it was', async () => {
  const a = newPerson('A')
  const tasks = new Map<string, string>()
  for (const title of ['a', 'b', 'c', 'd']) tasks.set(title, (await makeTask(a, { title })).id)
  const move = async (title: string, side: 'before' | 'after', other: string): Promise<string> => {
    const moved = await post(a, `/v1/tasks/${tasks.get(title) ?? ''}/move`, {
      [side]: tasks.get(other),
    })
    expect(moved.status, moved.text).toBe(200)
    return (await inOrder(a)).join('')
  }
  expect(await inOrder(a)).toEqual(['a', 'b', 'c', 'd'])
  expect(await move('d', 'before', 'b')).toBe('adbc')
  expect(await move('a', 'after', 'b')).toBe('dbac')
  expect(await move('c', 'before', 'd')).toBe('cdba')
  expect(await move('c', 'after', 'a')).toBe('dbac')
  expect(await move('b', 'before', 'b')).toBe('dbac')
  for (let turn = 0; turn < 12; turn += 1) await move(turn % 2 ? 'a' : 'c', 'after', 'd')
  const positions = await read<{ items: Thing[] }>(a, '/v1/tasks')
  expect(new Set(positions.items.map(({ position }) => position)).size).toBe(4)
})

test('a task that is put beside another has its place, and one elsewhere has none of it', async () => {
  const a = newPerson('A')
  const [list, other] = [await makeList(a), await makeList(a)]
  const section = await make(a, 'sections', { listId: list.id, name: 'a section' })
  const parent = await makeTask(a, { title: 'parent', listId: list.id })
  const child = await makeTask(a, { parentId: parent.id })
  const placed = await makeTask(a, { sectionId: section.id })
  const task = await makeTask(a)
  const move = async (body: Record<string, unknown>): Promise<Thing> =>
    done(await post(a, `/v1/tasks/${task.id}/move`, body))
  expect(await move({ after: child.id })).toMatchObject({
    ...{ listId: list.id, parentId: parent.id, sectionId: null },
  })
  expect(await move({ before: placed.id })).toMatchObject({
    ...{ listId: list.id, parentId: null, sectionId: section.id },
  })
  expect(await move({ listId: other.id })).toMatchObject({
    ...{ listId: other.id, parentId: null, sectionId: null },
  })
  const patched = done(await patch(a, `/v1/tasks/${placed.id}`, { listId: other.id }))
  expect(patched).toMatchObject({ listId: other.id, sectionId: null })
})

test('subtasks come along into another list, and keep who they are below', async () => {
  const a = newPerson('A')
  const list = await makeList(a)
  await makeTask(a, { title: 'there', listId: list.id })
  const top = await makeTask(a, { title: 'top' })
  const child = await makeTask(a, { title: 'child', parentId: top.id })
  const grandchild = await makeTask(a, { title: 'grandchild', parentId: child.id })
  await post(a, `/v1/tasks/${top.id}/move`, { listId: list.id })
  expect(await inOrder(a, list.id)).toEqual(['there', 'top', 'child', 'grandchild'])
  expect(await inOrder(a)).toEqual([])
  expect((await read(a, `/v1/tasks/${grandchild.id}`)).parentId).toBe(child.id)
})

for (const collection of ['lists', 'sections', 'filters'] as const) {
  test(`${collection} stand where they are put`, async () => {
    const a = newPerson('A')
    const { id: listId } = await makeList(a, 'home')
    const needed = { lists: {}, sections: { listId }, filters: { filter: 'status:open' } }
    const ids = new Map<string, string>()
    for (const name of ['a', 'b', 'c', 'd']) {
      ids.set(name, (await make(a, collection, { name, ...needed[collection] })).id)
    }
    const put = async (name: string, after: string | null): Promise<string> => {
      const target = `/v1/${collection}/${ids.get(name) ?? ''}`
      const given = after === null ? null : ids.get(after)
      expect((await patch(a, target, { after: given })).status).toBe(200)
      const { items } = await read<{ items: Thing[] }>(a, `/v1/${collection}`)
      return items.flatMap((one) => (one.name === 'home' ? [] : [one.name])).join('')
    }
    expect(await put('d', 'a')).toBe('adbc')
    expect(await put('a', 'b')).toBe('dbac')
    expect(await put('c', null)).toBe('cdba')
    expect(await put('c', 'd')).toBe('dcba')
    expect(await put('c', 'c')).toBe('dcba')
  })
}

test('sections of all lists come list by list, as the lists stand', async () => {
  const a = newPerson('A')
  const [one, other] = [await makeList(a, 'one'), await makeList(a, 'other')]
  for (const name of ['a', 'b', 'c']) {
    for (const list of [other, one]) {
      await make(a, 'sections', { listId: list.id, name: `${list.name} ${name}` })
    }
  }
  const names = async (): Promise<unknown[]> => {
    const { items } = await read<{ items: Thing[] }>(a, '/v1/sections')
    return items.map(({ name }) => name)
  }
  const [ofOne, ofOther] = [
    ['one a', 'one b', 'one c'],
    ['other a', 'other b', 'other c'],
  ]
  expect(await names()).toEqual([...ofOne, ...ofOther])
  await patch(a, `/v1/lists/${other.id}`, { after: null })
  expect(await names()).toEqual([...ofOther, ...ofOne])
})

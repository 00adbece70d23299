/** What a body names: it is there and one's own, or the answer is the same as for what never was. */
import { expect, test } from '@playwright/test'
import { problemOf } from '../http/standing.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { put, write } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import { nameOf } from '../openapi/operations.ts'
import { oneValueOf } from '../openapi/valid-values.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { isFresh } from '../world/fresh.ts'
import { newPerson, withJson } from '../world/people.ts'
import { validDraft } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { make, makeTask, patch, post, readTask, remove } from '../world/things.ts'

for (const operation of operationsWithBody()) {
  const places = idPlaces(operation).filter(
    (place) => place.in === 'body' && !isFresh(operation, place),
  )
  for (const place of places) {
    test(`refuses what is not there at ${place.name} — ${nameOf(operation)}`, async () => {
      const a = newPerson('A')
      const draft = await validDraft(operation, a)
      const rows = await inspector().rowsOf(a.subject)
      const like = oneValueOf(place.schema)
      const nothing = lookAlike(like, place.schema, [like])
      const exchange = await a.send(write(put(draft, place, nothing)))
      expect(exchange.status, exchange.text).toBe(422)
      expect(typeFaults(exchange, 'reference-invalid')).toEqual([])
      const pointers = problemOf(exchange).errors?.map(({ pointer }) => pointer)
      expect(pointers).toEqual([place.name.replace('*', '0')])
      expect(await inspector().rowsOf(a.subject)).toBe(rows)
    })
  }
}

test('what is in the trash is not there to be named', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const parent = await makeTask(a, { title: 'Parent' })
  const task = await makeTask(a, { title: 'Task' })
  for (const target of [`/v1/lists/${list.id}`, `/v1/tasks/${parent.id}`]) {
    expect((await remove(a, target)).status).toBe(204)
  }
  for (const reference of [{ listId: list.id }, { parentId: parent.id }]) {
    const made = await post(a, '/v1/tasks', { title: 'Lost', ...reference })
    expect(typeFaults(made, 'reference-invalid')).toEqual([])
    const changed = await patch(a, `/v1/tasks/${task.id}`, reference)
    expect(typeFaults(changed, 'reference-invalid')).toEqual([])
    const moved = await post(a, `/v1/tasks/${task.id}/move`, reference)
    expect(typeFaults(moved, 'reference-invalid')).toEqual([])
  }
  expect(await readTask(a, task.id)).toEqual(task)
})

test('a task follows what it belongs to when nothing is said about its list', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const section = await make(a, 'sections', { listId: list.id, name: 'Garden' })
  const parent = await makeTask(a, { title: 'Parent', listId: list.id })
  expect(await makeTask(a, { title: 'In', sectionId: section.id })).toMatchObject({
    ...{ listId: list.id, sectionId: section.id },
  })
  expect(await makeTask(a, { title: 'Below', parentId: parent.id })).toMatchObject({
    ...{ listId: list.id, parentId: parent.id },
  })
  const elsewhere = { title: 'Apart', listId: null, parentId: parent.id }
  expect(typeFaults(await post(a, '/v1/tasks', elsewhere), 'reference-invalid')).toEqual([])
})

test('five levels of tasks are as deep as it goes, and none is below itself', async () => {
  const a = newPerson('A')
  const levels = [await makeTask(a, { title: '1' })]
  for (const title of ['2', '3', '4', '5']) {
    levels.push(await makeTask(a, { title, parentId: levels.at(-1)?.id }))
  }
  const [top, second] = levels
  const deepest = levels.at(-1)
  const tooDeep = await post(a, '/v1/tasks', { title: '6', parentId: deepest?.id })
  expect(typeFaults(tooDeep, 'reference-invalid')).toEqual([])
  for (const parentId of [top?.id, second?.id, deepest?.id]) {
    for (const way of ['patch', 'move']) {
      const target = `/v1/tasks/${top?.id ?? ''}`
      const exchange =
        way === 'patch'
          ? await patch(a, target, { parentId })
          : await post(a, `${target}/move`, { parentId })
      expect(typeFaults(exchange, 'reference-invalid'), `${way} ${String(parentId)}`).toEqual([])
    }
  }
  // What has levels below it takes them along.
  const other = await makeTask(a, { title: 'Other' })
  const along = await patch(a, `/v1/tasks/${top?.id ?? ''}`, { parentId: other.id })
  expect(typeFaults(along, 'reference-invalid')).toEqual([])
})

test('two labels of one person have two names, whatever the case', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const label = await make(a, 'labels', { name: 'Errand' })
  const other = await make(a, 'labels', { name: 'Home' })
  const rows = await inspector().rowsOf(a.subject)
  for (const name of ['Errand', 'errand', ' ERRAND ', 'Ｅrrand']) {
    const made = await post(a, '/v1/labels', { name })
    expect(made.status, name).toBe(409)
    expect(typeFaults(made, 'name-conflict')).toEqual([])
    const renamed = await patch(a, `/v1/labels/${other.id}`, { name })
    expect(typeFaults(renamed, 'name-conflict')).toEqual([])
  }
  expect(await inspector().rowsOf(a.subject)).toBe(rows)
  expect((await patch(a, `/v1/labels/${label.id}`, { name: 'ERRAND' })).status).toBe(200)
  expect(await make(b, 'labels', { name: 'errand' })).toMatchObject({ name: 'errand' })
})

test('a label that is deleted is off every task, and a section leaves its tasks in the list', async () => {
  const a = newPerson('A')
  const list = await make(a, 'lists', { name: 'Home' })
  const section = await make(a, 'sections', { listId: list.id, name: 'Garden' })
  const labels = [await make(a, 'labels', { name: 'x' }), await make(a, 'labels', { name: 'y' })]
  const [gone, kept] = labels
  const labelIds = labels.map(({ id }) => id)
  const task = await makeTask(a, { title: 'T', labelIds, sectionId: section.id })
  expect(task.labelIds).toEqual(labelIds)
  expect((await remove(a, `/v1/labels/${gone?.id ?? ''}`)).status).toBe(204)
  expect((await remove(a, `/v1/sections/${section.id}`)).status).toBe(204)
  expect(await readTask(a, task.id)).toMatchObject({
    ...{ labelIds: [kept?.id], listId: list.id, sectionId: null },
  })
})

test('fifty labels are as many as a task has, each of them once', async () => {
  const a = newPerson('A')
  const ids: string[] = []
  for (let count = 0; count < 51; count += 1) {
    ids.push((await make(a, 'labels', { name: `Label ${String(count)}` })).id)
  }
  const task = await makeTask(a, { title: 'T', labelIds: ids.slice(1) })
  expect(task.labelIds).toEqual(ids.slice(1))
  for (const labelIds of [ids, [ids[0], ids[0]]]) {
    const refused = await a.send(withJson('POST', '/v1/tasks', { title: 'T', labelIds }))
    expect(refused.status).toBe(422)
    expect(problemOf(refused).errors?.[0]?.pointer).toBe('/labelIds')
  }
})

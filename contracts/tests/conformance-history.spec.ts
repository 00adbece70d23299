/** The history of a task: who did what to it, when, and how it was before and after. */
import { expect, test } from '@playwright/test'
import { keyMint, token } from '../issuer/mint.ts'
import { standingKey } from '../issuer/keys.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { get, newPerson, sendAs, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { granted, makeTask, patch, post, remove } from '../world/things.ts'
import type { PlacedTask } from '../world/things.ts'

interface Entry {
  change: number
  at: string
  operation: string
  session: string | null
  undoes: number | null
  undoneBy: number | null
  before: PlacedTask | null
  after: PlacedTask | null
}

interface History {
  items: Entry[]
  nextBefore: number | null
}

const historyOf = async (person: Person, id: string, query = ''): Promise<History> =>
  (await granted(person, get(`/v1/tasks/${id}/history${query}`))) as History

test('tells every change, newest first, each with what was before and after', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'One' })
  const target = `/v1/tasks/${task.id}`
  await patch(a, target, { title: 'Two' })
  await patch(a, target, {})
  await post(a, `${target}/move`, { before: (await makeTask(a, { title: 'Beside' })).id })
  await remove(a, target)
  await post(a, `/v1/trash/tasks/${task.id}/restore`)
  const { items, nextBefore } = await historyOf(a, task.id)
  expect(nextBefore).toBeNull()
  const operations = ['restoreTask', 'deleteTask', 'moveTask', 'updateTask', 'createTask']
  expect(items.map(({ operation }) => operation).filter((one) => one !== 'moveTask')).toEqual(
    operations.filter((one) => one !== 'moveTask'),
  )
  const changes = items.map(({ change }) => change)
  expect(changes).toEqual([...changes].sort((one, other) => other - one))
  expect(items.at(-1)).toMatchObject({ before: null, after: { title: 'One' } })
  for (const [index, { before }] of items.slice(0, -1).entries()) {
    expect(before, 'each begins where the one before it ended').toEqual(items[index + 1]?.after)
  }
  for (const { at, after, change } of items) {
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000)
    expect(after?.version).toBe(change)
  }
  const updated = items.find(({ operation }) => operation === 'updateTask')
  expect(updated).toMatchObject({ before: { title: 'One' }, after: { title: 'Two' } })
})

test('comes page by page', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: '0' })
  for (const title of ['1', '2', '3', '4']) await patch(a, `/v1/tasks/${task.id}`, { title })
  const whole = (await historyOf(a, task.id)).items
  expect(whole).toHaveLength(5)
  const paged: Entry[] = []
  for (let query = '?limit=2'; ;) {
    const { items, nextBefore } = await historyOf(a, task.id, query)
    expect(items.length).toBeLessThanOrEqual(2)
    paged.push(...items)
    if (nextBefore === null) break
    query = `?limit=2&before=${String(nextBefore)}`
  }
  expect(paged).toEqual(whole)
})

test('says which change an undo took back', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: 'One' })
  const { headers } = await patch(a, `/v1/tasks/${task.id}`, { title: 'Two' })
  await post(a, '/v1/undo', {})
  const [undo, changed] = (await historyOf(a, task.id)).items
  expect(String(changed?.change)).toBe(headers['change'])
  expect(undo).toMatchObject({ operation: 'undo', undoes: changed?.change, undoneBy: null })
  expect(changed).toMatchObject({ undoneBy: undo?.change })
})

test('tells sessions apart without naming any', async () => {
  const a = newPerson('A')
  const sids = [crypto.randomUUID(), crypto.randomUUID()]
  const task = await makeTask(a, { title: '0' })
  for (const sid of [...sids, sids[0]]) {
    const jwt = token(keyMint(standingKey('ed-1')), a.subject, { claims: { sid } })
    const message = withJson('PATCH', `/v1/tasks/${task.id}`, { title: crypto.randomUUID() }, [
      ['Authorization', `Bearer ${jwt}`],
    ])
    expect((await sendAs(a.subject, message)).status).toBe(200)
  }
  const { items } = await historyOf(a, task.id)
  const [third, second, first] = items.map(({ session }) => session)
  expect(third).toBe(first)
  expect(second).not.toBe(first)
  for (const { session } of items) {
    for (const sid of sids) expect(session ?? '').not.toContain(sid)
  }
})

test('is there for what is in the trash, and nobody else’s', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const task = await makeTask(a, { title: 'One' })
  const target = `/v1/tasks/${task.id}`
  await remove(a, target)
  expect((await historyOf(a, task.id)).items).toHaveLength(2)
  expect(notFoundFaults(await b.send(get(`${target}/history`)))).toEqual([])
  await remove(a, `/v1/trash/tasks/${task.id}`)
  expect(notFoundFaults(await a.send(get(`${target}/history`)))).toEqual([])
})

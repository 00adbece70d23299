/** The history of a task: who did what and when, before and after. */
import { expect, test } from '@playwright/test'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { expectProblem, makeTask, order, patch, post, read, remove } from '../world/things.ts'
import type { Thing } from '../world/things.ts'
import { get } from '../world/people.ts'
import { newTaskId } from '../world/tasks.ts'

interface Entry {
  change: number
  at: string
  operation: string
  session: string | null
  undoes: number | null
  undoneBy: number | null
  before: Thing | null
  after: Thing | null
}

interface History {
  items: Entry[]
  nextBefore: number | null
}

const historyOf = (person: Person, id: string, query = ''): Promise<History> =>
  read<History>(person, `/v1/tasks/${id}/history${query}`)

test('tells each change of a task, newest first, with what undid what', async () => {
  const a = newPerson('A')
  await makeTask(a, { title: 'another' })
  const task = await makeTask(a, { title: 'one' })
  const path = `/v1/tasks/${task.id}`
  await patch(a, path, { title: 'two' })
  await remove(a, path)
  await order(a, `/v1/trash/tasks/${task.id}/restore`)
  await post(a, '/v1/undo', {})
  const { items, nextBefore } = await historyOf(a, task.id)
  const [undone, restored, removed, renamed, made] = items
  expect(items.map(({ operation }) => operation)).toEqual([
    'undo',
    'restoreTask',
    'deleteTask',
    'updateTask',
    'createTask',
  ])
  expect(items.map(({ change }) => change)).toEqual(
    items.map(({ change }) => change).toSorted((one, other) => other - one),
  )
  expect(nextBefore).toBeNull()
  expect([undone?.undoes, restored?.undoneBy]).toEqual([restored?.change, undone?.change])
  expect([removed?.undoes, removed?.undoneBy]).toEqual([null, null])
  expect([made?.before, made?.after?.title]).toEqual([null, 'one'])
  expect([renamed?.before?.title, renamed?.after?.title]).toEqual(['one', 'two'])
  expect([removed?.before?.deletedAt, removed?.after?.deletedAt]).toEqual([
    null,
    expect.any(String) as unknown,
  ])
  expect(Math.abs(Date.parse(made?.at ?? '') - Date.now())).toBeLessThan(60_000)
})

test('comes in pages that are whole', async () => {
  const a = newPerson('A')
  const task = await makeTask(a, { title: '0' })
  for (const title of ['1', '2', '3', '4', '5', '6']) {
    await patch(a, `/v1/tasks/${task.id}`, { title })
  }
  const seen: Entry[] = []
  for (let query = '?limit=2'; query !== '';) {
    const { items, nextBefore } = await historyOf(a, task.id, query)
    expect(items.length).toBeLessThanOrEqual(2)
    seen.push(...items)
    if (seen.length > 20) throw new Error('the history has no end')
    query = nextBefore === null ? '' : `?limit=2&before=${String(nextBefore)}`
  }
  expect(seen.map(({ after }) => after?.title)).toEqual(['6', '5', '4', '3', '2', '1', '0'])
})

test('tells sessions apart without telling which they are', async () => {
  const a = newPerson('A')
  const task = await makeTask(a)
  await patch(a, `/v1/tasks/${task.id}`, { title: 'two' })
  const { items } = await historyOf(a, task.id)
  const sessions = new Set(items.map(({ session }) => session))
  const claims = JSON.parse(Buffer.from(a.token().split('.')[1] ?? '', 'base64url').toString()) as {
    sid?: string
  }
  expect(sessions.size).toBeGreaterThan(0)
  for (const session of sessions) {
    if (claims.sid === undefined) continue
    expect(session).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(session).not.toContain(claims.sid.slice(0, 8))
  }
})

test('is there for its owner alone, and for what is there', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const task = await makeTask(a, { title: a.canary })
  await makeTask(b)
  for (const id of [task.id, newTaskId()]) {
    expectProblem(await b.send(get(`/v1/tasks/${id}/history`)), 404, 'not-found')
  }
})

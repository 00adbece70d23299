/** Several operations as one change: all or none, or each by itself, and one undo for all of it. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange, HeaderList } from '../http/exchange.ts'
import { problemOf } from '../http/standing.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { get, newPerson } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { newTaskId } from '../world/tasks.ts'
import { done, expectProblem, makeTask, patch, post, read } from '../world/things.ts'

interface Outcome {
  items: { status: number; body?: { id?: string; title?: string }; problem?: { type: string } }[]
}

const create = (title: string, more = {}): object => ({
  operation: 'createTask',
  body: { title, ...more },
})

test('each sees what those before it did, and one undo takes all of it back', async () => {
  const a = newPerson('A')
  const [listId, taskId] = [newTaskId(), newTaskId()]
  const answer = await post(a, '/v1/batch', {
    operations: [
      { operation: 'createList', body: { id: listId, name: 'Move' } },
      create('Find boxes', { id: taskId, listId }),
      { operation: 'updateTask', taskId, body: { priority: 'high' } },
      create('Below', { parentId: taskId }),
    ],
  })
  expect(answer.status, answer.text).toBe(200)
  const { items } = jsonOf(answer) as Outcome
  expect(items.map(({ status }) => status)).toEqual([201, 201, 200, 201])
  expect(await read(a, `/v1/tasks/${taskId}`)).toMatchObject({ listId, priority: 'high' })
  const below = items[3]?.body?.id ?? ''
  expect(await read(a, `/v1/tasks/${below}`)).toMatchObject({ listId, parentId: taskId })
  const undone = await post(a, '/v1/undo', { change: Number(answer.headers['change']) })
  expect(undone.status, undone.text).toBe(200)
  for (const target of [`/v1/lists/${listId}`, `/v1/tasks/${taskId}`, `/v1/tasks/${below}`]) {
    expect(notFoundFaults(await a.send(get(target)))).toEqual([])
  }
})

test('one refusal refuses all, and says which and why', async () => {
  const a = newPerson('A')
  const before = await inspector().rowsOf(a.subject)
  const refused = await post(a, '/v1/batch', {
    operations: [create('One'), { operation: 'deleteTask', taskId: newTaskId() }, create('Two')],
  })
  expectProblem(refused, 422, 'batch-refused')
  expect(problemOf(refused).errors).toMatchObject([{ pointer: '/operations/1' }])
  expect(jsonOf(refused)).toMatchObject({ refused: { status: 404 } })
  expect(await inspector().rowsOf(a.subject)).toBe(before)
})

test('with mode each, what can be done is done', async () => {
  const a = newPerson('A')
  const answer = await post(a, '/v1/batch', {
    mode: 'each',
    operations: [create('One'), { operation: 'deleteTask', taskId: newTaskId() }, create('Two')],
  })
  const { items } = jsonOf(answer) as Outcome
  expect(items.map(({ status }) => status)).toEqual([201, 404, 201])
  expect(items[1]?.problem?.type).toBe('/docs/problems#not-found')
  for (const item of [items[0], items[2]]) {
    expect((await a.send(get(`/v1/tasks/${item?.body?.id ?? ''}`))).status).toBe(200)
  }
})

test('a dry run answers the same and changes nothing', async () => {
  const a = newPerson('A')
  const task = await makeTask(a)
  const before = await inspector().rowsOf(a.subject)
  const operations = [
    create('One'),
    { operation: 'updateTask', taskId: task.id, ifVersion: task.version, body: { title: 'New' } },
  ]
  const dry = await post(a, '/v1/batch', { dryRun: true, operations })
  expect(dry.status, dry.text).toBe(200)
  expect(jsonOf(dry)).toMatchObject({ dryRun: true })
  expect((jsonOf(dry) as Outcome).items.map(({ status }) => status)).toEqual([201, 200])
  expect(await inspector().rowsOf(a.subject)).toBe(before)
})

test('a dry run neither uses up a key nor minds one that is used', async () => {
  const a = newPerson('A')
  const headers: HeaderList = [['Idempotency-Key', newTaskId()]]
  const ask = (dryRun: boolean): Promise<Exchange> =>
    post(a, '/v1/batch', { dryRun, operations: [create('One')] }, headers)
  expect((await ask(true)).status).toBe(200)
  const real = await ask(false)
  expect(real.status, real.text).toBe(200)
  const id = (jsonOf(real) as Outcome).items[0]?.body?.id ?? ''
  expect(await read(a, `/v1/tasks/${id}`)).toMatchObject({ title: 'One' })
  expect((await ask(true)).status).toBe(200)
})

test('an operation that starts from an old version is refused', async () => {
  const a = newPerson('A')
  const task = await makeTask(a)
  const newer = done(await patch(a, `/v1/tasks/${task.id}`, { title: 'Newer' }))
  const ask = (ifVersion: number): Promise<Exchange> =>
    post(a, '/v1/batch', {
      operations: [{ operation: 'updateTask', taskId: task.id, ifVersion, body: { title: 'New' } }],
    })
  const refused = await ask(task.version)
  expectProblem(refused, 422, 'batch-refused')
  expect(jsonOf(refused)).toMatchObject({ refused: { status: 412, current: { title: 'Newer' } } })
  expect(await read(a, `/v1/tasks/${task.id}`)).toEqual(newer)
  expect((await ask(newer.version)).status).toBe(200)
})

test('what is somebody else’s is not there for a batch either', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const task = await makeTask(a, { title: a.canary })
  const before = await inspector().rowsOf(a.subject)
  for (const operation of [
    { operation: 'updateTask', taskId: task.id, body: { title: 'Mine' } },
    { operation: 'deleteTask', taskId: task.id },
    { operation: 'moveTask', taskId: task.id, body: {} },
    create('Below', { parentId: task.id }),
  ]) {
    const told = []
    for (const id of [task.id, newTaskId()]) {
      const body = JSON.parse(JSON.stringify(operation).replace(task.id, id)) as object
      const exchange = await post(b, '/v1/batch', { operations: [body] })
      expectProblem(exchange, 422, 'batch-refused')
      told.push(exchange.text.replaceAll(/urn:uuid:[0-9a-f-]+/g, ''))
    }
    expect(told[0]).toBe(told[1])
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
})

/** One task's life: create, read, change, delete, with versions and preconditions. */
import { problemOf } from '../http/standing.ts'
import { jsonOf } from '../http/exchange.ts'
import { expect, test } from '@playwright/test'
import { operationsWithBody } from '../isolation/foreign.ts'
import { bodyMembers } from '../openapi/body-members.ts'
import { schemaErrors } from '../openapi/validator.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import { createTask, newTaskId, taskOf } from '../world/tasks.ts'
import type { Task } from '../world/tasks.ts'
import { expectProblem, make, makeList, post } from '../world/things.ts'
import { inspector } from '../world/rows.ts'

test('a task is created with defaults, found where Location says, and counted', async () => {
  const a = newPerson('A')
  const exchange = await a.send(withJson('POST', '/v1/tasks', { title: '  Water the plants \n' }))
  const task = taskOf(exchange)
  expect(exchange.status).toBe(201)
  expect(task).toMatchObject({
    title: 'Water the plants',
    notes: '',
    priority: 'none',
    status: 'open',
    completedAt: null,
    due: null,
  })
  expect(task.createdAt).toBe(task.updatedAt)
  expect(Math.abs(Date.parse(task.createdAt) - Date.now())).toBeLessThan(60_000)
  expect(exchange.headers['etag']).toBe(`"${String(task.version)}"`)
  const location = exchange.headers['location'] ?? ''
  expect(new URL(location, 'http://host').pathname).toBe(`/v1/tasks/${task.id}`)
  const found = await a.send(get(new URL(location, 'http://host').pathname))
  expect(taskOf(found)).toEqual(task)
  expect(found.headers['etag']).toBe(exchange.headers['etag'])
  expect(jsonOf(await a.send(get('/v1/me')))).toMatchObject({
    subject: a.subject,
    tasks: { open: 1, done: 0, total: 1 },
  })
})

test('a client may bring the id; the same id again is a conflict that changes nothing', async () => {
  const a = newPerson('A')
  const id = newTaskId()
  const task = await createTask(a, { id, title: 'Mine' })
  expect(task.id).toBe(id)
  const before = await inspector().rowsOf(a.subject)
  const again = await a.send(withJson('POST', '/v1/tasks', { id, title: 'Again' }))
  expect(again.status).toBe(409)
  expect(typeFaults(again, 'id-conflict')).toEqual([])
  expect(await inspector().rowsOf(a.subject)).toBe(before)
})

for (const collection of ['lists', 'sections', 'labels', 'filters', 'calendars']) {
  test(`an id that is taken stays with what has it — POST /v1/${collection}`, async () => {
    const a = newPerson('A')
    const { id: listId } = await makeList(a)
    const id = newTaskId()
    const more = { sections: { listId }, filters: { filter: 'status:open' } }[collection] ?? {}
    const body = { id, name: 'one', ...more }
    await make(a, collection, body)
    const before = await inspector().rowsOf(a.subject)
    expectProblem(await post(a, `/v1/${collection}`, { ...body, name: 'two' }), 409, 'id-conflict')
    expect(await inspector().rowsOf(a.subject)).toBe(before)
  })
}

test('an id that is no canonical UUIDv7 is refused by name', async () => {
  const a = newPerson('A')
  const id = newTaskId()
  const wrong = [id.toUpperCase(), id.replaceAll('-', ''), `{${id}}`, '', 'x', 1, null]
  const version4 = id.replace(/^(.{14})7/, '$14')
  const nil = '00000000-0000-0000-0000-000000000000'
  for (const value of [...wrong, version4, nil, id.replace(/^(.{19})./, '$1c')]) {
    const exchange = await a.send(withJson('POST', '/v1/tasks', { id: value, title: 'x' }))
    expect(exchange.status, String(value)).toBe(422)
    expect(problemOf(exchange).errors?.map(({ pointer }) => pointer)).toContain('/id')
  }
})

test('a title is trimmed of every kind of blank, and blanks alone are none', async () => {
  const a = newPerson('A')
  const { id } = await createTask(a, { title: 'T' })
  for (const [method, path] of [
    ['POST', '/v1/tasks'],
    ['PATCH', `/v1/tasks/${id}`],
  ] as const) {
    const kept = await a.send(withJson(method, path, { title: ' \n x y\t\u3000' }))
    expect(taskOf(kept).title).toBe('x y')
    for (const title of ['', ' ', '\t\n\r', '\u00a0', '\u2003\u3000']) {
      const refused = await a.send(withJson(method, path, { title }))
      expect(refused.status, JSON.stringify(title)).toBe(422)
    }
  }
})

test('a patch keeps what it does not name and clears what it sets to null', async () => {
  const a = newPerson('A')
  const due = { kind: 'date', date: '2027-02-28' }
  const task = await createTask(a, { title: 'T', notes: 'N', priority: 'high', due })
  const path = `/v1/tasks/${task.id}`
  const changes: [object, object][] = [
    [{}, {}],
    [{ title: ' U ' }, { title: 'U' }],
    [{ due: null }, { due: null }],
    [{ notes: '' }, { notes: '' }],
    [{ priority: 'none' }, { priority: 'none' }],
    [{ due: { kind: 'floating', dateTime: '2027-03-01T08:30:00' } }, {}],
  ]
  let expected: object = task
  for (const [patch, result] of changes) {
    const exchange = await a.send(withJson('PATCH', path, patch))
    expect(exchange.status).toBe(200)
    const changed = taskOf(exchange)
    const { version, updatedAt } = changed
    expected = { ...expected, ...patch, ...result, version, updatedAt }
    expect(changed).toEqual(expected)
    expect(exchange.headers['etag']).toBe(`"${String(version)}"`)
    expect(taskOf(await a.send(get(path)))).toEqual(changed)
  }
})

test('both media types of a patch mean the same', async () => {
  const a = newPerson('A')
  const { id } = await createTask(a, { title: 'T' })
  for (const type of [
    'application/json',
    'application/merge-patch+json',
    'application/json; charset=utf-8',
  ]) {
    const exchange = await a.send({
      method: 'PATCH',
      target: `/v1/tasks/${id}`,
      headers: [['Content-Type', type]],
      body: JSON.stringify({ title: type }),
    })
    expect(exchange.status, type).toBe(200)
    expect(taskOf(exchange).title).toBe(type)
  }
})

test('null clears exactly the members whose schema takes it', async () => {
  const a = newPerson('A')
  const task = await createTask(a, {
    title: 'T',
    notes: 'N',
    priority: 'high',
    due: { kind: 'date', date: '2027-01-01' },
  })
  const empty: Record<string, unknown> = { notes: '', priority: 'none' }
  const onTasks = operationsWithBody().filter(({ template }) => template === '/v1/tasks/{taskId}')
  expect(onTasks.length).toBeGreaterThan(0)
  for (const operation of onTasks) {
    for (const [name, { document, pointer }] of bodyMembers(operation)) {
      const exchange = await a.send(withJson('PATCH', `/v1/tasks/${task.id}`, { [name]: null }))
      if (schemaErrors(document, pointer, null).length === 0) {
        expect(exchange.status, name).toBe(200)
        expect(taskOf(exchange)[name as keyof Task], name).toEqual(empty[name] ?? null)
      } else {
        expect(exchange.status, name).toBe(422)
        const pointers = problemOf(exchange).errors?.map((error) => error.pointer)
        expect(pointers).toEqual([`/${name}`])
      }
    }
  }
})

test('times have milliseconds and Z, whatever they are', async () => {
  const a = newPerson('A')
  for (let count = 0; count < 30; count += 1) {
    const { createdAt, updatedAt, completedAt } = await createTask(a, {
      title: 'T',
      status: 'done',
    })
    for (const time of [createdAt, updatedAt, completedAt]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/)
    }
  }
})

test('completing sets completedAt, reopening clears it', async () => {
  const a = newPerson('A')
  const { id } = await createTask(a, { title: 'T' })
  const patch = async (body: object): Promise<Task> =>
    taskOf(await a.send(withJson('PATCH', `/v1/tasks/${id}`, body)))
  const done = await patch({ status: 'done' })
  expect(Math.abs(Date.parse(done.completedAt ?? '') - Date.now())).toBeLessThan(60_000)
  expect((await patch({ status: 'done' })).completedAt).toBe(done.completedAt)
  expect((await patch({ title: 'U' })).completedAt).toBe(done.completedAt)
  expect((await patch({ status: 'open' })).completedAt).toBeNull()
  const born = await createTask(a, { title: 'Done at once', status: 'done' })
  expect(born.completedAt).not.toBeNull()
})

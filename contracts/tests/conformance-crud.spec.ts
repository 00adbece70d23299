/** One task's life: create, read, change, delete, with versions and preconditions. */
import { expect, test } from '@playwright/test'
import { bodyOf } from '../http/exchange.ts'
import type { Problem } from '../http/standing.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { bodyMembers } from '../spec/example.ts'
import { schemaErrors } from '../spec/validator.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import { createTask, newTaskId } from '../world/tasks.ts'
import type { Due, Task } from '../world/tasks.ts'
import { inspector } from '../world/rows.ts'

test('a task is created with defaults, found where Location says, and counted', async () => {
  const a = newPerson('A')
  const exchange = await a.send(withJson('POST', '/v1/tasks', { title: '  Water the plants \n' }))
  const task = bodyOf<Task>(exchange)
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
  expect(bodyOf<Task>(found)).toEqual(task)
  expect(found.headers['etag']).toBe(exchange.headers['etag'])
  expect(bodyOf<object>(await a.send(get('/v1/me')))).toEqual({
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

test('an id that is no canonical UUIDv7 is refused by name', async () => {
  const a = newPerson('A')
  const id = newTaskId()
  const wrong = [id.toUpperCase(), id.replaceAll('-', ''), `{${id}}`, '', 'x', 1, null]
  const version4 = id.replace(/^(.{14})7/, '$14')
  const nil = '00000000-0000-0000-0000-000000000000'
  for (const value of [...wrong, version4, nil, id.replace(/^(.{19})./, '$1c')]) {
    const exchange = await a.send(withJson('POST', '/v1/tasks', { id: value, title: 'x' }))
    expect(exchange.status, String(value)).toBe(422)
    expect(bodyOf<Problem>(exchange).errors?.map(({ pointer }) => pointer)).toContain('/id')
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
    const changed = bodyOf<Task>(exchange)
    const { version, updatedAt } = changed
    expected = { ...expected, ...patch, ...result, version, updatedAt }
    expect(changed).toEqual(expected)
    expect(exchange.headers['etag']).toBe(`"${String(version)}"`)
    expect(bodyOf<Task>(await a.send(get(path)))).toEqual(changed)
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
    expect(bodyOf<Task>(exchange).title).toBe(type)
  }
})

test('null clears exactly the members whose schema takes it', async () => {
  const a = newPerson('A')
  const task = await createTask(a, { title: 'T', notes: 'N', priority: 'high', due: dues[1] })
  const empty = { notes: '', priority: 'none', due: null }
  for (const operation of operationsWithBody().filter(({ method }) => method === 'PATCH')) {
    for (const { name, pointer } of bodyMembers(operation)) {
      const exchange = await a.send(withJson('PATCH', `/v1/tasks/${task.id}`, { [name]: null }))
      if (schemaErrors(pointer, null).length === 0) {
        expect(exchange.status, name).toBe(200)
        expect(bodyOf<Task>(exchange)[name as keyof Task], name).toEqual(
          empty[name as keyof typeof empty],
        )
      } else {
        expect(exchange.status, name).toBe(422)
        const pointers = bodyOf<Problem>(exchange).errors?.map((error) => error.pointer)
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
    bodyOf<Task>(await a.send(withJson('PATCH', `/v1/tasks/${id}`, body)))
  const done = await patch({ status: 'done' })
  expect(Math.abs(Date.parse(done.completedAt ?? '') - Date.now())).toBeLessThan(60_000)
  expect((await patch({ status: 'done' })).completedAt).toBe(done.completedAt)
  expect((await patch({ title: 'U' })).completedAt).toBe(done.completedAt)
  expect((await patch({ status: 'open' })).completedAt).toBeNull()
  const born = await createTask(a, { title: 'Done at once', status: 'done' })
  expect(born.completedAt).not.toBeNull()
})

test('versions grow with every change and tell a stale writer what there is now', async () => {
  const a = newPerson('A')
  const task = await createTask(a, { title: 'One' })
  const path = `/v1/tasks/${task.id}`
  const stale = `"${String(task.version)}"`
  const first = await a.send(withJson('PATCH', path, { title: 'Two' }, [['If-Match', stale]]))
  expect(first.status).toBe(200)
  const now = bodyOf<Task>(first)
  expect(now.version).toBeGreaterThan(task.version)
  const before = await inspector().rowsOf(a.subject)
  for (const value of [
    stale,
    `W/"${String(now.version)}"`,
    '"0"',
    `"${String(now.version + 1)}"`,
    'x',
    '',
  ]) {
    for (const message of [
      withJson('PATCH', path, { title: 'Three' }, [['If-Match', value]]),
      { method: 'DELETE', target: path, headers: [['If-Match', value]] as const },
    ]) {
      const exchange = await a.send(message)
      expect(exchange.status, `${message.method} ${value}`).toBe(412)
      expect(typeFaults(exchange, 'precondition-failed')).toEqual([])
      expect(bodyOf<Problem>(exchange).current).toEqual(now)
    }
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
  for (const value of ['*', `"${String(now.version)}"`, `"0", "${String(now.version)}"`]) {
    const exchange = await a.send(withJson('PATCH', path, {}, [['If-Match', value]]))
    expect([200, 412], value).toContain(exchange.status)
    if (value === '*') expect(exchange.status).toBe(200)
  }
  const current = (await a.send(get(path))).headers['etag'] ?? ''
  const deleted = await a.send({ method: 'DELETE', target: path, headers: [['If-Match', current]] })
  expect(deleted.status).toBe(204)
  expect(typeFaults(await a.send(get(path)), 'not-found')).toEqual([])
  expect((await a.send({ method: 'DELETE', target: path })).status).toBe(404)
})

test('of two writers with one version one wins and the other is told', async () => {
  const a = newPerson('A')
  const task = await createTask(a, { title: 'One' })
  const match = [['If-Match', `"${String(task.version)}"`]] as const
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      a.send(withJson('PATCH', `/v1/tasks/${task.id}`, { title: String(index) }, match)),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)])
})

test('an unchanged task and an unchanged list are not sent again', async () => {
  const a = newPerson('A')
  const task = await createTask(a, { title: 'One' })
  for (const target of [
    `/v1/tasks/${task.id}`,
    '/v1/tasks',
    '/v1/tasks?limit=1&status=open',
    '/v1/me',
  ]) {
    const first = await a.send(get(target))
    const etag = first.headers['etag'] ?? ''
    const same = [
      etag,
      etag.replace(/^W\//, ''),
      `W/${etag.replace(/^W\//, '')}`,
      `"x", ${etag}`,
      '*',
    ]
    for (const value of same) {
      for (const method of ['GET', 'HEAD']) {
        const again = await a.send({ method, target, headers: [['If-None-Match', value]] })
        expect(again.status, `${method} ${target} ${value}`).toBe(304)
        expect(again.text).toBe('')
        expect(again.headers['etag']).toBe(etag)
        expect(again.headers['cache-control']).toBe(first.headers['cache-control'])
      }
    }
    for (const value of ['"x"', 'x', '', '"', etag.slice(0, -1)]) {
      const again = await a.send(get(target, [['If-None-Match', value]]))
      expect(again.status, `${target} ${value}`).toBe(200)
    }
    await a.send(withJson('PATCH', `/v1/tasks/${task.id}`, { title: target }))
    expect((await a.send(get(target, [['If-None-Match', etag]]))).status, target).toBe(200)
  }
})

const dues: Due[] = [
  null,
  { kind: 'date', date: '2027-02-28' },
  { kind: 'date', date: '2028-02-29' },
  { kind: 'date', date: '0001-01-01' },
  { kind: 'date', date: '9999-12-31' },
  { kind: 'floating', dateTime: '2027-03-28T02:30:00' },
  { kind: 'floating', dateTime: '2027-12-31T23:59:59' },
  { kind: 'zoned', dateTime: '2027-03-28T02:30:00', timeZone: 'Europe/Berlin' },
  { kind: 'zoned', dateTime: '2027-10-31T02:30:00', timeZone: 'Europe/Berlin' },
  { kind: 'zoned', dateTime: '2027-06-01T00:00:00', timeZone: 'America/Argentina/Buenos_Aires' },
  { kind: 'zoned', dateTime: '2027-06-01T12:00:00', timeZone: 'UTC' },
  { kind: 'zoned', dateTime: '2011-12-30T12:00:00', timeZone: 'Pacific/Apia' },
]

test('a due moment comes back exactly as it was typed', async () => {
  const a = newPerson('A')
  for (const due of dues) {
    const task = await createTask(a, { title: 'Due', due })
    expect(task.due).toEqual(due)
    const path = `/v1/tasks/${task.id}`
    expect(bodyOf<Task>(await a.send(get(path))).due).toEqual(due)
    const changed = await a.send(withJson('PATCH', path, { due }))
    expect(bodyOf<Task>(changed).due).toEqual(due)
  }
})

const wrongDues = [
  '2027-01-01',
  1,
  true,
  [],
  {},
  { kind: 'date' },
  { kind: 'date', date: '2027-02-29' },
  { kind: 'date', date: '2027-13-01' },
  { kind: 'date', date: '2027-1-1' },
  { kind: 'date', date: '2027-01-01T00:00:00' },
  { kind: 'date', date: '10000-01-01' },
  { kind: 'date', date: '0000-01-01' },
  { kind: 'date', date: '2027-01-01', timeZone: 'UTC' },
  { kind: 'date', date: '2027-01-01', dateTime: '2027-01-01T00:00:00' },
  { kind: 'floating', dateTime: '2027-01-01' },
  { kind: 'floating', dateTime: '2027-01-01T24:00:00' },
  { kind: 'floating', dateTime: '2027-01-01T12:60:00' },
  { kind: 'floating', dateTime: '2027-01-01T12:00:60' },
  { kind: 'floating', dateTime: '2027-01-01T12:00:00Z' },
  { kind: 'floating', dateTime: '2027-01-01T12:00:00+01:00' },
  { kind: 'floating', dateTime: '2027-01-01 12:00:00' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: '' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: 'Mars/Olympus' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: '+01:00' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: '../../etc/passwd' },
  { kind: 'someday', date: '2027-01-01' },
]

test('a due moment of another shape is refused by name', async () => {
  const a = newPerson('A')
  const { id } = await createTask(a, { title: 'T' })
  for (const due of wrongDues) {
    for (const message of [
      withJson('POST', '/v1/tasks', { title: 'x', due }),
      withJson('PATCH', `/v1/tasks/${id}`, { due }),
    ]) {
      const exchange = await a.send(message)
      expect(exchange.status, JSON.stringify(due)).toBe(422)
      const [error] = bodyOf<Problem>(exchange).errors ?? []
      expect(error?.pointer, JSON.stringify(due)).toMatch(/^\/due/)
    }
  }
})

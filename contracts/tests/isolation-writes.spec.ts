/** Writes: whatever a body claims, the row is the caller's own, with the server's values. */
import { problemOf } from '../http/standing.ts'
import { expect, test } from '@playwright/test'
import type { Exchange, Message } from '../http/exchange.ts'
import type { Problem } from '../http/standing.ts'
import { noteRow } from '../http/record.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { bodyMembers } from '../openapi/body-members.ts'
import { nameOf } from '../openapi/operations.ts'
import { operation as named } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { identityHeaders } from '../tokens/header-rows.ts'
import { get, withJson } from '../world/people.ts'
import { requestFor, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { createTask, meOf, taskOf } from '../world/tasks.ts'
import { newWorld } from '../world/world.ts'

/** Members that no client may set; those that the contract grants to an operation are left out there. */
const serverMembers = [
  ...['id', 'user_id', 'userId', 'owner', 'owner_id', 'ownerId', 'sub', 'subject', 'assignee'],
  ...['createdAt', 'created_at', 'updatedAt', 'updated_at', 'deletedAt', 'deleted_at'],
  ...['completedAt', 'completed_at', 'version', 'seq', 'position', 'role', 'admin', 'cursorKey'],
]

/** The message with these members written at the end of its body's object. */
function plusMembers(message: Message, members: string): Message {
  const body = String(message.body)
  return { ...message, body: `${body.slice(0, -1)}${body === '{}' ? '' : ','}${members}}` }
}

function pointersOf(exchange: Exchange): (string | undefined)[] {
  return problemOf(exchange).errors?.map(({ pointer }) => pointer) ?? []
}

for (const operation of operationsWithBody()) {
  const name = nameOf(operation)

  test(`I18 refuses by name every member that only the server sets — ${name}`, async () => {
    const { a, b, tasksOfA } = await newWorld()
    const message = await validRequest(operation, b)
    const before = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    const wrong: string[] = []
    const values: unknown[] = [a.subject, tasksOfA[0]?.id, 1, null, '2020-01-01T00:00:00Z', {}]
    const granted = [...bodyMembers(operation).keys()]
    for (const member of serverMembers.filter((one) => !granted.includes(one))) {
      for (const value of values) {
        const members = `${JSON.stringify(member)}:${JSON.stringify(value)}`
        const exchange = await b.send(plusMembers(message, members))
        if (exchange.status === 422 && pointersOf(exchange).includes(`/${member}`)) continue
        wrong.push(`${members} → ${exchange.text}`)
      }
    }
    expect(wrong).toEqual([])
    const after = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    expect(after).toEqual(before)
    for (const row of ['I18', 'I26']) noteRow(row, operation.id)
  })

  test(`I19 refuses members named like parts of an object — ${name}`, async () => {
    const { b } = await newWorld()
    const message = await validRequest(operation, b)
    for (const member of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      for (const value of ['{"admin":true}', '{"prototype":{"title":"x"}}', '1', 'null']) {
        const exchange = await b.send(plusMembers(message, `"${member}":${value}`))
        expect(exchange.status, `${member} ${value}`).toBe(422)
      }
    }
    const next = await createTask(b, { title: 'Unpolluted' })
    expect(Object.keys(next).sort()).toEqual(
      Object.keys(await createTask(b, { title: 'x' })).sort(),
    )
    noteRow('I19', operation.id)
  })

  test(`I25 answers a bad body for another user's id as for any id — ${name}`, async () => {
    const { a, b, tasksOfA, tasksOfB } = await newWorld()
    const before = await inspector().rowsOf(a.subject)
    const places = operation.parameters.filter(({ in: place }) => place === 'path')
    const at = (id: string): Message =>
      requestFor(operation, Object.fromEntries(places.map((place) => [place.name, id])))
    for (const { headers, body } of badBodies) {
      const [foreign, own] = [tasksOfA[0]?.id ?? '', tasksOfB[0]?.id ?? '']
      const answers = []
      for (const id of [foreign, '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07', own]) {
        const { status, text } = await b.send({ ...at(id), headers, body })
        answers.push({ status, type: (JSON.parse(text) as Problem).type })
      }
      // The body is judged before anybody looks whose the row is.
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size, body).toBe(1)
    }
    expect(await inspector().rowsOf(a.subject)).toBe(before)
    noteRow('I25', operation.id)
  })
}

const badBodies: { headers: [string, string][]; body: string }[] = [
  { headers: [['Content-Type', 'application/json']], body: '{' },
  { headers: [['Content-Type', 'application/json']], body: '' },
  { headers: [['Content-Type', 'application/json']], body: '[]' },
  { headers: [['Content-Type', 'application/json']], body: '{"title":1}' },
  { headers: [['Content-Type', 'application/json']], body: '{"owner_id":"x"}' },
  { headers: [['Content-Type', 'text/plain']], body: '{"title":"x"}' },
  { headers: [], body: '{"title":"x"}' },
]

test('I20 a client may choose an id that another user has — POST /v1/tasks', async () => {
  const { a, b, c, tasksOfA } = await newWorld()
  const [target] = tasksOfA
  const before = await inspector().rowsOf(a.subject)
  for (const other of [b, c]) {
    const mine = await createTask(other, { id: target?.id, title: 'Mine' })
    expect(mine).toMatchObject({ id: target?.id, title: 'Mine' })
    const again = await other.send(
      withJson('POST', '/v1/tasks', { id: target?.id, title: 'Twice' }),
    )
    expect(again.status).toBe(409)
    expect(typeFaults(again, 'id-conflict')).toEqual([])
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
  expect(taskOf(await a.send(get(`/v1/tasks/${target?.id ?? ''}`)))).toEqual(target)
  const path = `/v1/tasks/${target?.id ?? ''}`
  expect((await b.send(withJson('PATCH', path, { title: 'Mine, changed' }))).status).toBe(200)
  expect((await b.send({ method: 'DELETE', target: path })).status).toBe(204)
  expect(await inspector().rowsOf(a.subject), 'the twin of B is gone, not the row of A').toBe(
    before,
  )
  expect(taskOf(await c.send(get(path))).title).toBe('Mine')
  noteRow('I20', named('createTask').id)
})

test('I51 only the subject of the token says who is calling', async () => {
  const { a, b, tasksOfA } = await newWorld()
  const before = await inspector().rowsOf(a.subject)
  for (const header of [...identityHeaders, 'X-Sub', 'X-Owner-Id', 'X-Account', 'From']) {
    const exchange = await b.send(get('/v1/me', [[header, a.subject]]))
    expect(meOf(exchange).subject, header).toBe(b.subject)
    const hidden = await b.send(get(`/v1/tasks/${tasksOfA[0]?.id ?? ''}`, [[header, a.subject]]))
    expect(hidden.status, header).toBe(404)
    const made = await b.send(
      withJson('POST', '/v1/tasks', { title: 'Whose' }, [[header, a.subject]]),
    )
    expect(made.status).toBe(201)
  }
  for (const name of ['user', 'userId', 'session', 'better-auth.session_token']) {
    const exchange = await b.send(get('/v1/me', [['Cookie', `${name}=${a.subject}`]]))
    expect(meOf(exchange).subject, name).toBe(b.subject)
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
  for (const row of ['I51', 'T17']) noteRow(row, 'getMe')
})

test('I54 no header, query or form turns one method into another', async () => {
  const { a } = await newWorld()
  const task = await createTask(a, { title: 'Stays' })
  const target = `/v1/tasks/${task.id}`
  const before = await inspector().rowsOf(a.subject)
  for (const header of [
    'X-HTTP-Method-Override',
    'X-Method-Override',
    'X-HTTP-Method',
    '_method',
  ]) {
    for (const method of ['DELETE', 'PATCH', 'POST']) {
      expect((await a.send(get(target, [[header, method]]))).status, header).toBe(200)
    }
  }
  expect((await a.send(get(`${target}?_method=DELETE`))).status).toBe(400)
  const form = await a.send({
    method: 'POST',
    target: '/v1/tasks',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: `_method=DELETE&id=${task.id}`,
  })
  expect(form.status).toBe(415)
  expect(await inspector().rowsOf(a.subject)).toBe(before)
  noteRow('I54', 'getTask')
})

test('I75 hands back what was written, as data', async () => {
  const { a } = await newWorld()
  const texts = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '=HYPERLINK("https://evil.example")',
    '\u202Eevil',
    '👩‍👩‍👧‍👦 𝒳 \u{10FFFF}',
    "'; drop table tasks; --",
    '${7*7} {{7*7}} %s %n',
    'a\u0301 á \u2028 \u2029 .',
  ]
  for (const text of texts) {
    const task = await createTask(a, { title: text, notes: `${text}\n\t${text}` })
    const read = await a.send(get(`/v1/tasks/${task.id}`))
    expect(taskOf(read)).toMatchObject({ title: text, notes: `${text}\n\t${text}` })
    expect(read.headers['content-type']).toMatch(/^application\/json/)
    expect(read.headers['x-content-type-options']).toBe('nosniff')
  }
  noteRow('I75', 'createTask')
})

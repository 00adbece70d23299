/** Writes: whatever a body claims, the row is the caller's own, with the server's values. */
import { problemOf } from '../http/standing.ts'
import { expect, test } from '@playwright/test'
import type { Exchange, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import {
  neverOf,
  operationsById,
  operationsWithBody,
  pathOf,
  requestAt,
} from '../isolation/foreign.ts'
import type { PathValues } from '../isolation/foreign.ts'
import { withoutOwn } from '../isolation/sameness.ts'
import { bodyMembers } from '../openapi/body-members.ts'
import { nameOf } from '../openapi/operations.ts'
import { operation as named } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { createTask, taskOf } from '../world/tasks.ts'
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
}

for (const operation of operationsWithBody().filter((one) => operationsById().includes(one))) {
  test(`I25 answers a bad body for another user's id as for any id — ${nameOf(operation)}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const [path, own] = [await pathOf(operation, a), await pathOf(operation, b)]
    const before = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    for (const { headers, body } of badBodies) {
      const answers = []
      for (const one of [path, neverOf(operation, path), own]) {
        const exchange = await b.send({ ...requestAt(operation, one, b), headers, body })
        answers.push(withoutOwn(exchange, b, []))
      }
      // The body is judged before anybody looks whose the row is.
      expect(new Set(answers).size, `${body}: ${answers.join('\n')}`).toBe(1)
    }
    const empty = async (one: PathValues): Promise<string> =>
      withoutOwn(await b.send({ ...requestAt(operation, one, b), body: '{}' }), b, [])
    expect(await empty(path)).toBe(await empty(neverOf(operation, path)))
    const after = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    expect(after).toEqual(before)
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

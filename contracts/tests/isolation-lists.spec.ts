/** Lists, searches, counts and cursors: only one's own rows, whatever is asked for. */
import { problemOf } from '../http/standing.ts'
import { expect, test } from '@playwright/test'
import { noteRow } from '../http/record.ts'
import { operationsByPage } from '../isolation/foreign.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import type { Operation } from '../openapi/operations.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { createTask, meOf, taskListOf } from '../world/tasks.ts'
import type { TaskList } from '../world/tasks.ts'
import { newWorld } from '../world/world.ts'

async function list(person: Person, operation: Operation, query: string): Promise<TaskList> {
  const exchange = await person.send(get(`${operation.template}?${query}`))
  expect(exchange.status, exchange.text).toBe(200)
  return taskListOf(exchange)
}

async function allPages(person: Person, operation: Operation, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  for (;;) {
    const page = await list(person, operation, `limit=${String(limit)}${cursor}`)
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
}

for (const operation of operationsByPage()) {
  const name = nameOf(operation)

  test(`I01 shows only one's own rows, on every page — ${name}`, async () => {
    const { a, b, c, tasksOfA, tasksOfB } = await newWorld()
    for (const limit of [1, 2, 200]) {
      expect((await allPages(b, operation, limit)).sort()).toEqual(
        tasksOfB.map(({ id }) => id).sort(),
      )
      expect(await allPages(c, operation, limit)).toEqual([])
      expect((await allPages(a, operation, limit)).sort()).toEqual(
        tasksOfA.map(({ id }) => id).sort(),
      )
    }
    noteRow('I01', operation.id)
  })

  test(`I04 finds nothing of others by searching — ${name}`, async () => {
    const { a, b } = await newWorld()
    const patterns = [
      a.canary,
      a.canary.slice(0, 20),
      'CANARY-A',
      '%CANARY-A%',
      'CANARY_A',
      'canary-a',
    ]
    for (const q of [...patterns, 'CANARY-A:*', '.*CANARY-A.*', "CANARY-A' OR 1=1 --", '\\']) {
      const { items } = await list(b, operation, `q=${encodeURIComponent(q)}`)
      expect(items, q).toEqual([])
    }
    expect((await list(a, operation, `q=${a.canary}`)).items).toHaveLength(3)
    noteRow('I04', operation.id)
  })

  test(`I05 sorts by nothing but what the contract names — ${name}`, async () => {
    const { b } = await newWorld()
    const columns = [
      'user_id',
      'owner_id',
      'password',
      'id',
      '(select 1)',
      'created;--',
      'CREATED',
      '',
    ]
    for (const sort of columns) {
      const exchange = await b.send(get(`${operation.template}?sort=${encodeURIComponent(sort)}`))
      expect(exchange.status, sort).toBe(400)
      expect(problemOf(exchange).errors?.map(({ parameter }) => parameter)).toEqual(['sort'])
    }
    noteRow('I05', operation.id)
  })

  test(`I06 takes page sizes from 1 to 200 and no others — ${name}`, async () => {
    const { b } = await newWorld()
    for (const limit of [
      '-1',
      '0',
      '201',
      '1e9',
      '1000000000',
      'NaN',
      '1;--',
      '1.5',
      '',
      ' 1',
      '0x10',
      '+1',
      '١',
    ]) {
      const exchange = await b.send(get(`${operation.template}?limit=${encodeURIComponent(limit)}`))
      expect(exchange.status, `limit ${limit}`).toBe(400)
      expect(typeFaults(exchange, 'invalid-parameter')).toEqual([])
      expect(problemOf(exchange).errors?.map(({ parameter }) => parameter)).toEqual(['limit'])
    }
    for (const limit of [1, 200]) await list(b, operation, `limit=${String(limit)}`)
    noteRow('I06', operation.id)
  })

  test(`I07 refuses another user's cursor — ${name}`, async () => {
    const { a, b, c } = await newWorld()
    const { nextCursor } = await list(a, operation, 'limit=1')
    const target = `${operation.template}?limit=1&cursor=${encodeURIComponent(nextCursor ?? '')}`
    for (const attacker of [b, c]) {
      const exchange = await attacker.send(get(target))
      expect(exchange.status).toBe(400)
      expect(typeFaults(exchange, 'invalid-cursor')).toEqual([])
    }
    expect((await a.send(get(target))).status).toBe(200)
    noteRow('I07', operation.id)
  })

  test(`I08 refuses a cursor that was changed or belongs to another list — ${name}`, async () => {
    const { a, b } = await newWorld()
    const { nextCursor } = await list(a, operation, 'limit=1')
    const cursor = nextCursor ?? ''
    const changed = Array.from(cursor, (character, at) => {
      const other = character === 'A' ? 'B' : 'A'
      return cursor.slice(0, at) + other + cursor.slice(at + 1)
    })
    const cut = [
      cursor.slice(1),
      cursor.slice(0, -1),
      cursor.slice(0, -4),
      `${cursor}A`,
      `${cursor}=`,
    ]
    const swapped = Buffer.from(
      Buffer.from(cursor, 'base64url').toString('latin1').replaceAll(a.subject, b.subject),
      'latin1',
    ).toString('base64url')
    const made = [
      'x',
      '0',
      '{}',
      'null',
      Buffer.from('{"id":"x"}').toString('base64url'),
      '%',
      '\0',
    ]
    const forged = [...changed, ...cut, swapped, ...made].filter((text) => text !== cursor)
    const wrong: string[] = []
    for (const text of forged) {
      const exchange = await a.send(
        get(`${operation.template}?limit=1&cursor=${encodeURIComponent(text)}`),
      )
      if (exchange.status !== 400) wrong.push(`${text} → ${String(exchange.status)}`)
    }
    expect(wrong).toEqual([])
    for (const other of ['sort=due', 'order=asc', 'status=open', 'priority=high', 'q=Water']) {
      const exchange = await a.send(
        get(`${operation.template}?limit=1&${other}&cursor=${encodeURIComponent(cursor)}`),
      )
      expect(typeFaults(exchange, 'invalid-cursor'), other).toEqual([])
    }
    noteRow('I08', operation.id)
  })
}

test("I39 counts only one's own tasks — GET /v1/me", async () => {
  const { a, b, c } = await newWorld()
  await createTask(a, { title: 'One more', status: 'done' })
  const counts = async (person: Person): Promise<unknown> => meOf(await person.send(get('/v1/me')))
  expect(await counts(a)).toEqual({ subject: a.subject, tasks: { open: 3, done: 1, total: 4 } })
  expect(await counts(b)).toEqual({ subject: b.subject, tasks: { open: 3, done: 0, total: 3 } })
  expect(await counts(c)).toEqual({ subject: c.subject, tasks: { open: 0, done: 0, total: 0 } })
  noteRow('I39', 'getMe')
})

test('T107 a subject that never wrote has nothing, and reading makes no row for it', async () => {
  const { c } = await newWorld()
  for (const operation of securedOperations().filter(({ method }) => method === 'GET')) {
    const message = operation.template.includes('{')
      ? get(operation.template.replaceAll(/\{[^}]+\}/g, 'x'))
      : get(operation.template)
    expect((await c.send(message)).status).toBe(operation.template.includes('{') ? 404 : 200)
    noteRow('T107', operation.id)
  }
  expect(await inspector().countOf(c.subject)).toBe(0)
})

test("I15 one user's list ETag says nothing about another's list", async () => {
  const { a, b, c } = await newWorld()
  const targets = securedOperations()
    .filter(({ method, template }) => method === 'GET' && !template.includes('{'))
    .map(({ template }) => template)
  for (const target of targets) {
    const etag = (await a.send(get(target))).headers['etag'] ?? ''
    expect(etag, target).toMatch(/^W\/"/)
    expect((await a.send(get(target, [['If-None-Match', etag]]))).status, target).toBe(304)
    for (const other of [b, c]) {
      expect((await other.send(get(target, [['If-None-Match', etag]]))).status, target).toBe(200)
    }
  }
})

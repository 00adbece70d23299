/** Lists, searches, counts and cursors: only one's own rows, whatever is asked for. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { parameterFaults, wrongTexts } from '../conformance/refusals.ts'
import { operationsByPage } from '../isolation/foreign.ts'
import { isObject } from '../openapi/document.ts'
import type { Json, JsonObject } from '../openapi/document.ts'
import { draftOf, placeName, put, write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation, Parameter } from '../openapi/operations.ts'
import { textOf, typesOf, validValues } from '../openapi/valid-values.ts'
import { securedOperations, textParameters } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { suppliersOf } from '../world/makers.ts'
import { furnish, ownValues, requestFor, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { createTask, meOf } from '../world/tasks.ts'
import { newWorld } from '../world/world.ts'

const owned = 3

/** Two who have as much of what the operation lists, and one who has nothing. */
async function people(list: Operation): Promise<[a: Person, b: Person, c: Person]> {
  const [a, b] = [newPerson('A'), newPerson('B')]
  for (const person of [a, b]) {
    await furnish(person, owned)
    for (const supplier of suppliersOf(list).filter(({ responses }) => !responses.has('201'))) {
      for (let made = 0; made < owned; made += 1) {
        const { status } = await person.send(await validRequest(supplier, person))
        expect(status, supplier.id).toBeLessThan(300)
      }
    }
  }
  return [a, b, newPerson('C')]
}

/** How many there are then; undefined where a list shows all kinds of things. */
function ownedIn(list: Operation): number | undefined {
  return suppliersOf(list).length === 1 ? owned : undefined
}

interface Page {
  items: Json[]
  /** The members beside the items that can be given as a cursor. */
  next: string | undefined
}

function pageOf(exchange: Exchange): Page {
  expect(exchange.status, exchange.text).toBe(200)
  const body = jsonOf(exchange) as JsonObject
  const items = Object.values(body).find((value) => Array.isArray(value))
  if (!items) throw new Error(`a page without items: ${exchange.text}`)
  const next = Object.entries(body).find(([name]) => /cursor/i.test(name))?.[1]
  // A feed has a cursor for later where there is no more for now.
  const isLast = typeof next !== 'string' || body['hasMore'] === false
  return { items, next: isLast ? undefined : next }
}

async function list(person: Person, draft: Draft): Promise<Page> {
  return pageOf(await person.send(write(draft)))
}

async function allPages(person: Person, draft: Draft): Promise<string[]> {
  const ids: string[] = []
  let { items, next } = await list(person, draft)
  for (;;) {
    ids.push(...items.map((item) => textOf((isObject(item) ? item['id'] : undefined) ?? item)))
    if (next === undefined) return ids.sort()
    ;({ items, next } = await list(person, { ...draft, query: { ...draft.query, cursor: next } }))
  }
}

/** Query parameters of an operation that are no ids. */
function queryOf(operation: Operation): Parameter[] {
  const ids = idPlaces(operation).map(({ name }) => name)
  return operation.parameters.filter(
    ({ in: place, name }) => place === 'query' && !ids.includes(name),
  )
}

function namedValues(operation: Operation): Parameter[] {
  return queryOf(operation).filter(({ schema }) => schema.node['enum'] !== undefined)
}

function numbers(operation: Operation): Parameter[] {
  return queryOf(operation).filter(({ schema }) => typesOf(schema).includes('integer'))
}

for (const operation of operationsByPage()) {
  const name = nameOf(operation)

  test(`I01 shows only one's own rows, on every page and by every filter — ${name}`, async () => {
    const [a, b, c] = await people(operation)
    const limits = numbers(operation).flatMap((parameter) =>
      validValues(parameter.schema).map(({ value }) => put(draftOf(operation), parameter, value)),
    )
    const whole = await allPages(a, draftOf(operation))
    expect(whole.length).toBeGreaterThanOrEqual(owned)
    expect(whole).toHaveLength(ownedIn(operation) ?? whole.length)
    const ofB = await allPages(b, draftOf(operation))
    expect(ofB).toHaveLength(whole.length)
    expect(ofB.filter((id) => whole.includes(id))).toEqual([])
    for (const draft of limits) {
      expect(await allPages(a, draft)).toEqual(whole)
      expect(await allPages(b, draft)).toEqual(ofB)
      expect(await allPages(c, draft)).toEqual([])
    }
    for (const parameter of queryOf(operation)) {
      for (const { value, says } of validValues(parameter.schema)) {
        const found = await allPages(b, put(draftOf(operation), parameter, value))
        expect(
          found.filter((id) => !ofB.includes(id)),
          `${parameter.name} ${says}`,
        ).toEqual([])
      }
    }
    noteRow('I01', operation.id)
  })

  test(`I04 finds nothing of others by searching — ${name}`, async () => {
    const [a, b] = await people(operation)
    const parts = [
      a.canary,
      a.canary.slice(0, 20),
      'CANARY-A',
      '%CANARY-A%',
      'CANARY_A',
      'canary-a',
    ]
    const languages = ['CANARY-A:*', '.*CANARY-A.*', "CANARY-A' OR 1=1 --", '\\', '_-A-', 'a\u0000']
    for (const parameter of textParameters(operation)) {
      for (const text of [...parts, ...languages]) {
        const exchange = await b.send(write(put(draftOf(operation), parameter, text)))
        if (text.includes('\0')) expect(parameterFaults(exchange, parameter.name)).toEqual([])
        else expect(pageOf(exchange).items, text).toEqual([])
      }
      const empty = await b.send(write(put(draftOf(operation), parameter, '')))
      expect(parameterFaults(empty, parameter.name)).toEqual([])
      const own = await list(a, put(draftOf(operation), parameter, a.canary))
      expect(own.items).toHaveLength(owned)
    }
    noteRow('I04', operation.id)
  })

  test(`I05 sorts and filters by nothing but what the contract names — ${name}`, async () => {
    const b = newPerson('B')
    const columns = ['user_id', 'owner_id', 'password', 'id', '(select 1)', 'created;--', '*', '']
    for (const parameter of namedValues(operation)) {
      for (const column of [...columns, ...wrongTexts(parameter)]) {
        const exchange = await b.send(write(put(draftOf(operation), parameter, column)))
        expect(parameterFaults(exchange, parameter.name), column).toEqual([])
      }
    }
    noteRow('I05', operation.id)
  })

  test(`I06 takes the numbers of the contract and no others — ${name}`, async () => {
    const b = newPerson('B')
    for (const parameter of numbers(operation)) {
      const more = ['-1', '1e9', '1000000000', 'NaN', '1;--', '99999999999999999999', 'null', '-0']
      for (const text of [...more, ...wrongTexts(parameter)]) {
        const exchange = await b.send(write(put(draftOf(operation), parameter, text)))
        expect(parameterFaults(exchange, parameter.name), text).toEqual([])
        expect(typeFaults(exchange, 'invalid-parameter')).toEqual([])
      }
    }
    noteRow('I06', operation.id)
  })

  test(`I08 refuses a cursor that was changed or belongs to another list — ${name}`, async () => {
    const [a, b] = await people(operation)
    const place = idPlaces(operation).find((one) => one.name === 'cursor')
    if (!place) throw new Error(`${name} has no cursor`)
    const { values, query } = await ownValues(operation, a, [place])
    const cursor = textOf(values.get('query cursor') ?? null)
    const asked: Draft = { ...draftOf(operation), query: { ...query, cursor } }
    expect((await a.send(write(asked))).status).toBe(200)
    const wrong: string[] = []
    for (const text of forgeries(cursor, a, b)) {
      const exchange = await a.send(write({ ...asked, query: { ...asked.query, cursor: text } }))
      if (exchange.status !== 400) wrong.push(`${text} → ${String(exchange.status)}`)
    }
    expect(wrong).toEqual([])
    const [usual, ...others] = [draftOf(operation), ...otherLists(operation)]
    expect(usual.query).toEqual({})
    for (const other of [...others, ...(await listsById(operation, a))]) {
      const exchange = await a.send(write({ ...asked, query: { ...asked.query, ...other.query } }))
      expect(typeFaults(exchange, 'invalid-cursor'), JSON.stringify(other.query)).toEqual([])
    }
    noteRow('I08', operation.id)
  })
}

/** The cursor with each of its characters changed, cut, lengthened, rewritten for B, or made up. */
function forgeries(cursor: string, a: Person, b: Person): string[] {
  const changed = Array.from(cursor, (character, at) => {
    const other = character === 'A' ? 'B' : 'A'
    return cursor.slice(0, at) + other + cursor.slice(at + 1)
  })
  const cut = [cursor.slice(1), cursor.slice(0, -1), cursor.slice(0, -4)]
  const longer = [`${cursor}A`, `${cursor}=`, ` ${cursor}`, `${cursor}\n`]
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const swapped = Buffer.from(text.replaceAll(a.subject, b.subject), 'latin1').toString('base64url')
  const made = ['x', '0', '{}', 'null', Buffer.from('{"id":"x"}').toString('base64url'), '%', '\0']
  return [...changed, ...cut, ...longer, swapped, ...made].filter((forged) => forged !== cursor)
}

/** The list by every filter and sort that is not the default. */
function otherLists(operation: Operation): Draft[] {
  return queryOf(operation)
    .filter(({ schema }) => !typesOf(schema).includes('integer'))
    .flatMap((parameter) =>
      validValues(parameter.schema)
        .filter(({ value }) => value !== parameter.schema.node['default'])
        .map(({ value }) => put(draftOf(operation), parameter, value)),
    )
}

/** The list of what belongs to something of this person, by each id that can be asked for. */
async function listsById(operation: Operation, person: Person): Promise<Draft[]> {
  const places = idPlaces(operation).filter((one) => one.in === 'query' && one.name !== 'cursor')
  return Promise.all(
    places.map(async (place) => {
      const { values } = await ownValues(operation, person, [place])
      return put(draftOf(operation), place, values.get(placeName(place)) ?? null)
    }),
  )
}

test("I39 counts only one's own tasks — GET /v1/me", async () => {
  const { a, b, c } = await newWorld()
  await createTask(a, { title: 'One more', status: 'done' })
  const counts = async (person: Person): Promise<unknown> => meOf(await person.send(get('/v1/me')))
  expect(await counts(a)).toMatchObject({
    subject: a.subject,
    tasks: { open: 3, done: 1, total: 4 },
  })
  expect(await counts(b)).toMatchObject({
    subject: b.subject,
    tasks: { open: 3, done: 0, total: 3 },
  })
  expect(await counts(c)).toMatchObject({
    subject: c.subject,
    tasks: { open: 0, done: 0, total: 0 },
  })
  noteRow('I39', 'getMe')
})

test('T107 a subject that never wrote has nothing, and reading makes no row for it', async () => {
  const { c } = await newWorld()
  for (const operation of securedOperations().filter(({ method }) => method === 'GET')) {
    const message = operation.template.includes('{')
      ? get(operation.template.replaceAll(/\{[^}]+\}/g, 'x'))
      : requestFor(operation)
    expect((await c.send(message)).status).toBe(operation.template.includes('{') ? 404 : 200)
    noteRow('T107', operation.id)
  }
  expect(await inspector().countOf(c.subject)).toBe(0)
})

test("I15 one user's list ETag says nothing about another's list", async () => {
  const { a, b, c } = await newWorld()
  const targets = securedOperations()
    .filter(({ method, template }) => method === 'GET' && !template.includes('{'))
    .filter(({ responses }) => responses.has('304'))
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

/** Another user's id in the path: not yours is not there, byte for byte, before any precondition. */
import { expect, test } from '@playwright/test'
import type { HeaderList, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import {
  neverOf,
  notFoundFaults,
  operationsById,
  pathFaults,
  pathOf,
  purgerOf,
  removerOf,
  requestAt,
} from '../isolation/foreign.ts'
import type { PathValues } from '../isolation/foreign.ts'
import { nameOf } from '../openapi/operations.ts'
import { newPerson } from '../world/people.ts'
import { furnish } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

function plusHeaders(message: Message, headers: HeaderList): Message {
  return { ...message, headers: [...(message.headers ?? []), ...headers] }
}

/** Each value of the path in turn, spelled like this. */
function respelled(path: PathValues, spell: (value: string) => string): PathValues[] {
  return Object.entries(path).map(([name, value]) => ({ ...path, [name]: spell(value) }))
}

for (const operation of operationsById()) {
  const name = nameOf(operation)

  test(`I28 judges ownership before every precondition — ${name}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    await furnish(b)
    const path = await pathOf(operation, a)
    const never = neverOf(operation, path)
    const before = await inspector().rowsOf(a.subject)
    const etags = ['*', '"0"', 'W/"1"', 'nonsense', '', ...['1', '2', '3'].map((one) => `"${one}"`)]
    const yesterday = new Date(Date.now() - 86_400_000).toUTCString()
    const conditions: HeaderList = [
      ...etags.map((etag) => ['If-Match', etag] as const),
      ...[...etags, '"1", "2", "3"'].map((etag) => ['If-None-Match', etag] as const),
      ['If-Modified-Since', yesterday],
      ['If-Unmodified-Since', yesterday],
      ['Range', 'bytes=0-0'],
      ['If-Range', '"1"'],
    ]
    const wrong: string[] = []
    for (const condition of conditions) {
      const [foreign, reference] = [path, never].map((one) =>
        plusHeaders(requestAt(operation, one, b), [condition]),
      ) as [Message, Message]
      const faults = await pathFaults(b, foreign, reference, path)
      wrong.push(...faults.map((fault) => `${condition.join(': ')}: ${fault}`))
    }
    expect(wrong).toEqual([])
    expect(await inspector().rowsOf(a.subject)).toBe(before)
    expect((await a.send(requestAt(operation, path, a))).status, 'as its owner').toBeLessThan(300)
    for (const row of ['I13', 'I28']) noteRow(row, operation.id)
  })

  test(`I11 finds nothing under another spelling of an id — ${name}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const [path, own] = [await pathOf(operation, a), await pathOf(operation, b)]
    const before = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    const wrong: string[] = []
    for (const spell of spellings) {
      for (const spelled of respelled(path, spell)) {
        const [never = spelled] = respelled(neverOf(operation, path), spell)
        const faults = await pathFaults(
          b,
          requestAt(operation, spelled, b),
          requestAt(operation, never, b),
          path,
        )
        wrong.push(...faults.map((fault) => `${JSON.stringify(spelled)}: ${fault}`))
      }
      for (const spelled of respelled(own, spell)) {
        const faults = notFoundFaults(await b.send(requestAt(operation, spelled, b)))
        wrong.push(...faults.map((fault) => `${JSON.stringify(spelled)}: ${fault}`))
      }
    }
    expect(wrong).toEqual([])
    const after = [await inspector().rowsOf(a.subject), await inspector().rowsOf(b.subject)]
    expect(after).toEqual(before)
    noteRow('I11', operation.id)
  })

  test(`I12 gives nothing away around one's own ids — ${name}`, async () => {
    const b = newPerson('B')
    const own = await pathOf(operation, b)
    const wrong: string[] = []
    for (const step of [-2, -1, 1, 2]) {
      for (const path of respelled(own, (value) => neighbour(value, step))) {
        const faults = notFoundFaults(await b.send(requestAt(operation, path, b)))
        wrong.push(...faults.map((fault) => `${JSON.stringify(path)}: ${fault}`))
      }
    }
    expect(wrong).toEqual([])
    noteRow('I12', operation.id)
  })

  test(`I29 answers like nothing where something was deleted — ${name}`, async () => {
    const remover = removerOf(operation)
    if (!remover) throw new Error(`${name}: nothing deletes what it names`)
    const [a, b, c] = [newPerson('A'), newPerson('B'), newPerson('C')]
    await Promise.all([furnish(a), furnish(b)])
    for (const owner of [a, b]) {
      const path = await pathOf(operation, owner)
      const removal = requestAt(remover, path, owner)
      expect((await owner.send(removal)).status).toBeLessThan(300)
      const purger = purgerOf(operation)
      if (purger) {
        expect((await owner.send(requestAt(purger, path, owner))).status).toBeLessThan(300)
      }
      const before = await inspector().allRows()
      for (const person of [a, b, c]) {
        const faults = await pathFaults(
          person,
          requestAt(operation, path, person),
          requestAt(operation, neverOf(operation, path), person),
          path,
        )
        expect(faults, person.name).toEqual([])
        expect(notFoundFaults(await person.send(removal)), 'deleted once more').toEqual([])
      }
      expect(await inspector().allRows()).toBe(before)
    }
    noteRow('I29', operation.id)
  })
}

/** The id that comes so many after this one. */
function neighbour(value: string, step: number): string {
  const last = Number.parseInt(value.slice(-4), 16)
  return value.slice(0, -4) + ((last + step) & 0xffff).toString(16).padStart(4, '0')
}

const spellings: ((id: string) => string)[] = [
  (id) => id.toUpperCase().replace(/^/, id === id.toUpperCase() ? 'x' : ''),
  (id) => `%7B${id}%7D`,
  (id) => id.replaceAll('-', ''),
  (id) => `urn:uuid:${id}`,
  (id) => `${id}%20`,
  (id) => `%20${id}`,
  (id) => `${id}.`,
  (id) => `${id}.json`,
  (id) => `${id}%00`,
  (id) => `${id}%0d%0a`,
  (id) => `${id}..;`,
  (id) => `${id};x=1`,
  (id) => `${id}%2f`,
  (id) => `${id}%2e`,
  (id) => `${id}%5c`,
  (id) => `0${id}`,
  (id) => id.slice(0, -1),
  (id) => `${id}0`,
  (id) => `${id},${id}`,
  (id) => `${id}'--`,
  (id) => `${id}%25`,
  () => '1e0',
  () => '0',
  () => '-1',
  () => 'null',
  () => 'undefined',
  () => '00000000-0000-0000-0000-000000000000',
  () => '%ff',
  () => '%E0%A4%A',
  () => '__proto__',
  () => 'a'.repeat(2000),
]

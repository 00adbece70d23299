/** If-Match on every operation that takes it (RFC 9110 §13.1.1): nobody overwrites anybody unawares. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import { problemOf } from '../http/standing.ts'
import { placeName, put, write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { textOf } from '../openapi/valid-values.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { ownValues, validDraft } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const isMatch = ({ in: place, name }: { in: string; name: string }): boolean =>
  place === 'header' && name === 'If-Match'
const conditional = securedOperations().filter(({ parameters }) => parameters.some(isMatch))

/** A request for something of this person's, at its own version. */
async function matched(operation: Operation, person: Person): Promise<Draft> {
  const places = idPlaces(operation).filter((place) => place.in === 'path' || isMatch(place))
  const { values } = await ownValues(operation, person, places)
  const draft = await validDraft(operation, person)
  return places.reduce((one, place) => put(one, place, values.get(placeName(place)) ?? null), draft)
}

/** The read of what the path of this operation names, if there is one. */
function readerOf({ template }: Operation): Operation | undefined {
  const same = operations().filter(
    (one) =>
      one.method === 'GET' && template.startsWith(one.template) && one.template.includes('{'),
  )
  return same.find((one) => one.responses.get('200')?.node['headers'] !== undefined)
}

test('every operation on something that is there takes a version', () => {
  const writes = securedOperations().filter(
    ({ method, template }) => !['GET', 'HEAD'].includes(method) && template.includes('{'),
  )
  expect(writes.length).toBeGreaterThan(5)
  expect(writes.filter((one) => !conditional.includes(one)).map(nameOf)).toEqual([])
})

for (const operation of conditional) {
  test(`refuses a version that is not the one there is, and shows that — ${nameOf(operation)}`, async () => {
    const a = newPerson('A')
    const draft = await matched(operation, a)
    const current = draft.header['If-Match'] ?? ''
    const number = Number(current.replaceAll('"', ''))
    expect(current).toMatch(/^"\d+"$/)
    const reader = readerOf(operation)
    const seen = reader && (await a.send(write({ ...draft, operation: reader, header: {} })))
    const rows = await inspector().rowsOf(a.subject)
    const stale = [number - 1, number + 1, number + 1000].map((one) => `"${String(one)}"`)
    for (const tag of [
      ...stale,
      `W/${current}`,
      'x',
      '',
      `${current}x`,
      '"999999998", "999999999"',
    ]) {
      const exchange = await a.send(write(put(draft, { in: 'header', name: 'If-Match' }, tag)))
      expect(exchange.status, `${tag}: ${exchange.text}`).toBe(412)
      expect(typeFaults(exchange, 'precondition-failed')).toEqual([])
      const shown = problemOf(exchange).current ?? {}
      expect(textOf(Number(shown['version'])), tag).toBe(String(number))
      if (seen?.status === 200) expect(shown).toEqual(jsonOf(seen))
      expect(exchange.headers['etag']).toBe(current)
    }
    expect(await inspector().rowsOf(a.subject)).toBe(rows)
    const twice = `"999999999", ${current}`
    const done = await a.send(write(put(draft, { in: 'header', name: 'If-Match' }, twice)))
    expect(done.status, done.text).toBeLessThan(300)
  })

  test(`of many at once with one version one is done — ${nameOf(operation)}`, async () => {
    const a = newPerson('A')
    const message = write(await matched(operation, a))
    const answers = await Promise.all(Array.from({ length: 6 }, () => a.send(message)))
    const done = answers.filter(({ status }) => status < 300)
    // Who comes later finds another version, or that it is gone.
    const late = answers.filter(({ status }) => [404, 412].includes(status))
    expect(done.length + late.length, answers.map(({ status }) => status).join(' ')).toBe(6)
    const changes = new Set(done.flatMap(({ headers }) => headers['change'] ?? []))
    expect(changes.size, 'done more than once').toBeLessThanOrEqual(1)
  })
}

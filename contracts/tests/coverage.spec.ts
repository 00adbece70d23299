/** Looks back at the whole run: what openapi.yaml documents and what the tables demand was reached. */
import { expect, test } from '@playwright/test'
import { partsOf } from '../http/covered.ts'
import { recorded } from '../http/record.ts'
import { expectedRows, unreached } from '../spec/expectations.ts'
import { placeName } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { nameOf } from '../openapi/operations.ts'
import { sourcesOf } from '../openapi/sources.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import { nobody } from '../world/people.ts'

test('every row ran against every operation it is about', () => {
  const seen = recorded()
  const missing = expectedRows().filter(
    ({ row, operation }) => !seen.has(`row ${row} ${operation}`),
  )
  expect(missing.map(({ row, operation }) => `${row} × ${operation}`)).toEqual([])
})

test('every part of the contract was exercised, or is listed with a reason', () => {
  const seen = recorded()
  const parts = operations().flatMap(partsOf)
  const missing = parts.filter((part) => !seen.has(`covered ${part}`))
  expect(missing.filter((part) => unreached(part) === undefined)).toEqual([])
  const needless = parts.filter(
    (part) => unreached(part) !== undefined && seen.has(`covered ${part}`),
  )
  expect(needless, 'listed as out of reach, and reached').toEqual([])
})

test('every place where an id can stand was attacked, and has a source in the contract', () => {
  const seen = recorded()
  const untried = securedOperations().flatMap((operation) =>
    idPlaces(operation)
      .map(placeName)
      .filter((place) => !seen.has(`attack ${operation.id} ${place}`))
      .map((place) => `${nameOf(operation)}: ${place}`),
  )
  expect(untried).toEqual([])
  const sourceless = operations().flatMap((operation) =>
    idPlaces(operation)
      .filter((place) => sourcesOf(operation, place, operations()).length === 0)
      .map((place) => `${nameOf(operation)}: ${placeName(place)}`),
  )
  expect(sourceless).toEqual([])
})

test('every secured operation documents that it refuses tokens and may lack its keys', () => {
  for (const operation of securedOperations()) {
    const statuses = [...operation.responses.keys()]
    expect(statuses, nameOf(operation)).toEqual(expect.arrayContaining(['401', '503']))
  }
})

test('refused tokens were told one of a few fixed sentences', () => {
  const told = [...recorded()].filter((line) => line.startsWith('description '))
  expect(told.length).toBeGreaterThan(1)
  expect(told.length, told.join('\n')).toBeLessThanOrEqual(8)
})

test('every type of problem that was received has its place on the docs page', async () => {
  const { text } = await nobody.send({ method: 'GET', target: '/docs/problems' })
  const types = [...recorded()].flatMap(
    (line) => /^problem \/docs\/problems#(.+)$/.exec(line)?.[1] ?? [],
  )
  expect(types.length).toBeGreaterThan(5)
  expect(types.filter((slug) => !text.includes(`id="${slug}"`))).toEqual([])
})

/** Requests made from the contract: what it takes is granted and comes back, what it refuses is refused by name. */
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { bodyFaults, parameterFaults, wrongTexts } from '../conformance/refusals.ts'
import { roundTripFaults } from '../conformance/round-trip.ts'
import { notFoundFaults, takesMembers } from '../isolation/foreign.ts'
import { arbitraryOf } from '../openapi/arbitrary.ts'
import { carriesOperations } from '../openapi/carriers.ts'
import { below } from '../openapi/document.ts'
import type { Json, Located } from '../openapi/document.ts'
import { put, write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { invalidValues, untriedConstraints } from '../openapi/invalid-values.ts'
import type { Fault } from '../openapi/invalid-values.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation, Parameter, Place } from '../openapi/operations.ts'
import { textOf, validValues } from '../openapi/valid-values.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import { seed } from '../spec/seed.ts'
import { shuffle } from '../tokens/deal.ts'
import { withOwnNames } from '../world/names.ts'
import { newPerson } from '../world/people.ts'
import { completed, validDraft } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const withBody = operations().filter(takesMembers)
const runs = 25
const mostFaults = 200

function parametersIn(operation: Operation, place: Place): Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === place)
}

/** The body's schema; all media types of an operation say the same. */
function schemaOf(operation: Operation): Located {
  const [media] = operation.requestTypes.values()
  if (!media) throw new Error(`${nameOf(operation)} takes no body`)
  return below(media, 'schema')
}

/**
 * Each fault of each operation that a body can carry would be thousands: a share of them, another
 * each run, and all of the body's own.
 */
function faultsOf(operation: Operation): Fault[] {
  const faults = invalidValues(schemaOf(operation))
  if (!carriesOperations(operation)) return faults
  const isCarried = ({ pointer }: Fault): boolean => /\/\d+(?:\/|$)/.test(pointer)
  const carried = shuffle(faults.filter(isCarried), `${String(seed())} ${operation.id}`)
  return [...faults.filter((fault) => !isCarried(fault)), ...carried.slice(0, mostFaults)]
}

/** By turns each media type that the operation takes. */
function withBodyOf(draft: Draft, body: Json, turn: number): Draft {
  const types = [...draft.operation.requestTypes.keys()]
  return { ...draft, body, type: types[turn % types.length] ?? '' }
}

test('every constraint of a request has values on both of its sides', () => {
  const schemas = operations().flatMap((operation) => [
    ...operation.parameters.map(({ schema }) => schema),
    ...(takesMembers(operation) ? [schemaOf(operation)] : []),
  ])
  expect(schemas.filter((schema) => validValues(schema).length === 0)).toEqual([])
  expect(schemas.flatMap(untriedConstraints)).toEqual([])
})

for (const operation of withBody.filter((one) => !carriesOperations(one))) {
  const name = nameOf(operation)

  test(`grants what stands just inside every border, and gives it back — ${name}`, async () => {
    const a = newPerson('A')
    const draft = await validDraft(operation, a)
    const wrong: string[] = []
    for (const [turn, { says, value }] of validValues(schemaOf(operation)).entries()) {
      const request = await completed(withOwnNames(withBodyOf(draft, value, turn), a), a)
      const answer = await a.send(write(request))
      const faults = await roundTripFaults(operation, a, { sent: request.body ?? null, answer })
      wrong.push(...faults.map((fault) => `${says.slice(0, 80)}: ${fault.slice(0, 300)}`))
    }
    expect(wrong).toEqual([])
  })

  test(`gives back whatever the contract takes — ${name}`, async () => {
    const a = newPerson('A')
    const draft = await validDraft(operation, a)
    const property = fc.asyncProperty(arbitraryOf(schemaOf(operation)), async (body) => {
      const request = await completed(withOwnNames({ ...draft, body }, a), a)
      const answer = await a.send(write(request))
      const faults = await roundTripFaults(operation, a, { sent: request.body ?? null, answer })
      if (faults.length > 0) throw new Error(faults.join('\n'))
    })
    await fc.assert(property, { numRuns: runs, seed: seed() })
  })
}

for (const operation of withBody) {
  test(`refuses by name what stands just outside of any border — ${nameOf(operation)}`, async () => {
    const a = newPerson('A')
    const draft = await validDraft(operation, a)
    const before = await inspector().rowsOf(a.subject)
    const wrong: string[] = []
    for (const [turn, fault] of faultsOf(operation).entries()) {
      const exchange = await a.send(write(withBodyOf(draft, fault.value, turn)))
      const faults = bodyFaults(exchange, fault)
      if ((await inspector().rowsOf(a.subject)) !== before) faults.push('it left something behind')
      wrong.push(...faults.map((one) => `${fault.pointer} ${fault.says.slice(0, 80)}: ${one}`))
    }
    expect(wrong).toEqual([])
  })
}

for (const operation of securedOperations()) {
  const name = nameOf(operation)

  test(`takes every value of every query parameter that the contract names — ${name}`, async () => {
    const a = newPerson('A')
    const draft = await validDraft(operation, a)
    const ids = idPlaces(operation).map((place) => place.name)
    // What is said of a file has to fit it.
    const isAboutFile = draft.body !== undefined && !takesMembers(operation)
    const parameters = parametersIn(operation, 'query').filter(
      (one) => !ids.includes(one.name) && !isAboutFile,
    )
    const wrong: string[] = []
    const grant = async (request: Draft, says: string): Promise<void> => {
      const { status, text } = await a.send(write(request))
      if (status >= 300) wrong.push(`${says}: ${String(status)} ${text.slice(0, 200)}`)
    }
    let all = draft
    for (const parameter of parameters) {
      const values = validValues(parameter.schema)
      for (const { value, says } of values) {
        await grant(put(draft, parameter, value), `${parameter.name} ${says}`)
      }
      all = put(all, parameter, values[0]?.value ?? null)
    }
    if (operation.method === 'GET') await grant(all, 'all at once')
    expect(wrong).toEqual([])
  })

  test(`refuses by name every wrong, repeated or unknown query parameter — ${name}`, async () => {
    const a = newPerson('A')
    const draft = await validDraft(operation, a)
    const before = await inspector().rowsOf(a.subject)
    const wrong: string[] = []
    const refuse = async (query: string, parameter: string): Promise<void> => {
      const message = write(draft)
      const exchange = await a.send({ ...message, target: `${message.target}?${query}` })
      const faults = parameterFaults(exchange, parameter)
      if ((await inspector().rowsOf(a.subject)) !== before) faults.push('it left something behind')
      wrong.push(...faults.map((fault) => `?${query.slice(0, 80)}: ${fault}`))
    }
    for (const parameter of parametersIn(operation, 'query')) {
      for (const text of wrongTexts(parameter)) {
        await refuse(`${parameter.name}=${encodeURIComponent(text)}`, parameter.name)
      }
      const [first, second = first] = validValues(parameter.schema)
      for (const other of [first, second]) {
        const query = [first, other].map(
          (sample) => `${parameter.name}=${encodeURIComponent(textOf(sample?.value ?? ''))}`,
        )
        await refuse(query.join('&'), parameter.name)
      }
      await refuse(`${parameter.name.toUpperCase()}=1`, parameter.name.toUpperCase())
      await refuse(`${parameter.name}[]=1`, `${parameter.name}[]`)
    }
    await refuse('unknownParameter=1', 'unknownParameter')
    expect(wrong).toEqual([])
  })

  for (const parameter of parametersIn(operation, 'path')) {
    test(`finds nothing where {${parameter.name}} is no id — ${name}`, async () => {
      const a = newPerson('A')
      const draft = await validDraft(operation, a)
      const texts = wrongTexts(parameter).filter((text) => text !== '')
      expect(texts.length).toBeGreaterThan(0)
      const wrong: string[] = []
      for (const text of texts) {
        const exchange = await a.send(write(put(draft, parameter, text)))
        wrong.push(...notFoundFaults(exchange).map((fault) => `${text}: ${fault}`))
      }
      expect(wrong).toEqual([])
    })
  }
}

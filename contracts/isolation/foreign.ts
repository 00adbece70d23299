/** Requests that name somebody's resource in the path, and the answer that hides it. */
import { problemOf } from '../http/standing.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { bodyMembers } from '../openapi/body-members.ts'
import type { Json } from '../openapi/document.ts'
import { draftOf, placeName, put, write } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import type { Operation } from '../openapi/operations.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import type { Person } from '../world/people.ts'
import { ownValues, requestFor } from '../world/recipes.ts'
import { isFreeText, signed } from '../world/signed.ts'
import { firstDifference, withoutOwn } from './sameness.ts'

/** Secured operations whose path names a resource by its id. */
export function operationsById(): Operation[] {
  return securedOperations().filter(({ parameters }) =>
    parameters.some(({ in: place }) => place === 'path'),
  )
}

const isJson = (type: string): boolean => /json$/.test(type)

/** Secured operations that take members; what is in a file is not the contract's to say. */
export function operationsWithBody(): Operation[] {
  return securedOperations().filter(takesMembers)
}

/** Those of them that take somebody's own words. */
export function operationsWithText(): Operation[] {
  return operationsWithBody().filter((operation) => textMembers(operation).length > 0)
}

/** The members of a body that are anybody's own words. */
export function textMembers(operation: Operation): string[] {
  return [...bodyMembers(operation)].flatMap(([name, schema]) => (isFreeText(schema) ? [name] : []))
}

/** True where the body is JSON by a schema of the contract. */
export function takesMembers(operation: Operation): boolean {
  return [...operation.requestTypes.keys()].some(isJson) && !takesFile(operation)
}

export function takesFile({ at }: Operation): boolean {
  return at.node['x-takes-file'] === true
}

/** Secured operations that hand out pages. */
export function operationsByPage(): Operation[] {
  return operations().filter(({ secured, parameters }) => {
    const names = parameters.map(({ name }) => name)
    return secured && names.includes('cursor') && names.includes('limit')
  })
}

export type PathValues = Record<string, string>

function pathPlaces(operation: Operation): IdPlace[] {
  return idPlaces(operation).filter((place) => place.in === 'path')
}

/** The path of something that this person has just made. */
export async function pathOf(operation: Operation, person: Person): Promise<PathValues> {
  const { values } = await ownValues(operation, person, pathPlaces(operation))
  return byName(operation, values)
}

/** A path like this one that names nothing. */
export function neverOf(operation: Operation, path: PathValues): PathValues {
  const values = pathPlaces(operation).map((place): [string, Json] => {
    const value = path[place.name] ?? ''
    return [placeName(place), lookAlike(value, place.schema, [value])]
  })
  return byName(operation, new Map(values))
}

function byName(operation: Operation, values: Map<string, Json>): PathValues {
  const draft = pathPlaces(operation).reduce(
    (one, place) => put(one, place, values.get(placeName(place)) ?? null),
    draftOf(operation),
  )
  return draft.path
}

/** The operation's example for this path, spelled as it is, with the sender's own canary. */
export function requestAt(operation: Operation, path: PathValues, sender: Person): Message {
  const { body } = write({ ...signed(draftOf(operation), sender), path })
  return { ...requestFor(operation, path), ...(body === undefined ? {} : { body }) }
}

/** In what B's answers to A's path and to one that never was differ; both must be NF. */
export async function pathFaults(
  b: Person,
  foreign: Message,
  never: Message,
  path: PathValues,
): Promise<string[]> {
  const got = await b.send(foreign)
  const reference = await b.send(never)
  const [told, other] = [got, reference].map((exchange) => withoutOwn(exchange, b, []))
  const echoed = Object.values(path).filter((value) => got.text.includes(value))
  const difference = firstDifference(told ?? '', other ?? '')
  return [
    ...notFoundFaults(got),
    ...echoed.map((value) => `the answer repeats ${value}`),
    ...(difference === undefined ? [] : [difference]),
  ]
}

/** The operation that deletes what this operation's path names, if there is one. */
export function removerOf(operation: Operation): Operation | undefined {
  const same = operations().filter(
    ({ method, template }) => method === 'DELETE' && operation.template.startsWith(template),
  )
  return same.sort((one, other) => other.template.length - one.template.length)[0]
}

/** `x-gone-by`: what still takes away for good what its operation shows when it was deleted. */
export function purgerOf(operation: Operation): Operation | undefined {
  const id = operation.at.node['x-gone-by']
  if (id === undefined) return undefined
  const purger = operations().find((one) => one.id === id)
  if (!purger) throw new Error(`x-gone-by of ${operation.id} names no operation`)
  return purger
}

/** NF: a 404 problem of the not-found type, without any sign of a representation. */
export function notFoundFaults(exchange: Exchange): string[] {
  if (exchange.status !== 404) {
    return [`expected 404, got ${String(exchange.status)} ${exchange.text.slice(0, 160)}`]
  }
  const representation = ['etag', 'last-modified', 'location', 'link', 'content-location']
  const shown = representation.filter((name) => exchange.headers[name] !== undefined)
  if (exchange.method === 'HEAD') return shown
  const { type } = problemOf(exchange)
  return type === '/docs/problems#not-found' ? shown : [...shown, `type ${type}`]
}

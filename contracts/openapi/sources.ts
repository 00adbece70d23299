/** Where a value for a place in a request comes from: the operation to ask first, told by the contract. */
import { below, children, isObject } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'
import type { IdPlace } from './id-places.ts'
import type { Operation } from './operations.ts'
import { variantsOf } from './valid-values.ts'

export interface Source {
  /** Ask this one first … */
  operation: Operation
  /** … and take this runtime expression of the exchange. */
  value: Json
  /** What said so: a link, the `x-source` of a schema, or the shape of paths and answers. */
  told: 'link' | 'x-source' | 'shape'
  /** What the body of the first one has to say for this: the `with` of an x-source. */
  with?: JsonObject
}

/** Sources for a place of an operation, the surest first; empty where the contract can't tell. */
export function sourcesOf(
  operation: Operation,
  place: Pick<IdPlace, 'in' | 'name'> & { schema?: Located },
  operations: readonly Operation[],
): Source[] {
  // What stands in its own path has to be there before it is asked for the first time.
  const linkedFrom =
    place.in === 'path' ? operations.filter((one) => one !== operation) : operations
  const sources = [
    ...linked(operation, place, linkedFrom),
    ...hinted(place.schema, operations),
    ...(place.in === 'path' ? shaped(operation, place.name, operations) : []),
    ...chosen(operation, place),
  ]
  return sources.map((source) => {
    const told = sources.find((one) => one.operation === source.operation && one.with !== undefined)
    return told?.with === undefined ? source : { ...source, with: told.with }
  })
}

export interface Telling {
  operation: Operation
  told: { place: IdPlace; value: Json }[]
  /** What its body has to say for that. */
  with: JsonObject
}

/** The sources of several places by the operation to ask, those that tell most of them first. */
export function tellingsOf(
  target: Operation,
  places: readonly IdPlace[],
  operations: readonly Operation[],
): Telling[] {
  const tellings = new Map<Operation, Telling>()
  for (const place of places) {
    for (const source of sourcesOf(target, place, operations)) {
      const { operation, value } = source
      const telling = tellings.get(operation) ?? { operation, told: [], with: {} }
      telling.told.push({ place, value })
      tellings.set(operation, { ...telling, with: { ...telling.with, ...source.with } })
    }
  }
  const count = ({ told }: Telling): number => new Set(told.map(({ place }) => place)).size
  return [...tellings.values()].sort((one, other) => count(other) - count(one))
}

/**
 * True when the place names what this very operation makes (the client's own id) or its request
 * (a key): a new value each time, and nothing that has to be there before.
 */
export function isNameOfOwnMaking(
  operation: Operation,
  place: IdPlace,
  operations: readonly Operation[],
): boolean {
  const spots = [
    `$request.${place.in}.${place.name}`,
    ...(place.in === 'body' ? [`$response.body#${place.name}`, `$request.body#${place.name}`] : []),
  ]
  return sourcesOf(operation, place, operations).some(
    (source) => source.operation === operation && spots.some((spot) => spot === source.value),
  )
}

/** True when an answer of the first has a link to the second, whatever it gives it. */
export function leadTo(from: Operation, to: Operation): boolean {
  return successes(from).some((response) =>
    [...children(response, 'links').values()].some(({ node }) => leadsTo(node, to)),
  )
}

/** Links of any answer (OpenAPI 3.1 §4.8.20) that give this operation this parameter. */
function linked(
  target: Operation,
  place: Pick<IdPlace, 'in' | 'name'>,
  operations: readonly Operation[],
): Source[] {
  return operations.flatMap((operation) =>
    successes(operation)
      .flatMap((response) => [...children(response, 'links').values()])
      .filter(({ node }) => leadsTo(node, target))
      .flatMap(({ node }): Source[] => {
        const given = isObject(node['parameters']) ? node['parameters'] : {}
        const value = given[`${place.in}.${place.name}`] ?? given[place.name]
        return value === undefined ? [] : [{ operation, value, told: 'link' }]
      }),
  )
}

function leadsTo({ operationId, operationRef }: Record<string, Json>, target: Operation): boolean {
  return operationId === target.id || operationRef === `#${target.at.pointer}`
}

/** `x-source: { operationId, value }` beside the schema of a parameter or a body's member. */
function hinted(schema: Located | undefined, operations: readonly Operation[]): Source[] {
  if (schema === undefined) return []
  return [schema, ...variantsOf(schema)].flatMap(({ node, pointer }): Source[] => {
    const hint = node['x-source']
    if (!isObject(hint)) return []
    const operation = operations.find(({ id }) => id === hint['operationId'])
    if (!operation) throw new Error(`x-source at ${pointer} names no operation`)
    return [
      {
        ...{ operation, value: hint['value'] ?? '$response.body#/id', told: 'x-source' },
        ...(isObject(hint['with']) ? { with: hint['with'] } : {}),
      },
    ]
  })
}

/** Without a word in the contract: POST on the path before the parameter, and the id it answers. */
function shaped(target: Operation, name: string, operations: readonly Operation[]): Source[] {
  const [collection = ''] = target.template.split(`/{${name}}`, 1)
  const makers = operations.filter(
    ({ method, template }) => method === 'POST' && template === collection,
  )
  return makers.flatMap((operation) =>
    successes(operation)
      .flatMap((response) => [...children(response, 'content').values()])
      .filter(({ node }) => isObject(node['schema']))
      .flatMap((media): Source[] => {
        const members = children(below(media, 'schema'), 'properties')
        const member = [name, 'id', 'uuid', '_id'].find((candidate) => members.has(candidate))
        const value = `$response.body#/${member ?? ''}`
        return member === undefined ? [] : [{ operation, value, told: 'shape' }]
      }),
  )
}

/** The key of a request (draft-ietf-httpapi-idempotency-key) is its sender's own choice. */
function chosen(operation: Operation, { in: place, name }: Pick<IdPlace, 'in' | 'name'>): Source[] {
  if (place !== 'header' || !/^idempotency-key$/i.test(name)) return []
  return [{ operation, value: `$request.header.${name}`, told: 'shape' }]
}

function successes(operation: Operation): Located[] {
  return [...operation.responses]
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => response)
}

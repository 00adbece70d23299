/** How to ask each operation for something it must grant, by nothing but the contract. */
import type { Json } from '../openapi/document.ts'
import { draftOf, holds, placeName, put, write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { evaluate } from '../openapi/expression.ts'
import type { Spoken } from '../openapi/expression.ts'
import { idPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { isNameOfOwnMaking, tellingsOf } from '../openapi/sources.ts'
import type { Telling } from '../openapi/sources.ts'
import { oneValueOf, textOf, typesOf } from '../openapi/valid-values.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { operations } from '../spec/contract.ts'
import type { Person } from './people.ts'
import { signed } from './signed.ts'

/** A person's own values for places of one operation, by {@link placeName}. */
export interface OwnValues {
  values: Map<string, Json>
  /** The query of the request that they came from, where it was one to this operation itself. */
  query: Record<string, string>
}

/** A request that succeeds when this person sends it; arranges first what it needs. */
export async function validRequest(operation: Operation, person: Person): Promise<Message> {
  return write(await validDraft(operation, person))
}

/** The same with these values in the path, spelled as they are; they need not exist. */
export function requestFor(operation: Operation, path: Record<string, string> = {}): Message {
  const draft = draftOf(operation)
  const fresh = idPlaces(operation).filter(
    (place) => place.in !== 'path' && holds(draft, place) && isFresh(operation, place),
  )
  const filled = fresh.reduce((one, place) => put(one, place, freshValue(place)), draft)
  return write({ ...filled, path })
}

export async function validDraft(
  operation: Operation,
  person: Person,
  above: readonly Operation[] = [],
): Promise<Draft> {
  if (above.includes(operation) && needsMore(operation)) {
    throw new Error(`${nameOf(operation)} needs itself first`)
  }
  return completed(signed(draftOf(operation), person), person, above)
}

/** What stands in the path, what is required, and what the example has. */
function isNeeded(draft: Draft, place: IdPlace): boolean {
  return place.in === 'path' || holds(draft, place)
}

/** A fresh id for what the request makes, the person's own ids for what it refers to. */
export async function completed(
  draft: Draft,
  person: Person,
  above: readonly Operation[] = [],
): Promise<Draft> {
  const { operation } = draft
  const places = idPlaces(operation).filter((place) => isNeeded(draft, place))
  const referring = places.filter((place) => !isFresh(operation, place))
  const { values } = await ownValues(operation, person, referring, above)
  return places.reduce(
    (filled, place) => put(filled, place, values.get(placeName(place)) ?? freshValue(place)),
    draft,
  )
}

/** A value of the place's form that nobody has used. */
export function freshValue({ schema }: Pick<IdPlace, 'schema'>): Json {
  const like = oneValueOf(schema)
  return lookAlike(like, schema, [like])
}

export function isFresh(operation: Operation, place: IdPlace): boolean {
  return isNameOfOwnMaking(operation, place, operations())
}

/**
 * The person's own values for these places: one request to the operation that tells most of them,
 * then others for the rest. @throws Error naming each place that no operation tells.
 */
export async function ownValues(
  operation: Operation,
  person: Person,
  places: readonly IdPlace[] = idPlaces(operation),
  above: readonly Operation[] = [],
): Promise<OwnValues> {
  const own: OwnValues = { values: new Map(), query: {} }
  const untold = new Map(places.map((place) => [placeName(place), place]))
  const refused: string[] = []
  const busy = [...above, operation]
  for (const source of tellingsOf(operation, places, operations())) {
    if (busy.includes(source.operation) && needsMore(source.operation)) continue
    const left = source.told.filter(({ place }) => untold.has(placeName(place)))
    if (left.length === 0) continue
    const told = await ask(source.operation, left, person, busy).catch((error: unknown) => {
      refused.push(String(error))
    })
    for (const [name, value] of told?.values ?? []) {
      own.values.set(name, value)
      untold.delete(name)
    }
    if (source.operation === operation && told) Object.assign(own.query, told.query)
  }
  if (untold.size === 0) return own
  throw new Error(
    [`${nameOf(operation)}: no source for ${[...untold.keys()].join(', ')}`, ...refused].join('\n'),
  )
}

function needsMore(operation: Operation): boolean {
  const draft = draftOf(operation)
  return idPlaces(operation).some((place) => isNeeded(draft, place) && !isFresh(operation, place))
}

async function ask(
  source: Operation,
  told: Telling['told'],
  person: Person,
  above: readonly Operation[],
): Promise<OwnValues> {
  const first = await speak(keyed(await validDraft(source, person, above), told), person)
  const values = evaluated(first, told)
  const isWhole = told.every(({ place }) => values.has(placeName(place)))
  if (isWhole || source.method !== 'GET') return { values, query: first.request.query }
  // What is null on a short list has a value on the first page of a longer one.
  for (let count = 0; count < 2; count += 1) {
    for (const maker of makersOf(source))
      await grant(await validDraft(maker, person, above), person)
  }
  const draft = keyed(await validDraft(source, person, above), told)
  const small = await speak({ ...draft, query: { ...draft.query, ...least(source) } }, person)
  return { values: evaluated(small, told), query: small.request.query }
}

/** A key that the client chooses has to be in the request that it is read from. */
function keyed(draft: Draft, told: Telling['told']): Draft {
  let chosen = draft
  for (const { place, value } of told) {
    if (textOf(value).startsWith('$request.')) chosen = put(chosen, place, freshValue(place))
  }
  return chosen
}

function evaluated(spoken: Spoken, told: Telling['told']): Map<string, Json> {
  const found = told.flatMap(({ place, value }): [string, Json][] => {
    const result = evaluate(value, spoken)
    return result === undefined || result === null ? [] : [[placeName(place), result]]
  })
  return new Map(found.reverse())
}

/** Operations that add to the collection of this path. */
function makersOf({ template }: Operation): Operation[] {
  return operations().filter((one) => one.method === 'POST' && one.template === template)
}

/** Every number of the query at its minimum: the smallest pages. */
function least(operation: Operation): Record<string, string> {
  const numbers = operation.parameters.filter(
    ({ in: place, schema }) =>
      place === 'query' && typesOf(schema).includes('integer') && 'minimum' in schema.node,
  )
  return Object.fromEntries(
    numbers.map(({ name, schema: { node } }) => [name, textOf(node['minimum'] ?? 0)]),
  )
}

async function grant(draft: Draft, person: Person): Promise<Exchange> {
  const exchange = await person.send(write(draft))
  if (exchange.status >= 300) {
    throw new Error(`${nameOf(draft.operation)} was to be granted: ${exchange.text}`)
  }
  return exchange
}

async function speak(draft: Draft, person: Person): Promise<Spoken> {
  const exchange = await grant(draft, person)
  const isJson = /[/+]json$/.test(exchange.headers['content-type'] ?? '')
  const { path, query, header, body } = draft
  return {
    request: {
      ...{ method: exchange.method, url: exchange.target, path, query },
      headers: Object.fromEntries(
        Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      ...(body === undefined ? {} : { body }),
    },
    response: {
      ...{ status: exchange.status, headers: exchange.headers },
      ...(isJson ? { body: JSON.parse(exchange.text) as Json } : {}),
    },
  }
}

/** Makes a few of everything that can be made without naming anything else, with the canary in it. */
export async function furnish(person: Person, count = 2): Promise<void> {
  const makers = operations().filter(
    (operation) => operation.secured && operation.method === 'POST' && !needsMore(operation),
  )
  for (const maker of makers) {
    for (let made = 0; made < count; made += 1) await grant(await validDraft(maker, person), person)
  }
}

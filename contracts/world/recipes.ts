/** How to ask each operation for something it must grant, by nothing but the contract. */
import { carriesOperations, withFreshIds } from '../openapi/carriers.ts'
import { isObject } from '../openapi/document.ts'
import type { Json, JsonObject } from '../openapi/document.ts'
import { draftOf, holds, placeName, put, write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { evaluate } from '../openapi/expression.ts'
import type { Spoken } from '../openapi/expression.ts'
import { idPlaces, sourcedPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { tellingsOf } from '../openapi/sources.ts'
import type { Telling } from '../openapi/sources.ts'
import { textOf, typesOf } from '../openapi/valid-values.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { operations } from '../spec/contract.ts'
import { Known, exchangesOf, inOrder } from './carried.ts'
import type { Filled } from './carried.ts'
import { freshValue, isFresh } from './fresh.ts'
import { makers, suppliersOf } from './makers.ts'
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

/** What a draft is made with: values that are known already, and the operations that wait for it. */
interface Given {
  above?: readonly Operation[]
  carried?: readonly Filled[]
}

export async function validDraft(
  operation: Operation,
  person: Person,
  given: Given = {},
): Promise<Draft> {
  if (given.above?.includes(operation) && needsMore(operation)) {
    throw new Error(`${nameOf(operation)} needs itself first`)
  }
  const draft = signed(draftOf(operation), person)
  const isCarrier = carriesOperations(operation) && draft.body !== undefined
  const own = isCarrier ? { ...draft, body: withFreshIds(draft.body ?? null) } : draft
  return completed(own, person, given)
}

/** What stands in the path, what is required, and what the example has. */
function isNeeded(draft: Draft, place: IdPlace): boolean {
  return place.in === 'path' || holds(draft, place)
}

/** A fresh id for what the request makes, the person's own ids for what it refers to. */
export async function completed(
  draft: Draft,
  person: Person,
  { above = [], carried = [] }: Given = {},
): Promise<Draft> {
  const { operation } = draft
  const given = carried.map(({ place }) => placeName(place))
  const sourced = sourcedPlaces(operation)
  const places = [...idPlaces(operation), ...sourced].filter(
    (place) => isNeeded(draft, place) && !given.includes(placeName(place)),
  )
  // What such a place would name has to be there, even when the request does not name it.
  const referring = [...new Set([...places, ...sourced])].filter(
    (place) => !isFresh(operation, place),
  )
  const { values } = await ownValues(operation, person, referring, above)
  const full = places.reduce(
    (filled, place) => put(filled, place, values.get(placeName(place)) ?? freshValue(place)),
    draft,
  )
  return carried.reduce((filled, { place, value }) => put(filled, place, value), full)
}

/**
 * The person's own values for these places, which fit each other: one request to each operation that
 * tells some of them. @throws Error naming each place that no operation tells.
 */
export async function ownValues(
  operation: Operation,
  person: Person,
  places: readonly IdPlace[] = idPlaces(operation),
  above: readonly Operation[] = [],
): Promise<OwnValues> {
  const known = new Known(places)
  const { values } = known
  const query: Record<string, string> = {}
  const refused: string[] = []
  const busy = [...above, operation]
  const isUntold = ({ place }: Telling['told'][number]): boolean => !values.has(placeName(place))
  for (const source of inOrder(tellingsOf(operation, places, operations()), places)) {
    const isAsked = busy.includes(source.operation) && needsMore(source.operation)
    const isItself = source.operation === operation
    for (const group of exchangesOf(source.told.filter(isUntold))) {
      const told = group.filter(isUntold)
      // A request of its own tells what it can do without: its key, the id of what it makes.
      const isSpare = isItself && told.every(({ place }) => isSparing(operation, place))
      if (told.length === 0 || (isAsked && !isSpare)) continue
      const waiting = isSpare ? above : busy
      const isApart = isItself && told.every(({ place }) => isAside(operation, place))
      const carried = isApart ? [] : known.carriedTo(source.operation, told)
      const question = { ...source, source: source.operation, told, carried }
      const answer = await ask(question, person, waiting).catch((error: unknown) => {
        refused.push(String(error))
      })
      if (!answer) continue
      for (const [name, value] of answer.values) values.set(name, value)
      if (!isApart) known.note(source.operation, answer.body)
      if (source.operation === operation) Object.assign(query, answer.query)
    }
  }
  const untold = places.map(placeName).filter((name) => !values.has(name))
  if (untold.length === 0) return { values, query }
  throw new Error(
    [`${nameOf(operation)}: no source for ${untold.join(', ')}`, ...refused].join('\n'),
  )
}

/** True for what has nothing to do with where a thing is. */
function isAside(operation: Operation, place: IdPlace): boolean {
  return place.in !== 'body' || isFresh(operation, place)
}

/** True where the operation's own request can be made up without a value that is there before. */
function isSparing(operation: Operation, place: IdPlace): boolean {
  return !isNeeded(draftOf(operation), place) || isFresh(operation, place)
}

function needsMore(operation: Operation): boolean {
  const draft = draftOf(operation)
  return idPlaces(operation).some((place) => isNeeded(draft, place) && !isFresh(operation, place))
}

interface Question {
  source: Operation
  told: Telling['told']
  carried: readonly Filled[]
  with: JsonObject
}

async function ask(
  { source, told, carried, with: more }: Question,
  person: Person,
  above: readonly Operation[],
): Promise<OwnValues & { body?: Json }> {
  const draft = async (): Promise<Draft> =>
    saying(keyed(await validDraft(source, person, { above, carried }), told), more)
  const first = await speak(await draft(), person)
  const values = evaluated(first, told)
  const isWhole = told.every(({ place }) => values.has(placeName(place)))
  if (isWhole || source.method !== 'GET') {
    const { body } = first.response
    return { values, query: first.request.query, ...(body === undefined ? {} : { body }) }
  }
  // What is null on a short list has a value on the first page of a longer one.
  for (let count = 0; count < 2; count += 1) {
    for (const supplier of suppliersOf(source)) {
      await grant(await validDraft(supplier, person, { above }), person)
    }
  }
  const longer = await draft()
  const small = await speak({ ...longer, query: { ...longer.query, ...least(source) } }, person)
  return { values: evaluated(small, told), query: small.request.query }
}

function saying(draft: Draft, more: JsonObject): Draft {
  return isObject(draft.body) ? { ...draft, body: { ...draft.body, ...more } } : draft
}

function isChosen({ value }: Telling['told'][number]): boolean {
  return textOf(value).startsWith('$request.header.')
}

/** A key that the client chooses has to be in the request that it is read from. */
function keyed(draft: Draft, told: Telling['told']): Draft {
  let chosen = draft
  for (const { place } of told.filter(isChosen)) chosen = put(chosen, place, freshValue(place))
  return chosen
}

function evaluated(spoken: Spoken, told: Telling['told']): Map<string, Json> {
  const found = told.flatMap(({ place, value }): [string, Json][] => {
    const result = evaluate(value, spoken)
    if (result === undefined || result === null) return []
    const isNumber = typesOf(place.schema).includes('integer') && place.in === 'body'
    return [[placeName(place), isNumber ? Number(result) : result]]
  })
  return new Map(found.reverse())
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

/** Sends it and answers what came of it. @throws Error when it is refused */
export async function grant(draft: Draft, person: Person): Promise<Exchange> {
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
  for (const maker of makers().filter((one) => one.secured && !needsMore(one))) {
    for (let made = 0; made < count; made += 1) await grant(await validDraft(maker, person), person)
  }
}

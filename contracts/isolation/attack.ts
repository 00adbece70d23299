/** One attack: a stranger sends what is another user's, and must learn, change and receive nothing. */
import { noteAttack, noteRow } from '../http/record.ts'
import type { Exchange } from '../http/exchange.ts'
import { isObject } from '../openapi/document.ts'
import type { Json } from '../openapi/document.ts'
import { draftOf, holds, placeName, put, without, write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { idPlaces, sourcedPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { newPerson, nobody } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { freshValue, isFresh } from '../world/fresh.ts'
import { furnish, grant, ownValues, validDraft } from '../world/recipes.ts'
import { signed } from '../world/signed.ts'
import type { OwnValues } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { textOf } from '../openapi/valid-values.ts'
import { isRequired, rowsOf } from './combinations.ts'
import type { Combination } from './combinations.ts'
import { notFoundFaults } from './foreign.ts'
import { firstDifference, withoutOwn } from './sameness.ts'

const reads = ['GET', 'HEAD']

/** Everything in which the api departs from "not yours is not there"; empty when it holds. */
export async function attack(combination: Combination): Promise<string[]> {
  const { operation, foreign } = combination
  const [a, b] = [newPerson('A'), newPerson('B')]
  await Promise.all([furnish(a), furnish(b)])
  const ofB = await valuesFor(combination, b)
  const ofA = await distinctValues(combination, a, ofB)
  const wrong: string[] = []
  const before = await inspector().rowsOf(a.subject)
  const methods = operation.method === 'GET' ? reads : [operation.method]
  for (const method of methods) {
    const victim: Victim = { method, values: ofA.values, query: ofA.query }
    wrong.push(...(await compare(combination, victim, { person: b, own: ofB })))
    // Who owns nothing has nothing to mix: C sends what is A's and no more.
    if (combination.own.length === 0) {
      const nothing: OwnValues = { values: new Map(), query: {} }
      wrong.push(...(await compare(combination, victim, { person: newPerson('C'), own: nothing })))
    }
    const anonymous = write(draftFor(combination, a, ofA.values, ofA, foreign))
    wrong.push(...profileFaults('A0', await nobody.send({ ...anonymous, method })))
  }
  if ((await inspector().rowsOf(a.subject)) !== before) wrong.push('rows of A have changed')
  wrong.push(...(await control(combination, a, ofA)))
  for (const place of foreign) {
    noteAttack(operation.id, placeName(place))
    for (const row of rowsOf(operation, place)) noteRow(row, operation.id)
  }
  return wrong
}

interface Victim {
  method: string
  values: Map<string, Json>
  query: Record<string, string>
}

interface Attacker {
  person: Person
  own: OwnValues
}

/** What the request of this combination needs of one person. */
async function valuesFor(
  { operation, foreign, own }: Combination,
  person: Person,
): Promise<OwnValues> {
  const draft = draftOf(operation)
  const sourced = sourcedPlaces(operation).filter((place) => holds(draft, place))
  return ownValues(operation, person, [...foreign, ...own, ...sourced])
}

/**
 * A's values, each another one than B's: two first tasks have the same version, and what everybody
 * has one of stands at the same version until somebody changes theirs.
 */
async function distinctValues(
  combination: Combination,
  a: Person,
  ofB: OwnValues,
): Promise<OwnValues> {
  const { operation } = combination
  const known = [...ofB.values.values()]
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const ofA = await valuesFor(combination, a)
    if (
      !combination.foreign.some((place) => known.includes(ofA.values.get(placeName(place)) ?? null))
    )
      return ofA
    if (!reads.includes(operation.method)) await changeALittle(operation, a)
  }
  throw new Error('A and B always have the same values')
}

/** By one member of the body, so that the whole of it still has an effect. */
async function changeALittle(operation: Operation, person: Person): Promise<void> {
  const draft = await validDraft(operation, person)
  const { body } = draft
  const members = isObject(body) ? Object.entries(body) : []
  const isPatch = operation.method === 'PATCH' && members.length > 1
  await grant(isPatch ? { ...draft, body: Object.fromEntries(members.slice(0, 1)) } : draft, person)
}

/** The attacker's answer to A's values, and to values that look like them and never were. */
async function compare(
  combination: Combination,
  { method, values, query }: Victim,
  { person, own }: Attacker,
): Promise<string[]> {
  const { operation, foreign } = combination
  const never = new Map(
    foreign.map((place) => {
      const name = placeName(place)
      const value = values.get(name) ?? null
      return [name, lookAlike(value, place.schema, [value, ...own.values.values()])] as const
    }),
  )
  const twin = reads.includes(method) ? { person, own } : await twinOf(combination, own)
  const carried = { values: own.values, query }
  const ask = async (who: Attacker, theirs: Map<string, Json>): Promise<[string, Exchange]> => {
    const before = await inspector().rowsOf(who.person.subject)
    const draft = draftFor(
      combination,
      who.person,
      theirs,
      { ...who.own, query: carried.query },
      [],
    )
    const exchange = await who.person.send({ ...write(draft), method })
    if (exchange.status >= 400 && (await inspector().rowsOf(who.person.subject)) !== before) {
      throw new Error(`${method} was refused and left something behind`)
    }
    const sent = placesOf(operation, foreign, theirs, who.own.values)
    return [withoutOwn(exchange, who.person, sent), exchange]
  }
  const [told, exchange] = await ask({ person, own }, values)
  const [reference] = await ask(twin, never)
  const difference = firstDifference(told, reference)
  const who = `${method} as ${person.name}`
  const isHidden = foreign.some((place) => place.in === 'path') && operation.responses.has('404')
  return [
    ...(difference === undefined ? [] : [`${who} tells A's from nobody's: ${difference}`]),
    ...(isHidden ? notFoundFaults(exchange).map((fault) => `${who}: ${fault}`) : []),
    ...(exchange.status >= 500 ? [`${who}: ${String(exchange.status)}`] : []),
  ]
}

/** What stands at each place, in the order of the places. */
function placesOf(
  operation: Operation,
  foreign: IdPlace[],
  theirs: Map<string, Json>,
  own: Map<string, Json>,
): string[] {
  return idPlaces(operation).map((place) =>
    textOf((foreign.includes(place) ? theirs : own).get(placeName(place)) ?? ''),
  )
}

/** Another attacker with the same history: an answer that changes something is not asked for twice. */
async function twinOf(combination: Combination, of: OwnValues): Promise<Attacker> {
  const person = newPerson('B')
  if (of.values.size === 0) return { person, own: of }
  await furnish(person)
  return { person, own: await valuesFor(combination, person) }
}

/** The request with these values where the combination has foreign ones. */
function draftFor(
  { operation, foreign, own }: Combination,
  sender: Person,
  values: Map<string, Json>,
  mine: OwnValues,
  mineToo: readonly IdPlace[],
): Draft {
  let draft = signed(draftOf(operation), sender)
  for (const place of idPlaces(operation)) {
    const name = placeName(place)
    if (foreign.includes(place) || mineToo.includes(place)) {
      draft = put(draft, place, values.get(name) ?? null)
    } else if (own.includes(place)) {
      draft = put(draft, place, mine.values.get(name) ?? freshValue(place))
    } else if (isFresh(operation, place) && isRequired(operation, place)) {
      draft = put(draft, place, freshValue(place))
    } else {
      draft = without(draft, place)
    }
  }
  for (const place of sourcedPlaces(operation)) {
    const value = mine.values.get(placeName(place))
    if (value !== undefined) draft = put(draft, place, value)
  }
  return { ...draft, query: { ...mine.query, ...draft.query } }
}

/** What was refused to others is granted to A, and has its effect: otherwise "refuse all" would pass. */
async function control(combination: Combination, a: Person, ofA: OwnValues): Promise<string[]> {
  const { operation } = combination
  const before = await inspector().rowsOf(a.subject)
  const draft = draftFor(combination, a, ofA.values, ofA, combination.own)
  const exchange = await a.send(write(draft))
  // The id of what A made is A's: making it once more is a conflict, for A alone. A key of A's is
  // that of a request of A's, which is answered as it was or, being another one, refused.
  const isAgain = combination.foreign.some((place) => rowsOf(operation, place).includes('I44'))
  const conflicts = exchange.status === 409 && operation.responses.has('409')
  if (isAgain && (exchange.status < 300 || exchange.status === 422)) return []
  if (exchange.status >= 400 && !conflicts) {
    return [`A is refused as well: ${String(exchange.status)} ${exchange.text.slice(0, 160)}`]
  }
  // A body in which nothing is left asks for nothing.
  const asksForNothing = JSON.stringify(draft.body) === '{}'
  const isWrite = !reads.includes(operation.method) && exchange.status < 300 && !asksForNothing
  const changed = (await inspector().rowsOf(a.subject)) !== before
  return isWrite && !changed ? ['what A is granted has no effect'] : []
}

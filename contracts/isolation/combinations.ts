/** Which of an operation's places hold another user's value at once, and what the others hold. */
import { asArray, below, isObject } from '../openapi/document.ts'
import { placeName } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { seed } from '../spec/seed.ts'
import { shuffle } from '../tokens/deal.ts'
import { isFresh } from '../world/fresh.ts'

export interface Combination {
  operation: Operation
  /** These hold the victim's values … */
  foreign: IdPlace[]
  /** … these the attacker's own. All others are left out. */
  own: IdPlace[]
}

const allSubsetsUpTo = 4

/** Every way to mix foreign and own values; with many places each alone, some pairs, and all. */
export function combinationsOf(operation: Operation): Combination[] {
  const places = idPlaces(operation)
  const isMany = places.length > allSubsetsUpTo
  return subsetsOf(operation, places).flatMap((foreign) => {
    const others = places.filter((place) => !foreign.includes(place))
    const needed = others.filter((place) => isRequired(operation, place))
    // What the request makes has no own value yet: a fresh one is no different from none.
    const owned = fitting(operation, foreign, [
      ...needed,
      ...others.filter((place) => !needed.includes(place) && !isFresh(operation, place)),
    ]).filter((place) => others.includes(place))
    const isEnough = isMany && foreign.length === 2
    const fillings = owned.length > needed.length && !isEnough ? [needed, owned] : [needed]
    return fillings.map((own) => ({ operation, foreign, own }))
  })
}

/** These, and as many of the others as can stand beside them. */
function fitting(
  operation: Operation,
  given: readonly IdPlace[],
  others: readonly IdPlace[],
): IdPlace[] {
  return others.reduce<IdPlace[]>(
    (all, place) => (fitTogether(operation, [...all, place]) ? [...all, place] : all),
    [...given],
  )
}

/** A cursor goes on with its own list alone, and a body says which members exclude each other. */
function fitTogether({ requestTypes }: Operation, given: readonly IdPlace[]): boolean {
  const inQuery = given.filter((place) => place.in === 'query')
  if (inQuery.length > 1 && inQuery.some(({ name }) => name === 'cursor')) return false
  const schemas = [...requestTypes.values()].map((media) => below(media, 'schema'))
  return schemas.every(({ node: { not } }) => {
    const excluded = isObject(not) ? asArray(not['required']) : []
    const named = given.filter((place) => place.in === 'body').map(({ name }) => name.slice(1))
    return excluded.length === 0 || excluded.some((name) => !named.some((one) => one === name))
  })
}

export function isRequired({ parameters, requestTypes }: Operation, place: IdPlace): boolean {
  const schemas = [...requestTypes.values()].map((media) => below(media, 'schema'))
  return place.in === 'body'
    ? schemas.some(({ node }) => asArray(node['required']).includes(place.name.slice(1)))
    : parameters.some(
        ({ name, in: where, required }) => required && where === place.in && name === place.name,
      )
}

/** The rows of the isolation tables that trying another user's value at this place is about. */
export function rowsOf(operation: Operation, place: IdPlace): string[] {
  switch (place.in) {
    case 'path':
      return ['I10', 'I17']
    case 'query':
      return [place.name === 'cursor' ? 'I07' : 'I03']
    case 'header':
      return [/^idempotency-key$/i.test(place.name) ? 'I44' : 'I15']
    case 'body':
    case 'cookie':
      return [isFresh(operation, place) ? 'I20' : 'I22']
  }
}

/** `A's path taskId and header If-Match`, for the name of a test. */
export function says({ foreign, own }: Combination): string {
  const whose = (places: IdPlace[]): string => places.map(placeName).join(' and ')
  return `A's ${whose(foreign)}${own.length > 0 ? ` with one's own ${whose(own)}` : ''}`
}

/** With many places each alone, each with the one beside it in an order of the run's own, and all. */
function subsetsOf(operation: Operation, places: readonly IdPlace[]): IdPlace[][] {
  const all =
    places.length > allSubsetsUpTo
      ? [...places.map((place) => [place]), ...pairsOf(places), fitting(operation, [], places)]
      : Array.from({ length: 2 ** places.length - 1 }, (_, mask) =>
          places.filter((_place, bit) => ((mask + 1) >> bit) & 1),
        )
  return all.filter((subset) => fitTogether(operation, subset))
}

function pairsOf(places: readonly IdPlace[]): IdPlace[][] {
  const ring = shuffle(places, String(seed()))
  return ring.map((place, at) => [place, ring[(at + 1) % ring.length] ?? place])
}

/** Which of an operation's places hold another user's value at once, and what the others hold. */
import { placeName } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { isFresh } from '../world/recipes.ts'

export interface Combination {
  operation: Operation
  /** These hold the victim's values … */
  foreign: IdPlace[]
  /** … these the attacker's own. All others are left out. */
  own: IdPlace[]
}

const allSubsetsUpTo = 4

/** Every way to mix foreign and own values; with many places each alone, each pair, and all. */
export function combinationsOf(operation: Operation): Combination[] {
  const places = idPlaces(operation)
  return subsetsOf(places).flatMap((foreign) => {
    const others = places.filter((place) => !foreign.includes(place))
    const needed = others.filter((place) => isRequired(operation, place))
    // What the request makes has no own value yet: a fresh one is no different from none.
    const owned = others.filter((place) => !isFresh(operation, place))
    const fillings = owned.length > needed.length ? [needed, owned] : [needed]
    return fillings.map((own) => ({ operation, foreign, own }))
  })
}

export function isRequired({ parameters }: Operation, place: IdPlace): boolean {
  return parameters.some(
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

function subsetsOf(places: readonly IdPlace[]): IdPlace[][] {
  const all = Array.from({ length: 2 ** Math.min(places.length, 16) - 1 }, (_, mask) =>
    places.filter((_place, bit) => ((mask + 1) >> bit) & 1),
  )
  return places.length <= allSubsetsUpTo
    ? all
    : all.filter(({ length }) => length <= 2 || length === places.length)
}

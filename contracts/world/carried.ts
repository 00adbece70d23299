/**
 * Values of one request that have to fit each other: the section of a task is one of its list. What
 * makes something is therefore told what is known by then of the things around it.
 */
import { isObject } from '../openapi/document.ts'
import type { Json } from '../openapi/document.ts'
import { placeName } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import type { Telling } from '../openapi/sources.ts'
import { isFresh } from './fresh.ts'

export interface Filled {
  place: IdPlace
  value: Json
}

/** `listId` of `/listId` and of a query's `listId`. */
function leafOf({ name }: Pick<IdPlace, 'name'>): string {
  return name.replace(/^.*\//, '')
}

/** What an operation says of the things around what it makes, but for lists of them. */
function referencesOf(operation: Operation): IdPlace[] {
  return idPlaces(operation).filter(
    (place) => place.in === 'body' && !place.name.includes('*') && !isFresh(operation, place),
  )
}

/**
 * What makes something is asked before who only tells of it, and what holds something before what it
 * holds: a list, its section, a task in it.
 */
export function inOrder(tellings: readonly Telling[], places: readonly IdPlace[]): Telling[] {
  const wanted = new Set(places.map(leafOf))
  const made = new Set(
    tellings.filter(isMaker).flatMap(({ told }) => told.map(({ place }) => placeName(place))),
  )
  const rank = ({ operation }: Telling): number =>
    referencesOf(operation).filter((place) => wanted.has(leafOf(place))).length
  return tellings
    .map((telling) => {
      const told = telling.told.filter(({ place }) => !made.has(placeName(place)))
      return isMaker(telling) ? telling : { ...telling, told }
    })
    .sort((one, other) => rank(one) - rank(other))
}

function isMaker({ operation: { method, responses } }: Telling): boolean {
  return method === 'POST' && responses.has('201')
}

/**
 * Places that one exchange can tell: the path and the headers that go with it, or one reference of
 * the body. Two that would get the same of it need two.
 */
export function exchangesOf(told: Telling['told']): Telling['told'][] {
  const exchanges: Telling['told'][] = []
  const inBody = ({ place }: Telling['told'][number]): boolean => place.in === 'body'
  for (const one of told) {
    const free = exchanges.find((group) =>
      group.every((other) => other.value !== one.value && inBody(other) === inBody(one)),
    )
    if (free) free.push(one)
    else exchanges.push([one])
  }
  return exchanges.sort((one, other) => Number(one.some(inBody)) - Number(other.some(inBody)))
}

export class Known {
  readonly values = new Map<string, Json>()
  /** What something told of itself, by the name of the member. */
  readonly #implied = new Map<string, Json>()
  readonly #places: readonly IdPlace[]

  constructor(places: readonly IdPlace[]) {
    this.#places = places
  }

  /** Keeps the answer's own words on where the thing is. */
  note(operation: Operation, answer: Json | undefined): void {
    if (!isObject(answer)) return
    for (const place of referencesOf(operation)) {
      const value = answer[leafOf(place)]
      if (typeof value === 'string' && !this.#implied.has(leafOf(place))) {
        this.#implied.set(leafOf(place), value)
      }
    }
  }

  /**
   * What to tell the source. What the path names is put where the others are only as far as the
   * request itself does not: then it has something left to do.
   */
  carriedTo(source: Operation, told: Telling['told']): Filled[] {
    const isNamed = told.some(({ place }) => place.in === 'path')
    return referencesOf(source).flatMap((place) => {
      const leaf = leafOf(place)
      const same = this.#places.find((one) => one.in !== 'path' && leafOf(one) === leaf)
      const given = same && !isNamed ? this.values.get(placeName(same)) : undefined
      const value = given ?? (same ? undefined : this.#implied.get(leaf))
      return value === undefined ? [] : [{ place, value }]
    })
  }
}

/** What A and B have: made through the contract, found in its lists, or named on the command line. */
import { isObject } from '../openapi/document.ts'
import type { JsonObject } from '../openapi/document.ts'
import { evaluate } from '../openapi/expression.ts'
import type { Spoken } from '../openapi/expression.ts'
import { idPlaces, sourcedPlaces } from '../openapi/id-places.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { sampleOf } from '../openapi/sample.ts'
import type { Source } from '../openapi/sources.ts'
import { spokenOf, succeeded, withValue } from './ask.ts'
import type { Ask } from './ask.ts'
import { draftBody } from './bodies.ts'
import type { Contract } from './contract.ts'
import { leafOf, originsOf } from './origins.ts'
import type { PlaceOf } from './origins.ts'
import type { Person } from './person.ts'
import type { Speaker } from './speaker.ts'

/** No value or no request could be found; the message says why. */
export class NotCoveredError extends Error {
  override name = 'NotCoveredError'
}

export interface WorldParts {
  contract: Contract
  speaker: Speaker
  allowWrites: boolean
  /** Values by the name of their place, or by `operationId.name`. */
  given: { A: ReadonlyMap<string, string>; B: ReadonlyMap<string, string> }
}

interface Need {
  person: Person
  /** Makes something new, which nobody will miss. */
  fresh: boolean
  onlyRequired?: boolean
  /** Operations that wait for this one. */
  trail?: readonly string[]
}

export function isUnsafe({ method }: Pick<Operation, 'method'>): boolean {
  return !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)
}

export class World {
  readonly #parts: WorldParts
  readonly #asked = new Map<string, Promise<Spoken>>()

  constructor(parts: WorldParts) {
    this.#parts = parts
  }

  /** A request that should be granted to this person. @throws NotCoveredError */
  async prepare(operation: Operation, need: Need): Promise<Ask> {
    let ask: Ask = { operation, path: {}, query: {}, headers: {} }
    ask = { ...ask, path: await this.#path(operation, need) }
    for (const parameter of operation.parameters) {
      if (!parameter.required || parameter.in === 'path') continue
      ask = withValue(ask, parameter, await this.#parameter(operation, parameter, need))
    }
    return this.#withBody(ask, need)
  }

  /** A value of this person's for a place. @throws NotCoveredError */
  async valueOf(operation: Operation, place: PlaceOf, need: Need): Promise<string> {
    const given = this.#given(operation, place.name, need.person)
    if (given !== undefined) return given
    const reasons: string[] = []
    for (const source of this.#sources(operation, place, need)) {
      const spoken = await this.#ask(source, need, reasons)
      const value = spoken && textOf(source, spoken)
      if (value !== undefined) return this.#kept(value, place, need.person, source)
      if (spoken) reasons.push(`${nameOf(source.operation)} gave none`)
    }
    throw new NotCoveredError(this.#reason(operation, place, need, reasons))
  }

  async #path(operation: Operation, need: Need): Promise<Record<string, string>> {
    const parameters = operation.parameters.filter(({ in: place }) => place === 'path').reverse()
    const found: Record<string, string> = {}
    for (const place of parameters) {
      const given = this.#given(operation, place.name, need.person)
      if (given !== undefined) found[place.name] = this.#kept(given, place, need.person)
    }
    for (const place of parameters) {
      if (found[place.name] !== undefined) continue
      Object.assign(found, await this.#pathValues(operation, place, found, need))
    }
    return found
  }

  /** The value of one parameter, and of those that the same exchange tells: parents come along. */
  async #pathValues(
    operation: Operation,
    place: PlaceOf,
    known: Record<string, string>,
    need: Need,
  ): Promise<Record<string, string>> {
    const reasons: string[] = []
    for (const source of this.#sources(operation, place, need)) {
      const spoken = await this.#ask(source, need, reasons)
      const value = spoken && textOf(source, spoken)
      if (!spoken || value === undefined) {
        if (spoken) reasons.push(`${nameOf(source.operation)} gave none`)
        continue
      }
      const values: Record<string, string> = { [place.name]: value }
      for (const other of operation.parameters) {
        if (other.in !== 'path' || other.name === place.name || known[other.name]) continue
        const told = this.#sources(operation, other, need).find(
          (one) => one.operation.id === source.operation.id,
        )
        const along = (told && textOf(told, spoken)) ?? spoken.request.path[other.name]
        if (along !== undefined) values[other.name] = along
      }
      for (const one of Object.values(values)) this.#kept(one, place, need.person, source)
      return values
    }
    const constant = isIdShaped(operation, place) ? undefined : this.#sample(place, need.person)
    if (constant !== undefined) return { [place.name]: constant }
    throw new NotCoveredError(this.#reason(operation, place, need, reasons))
  }

  async #parameter(operation: Operation, place: PlaceOf, need: Need): Promise<string> {
    const given = this.#given(operation, place.name, need.person)
    if (given !== undefined) return given
    if (isIdShaped(operation, place)) return this.valueOf(operation, place, need)
    const sample = this.#sample(place, need.person)
    if (sample !== undefined) return sample
    throw new NotCoveredError(`no value for the required ${place.in} ${place.name}`)
  }

  #sample({ schema }: PlaceOf, { mark }: Person): string | undefined {
    const value = schema && sampleOf(schema, { mark, onlyRequired: true })
    return value === undefined || value === null || typeof value === 'object'
      ? undefined
      : String(value)
  }

  async #withBody(ask: Ask, need: Need): Promise<Ask> {
    const { person, onlyRequired = false } = need
    let draft
    try {
      draft = draftBody(ask.operation, { mark: person.mark, onlyRequired })
    } catch (error) {
      throw new NotCoveredError(error instanceof Error ? error.message : String(error))
    }
    if (!draft) return ask
    let made: Ask = { ...ask, body: { type: draft.type, json: draft.json } }
    for (const { pointer, schema } of draft.references) {
      const place = { in: 'body' as const, name: pointer, schema }
      made = withValue(made, place, await this.#reference(ask.operation, place, need))
    }
    // What was told once may be used up by now.
    for (const place of sourcedPlaces(ask.operation)) {
      const isHeld = isObject(draft.json) && place.name.slice(1) in draft.json
      const own = { ...need, fresh: true }
      if (isHeld) made = withValue(made, place, await this.valueOf(ask.operation, place, own))
    }
    return made
  }

  /** A required id in a body: of something that exists, or a new one where it is the thing's own. */
  async #reference(operation: Operation, place: PlaceOf, need: Need): Promise<string> {
    const own = /^\/(id|uuid|_id)$/.test(place.name) && this.#sample(place, need.person)
    if (typeof own === 'string') return own
    return this.valueOf(operation, place, need)
  }

  #given(operation: Operation, name: string, { name: who }: Person): string | undefined {
    const given = this.#parts.given[who]
    const leaf = leafOf({ name })
    return given.get(`${operation.id}.${leaf}`) ?? given.get(leaf)
  }

  #sources(operation: Operation, place: PlaceOf, { trail = [], fresh }: Need): Source[] {
    const sources = originsOf(operation, place, this.#parts.contract.operations).filter(
      ({ operation: source }) => !trail.includes(source.id),
    )
    const allowed = sources.filter((one) => this.#parts.allowWrites || !isUnsafe(one.operation))
    // Something new can only come from what makes it, unless the contract itself says otherwise.
    const makes = (one: Source) => Number(one.operation.method === 'POST')
    const isSaid = (one: Source) => Number(one.told !== 'shape')
    return fresh
      ? allowed.sort((one, other) => isSaid(other) - isSaid(one) || makes(other) - makes(one))
      : allowed
  }

  async #ask(source: Source, need: Need, reasons: string[]): Promise<Spoken | undefined> {
    const { person, fresh } = need
    const key = `${person.name} ${source.operation.id} ${JSON.stringify(source.with ?? {})}`
    const known = this.#asked.get(key)
    if (known && !(fresh && isUnsafe(source.operation))) return known
    const asking = this.#askNow(source.operation, need, source.with)
    try {
      const spoken = await asking
      // What was made to be used up is nobody's to share.
      if (!known && !fresh) this.#asked.set(key, asking)
      return spoken
    } catch (error) {
      if (!(error instanceof NotCoveredError)) throw error
      reasons.push(error.message)
      return undefined
    }
  }

  /** With everything that the contract allows first, then with what it demands. */
  async #askNow(operation: Operation, need: Need, more: JsonObject = {}): Promise<Spoken> {
    const trail = [...(need.trail ?? []), operation.id]
    const attempts = operation.requestTypes.size > 0 ? [false, true] : [false]
    let refusal = ''
    for (const onlyRequired of attempts) {
      // What takes something away takes what nobody else asks for.
      const takes = isUnsafe(operation) && operation.method !== 'POST'
      const plain = await this.prepare(operation, { ...need, fresh: takes, onlyRequired, trail })
      const ask = saying(plain, more)
      const { message, reply } = await this.#parts.speaker.send(need.person, ask)
      if (succeeded(reply)) return spokenOf(ask, message, reply)
      refusal = `${nameOf(operation)} answered ${need.person.name} ${reply.status}`
    }
    throw new NotCoveredError(refusal)
  }

  /** What A made or was said to have is A's; what a list shows may be everybody's. */
  #kept(value: string, { name }: PlaceOf, person: Person, source?: Source): string {
    const owned = source === undefined || isUnsafe(source.operation)
    if (owned && person.name === 'A') {
      this.#parts.speaker.addSecret(value, `the ${leafOf({ name })} of A`)
    }
    return value
  }

  #reason(operation: Operation, place: PlaceOf, need: Need, reasons: string[]): string {
    const { contract, allowWrites } = this.#parts
    const sources = originsOf(operation, place, contract.operations)
    const hidden = !allowWrites && sources.some((one) => isUnsafe(one.operation))
    const told = [...new Set(reasons)].join('; ')
    const missing = `no ${leafOf(place)} of ${need.person.name}`
    // What is missing for something else says already what would help.
    if (told.includes('--resource')) return `${missing}: ${told}`
    const why = told === '' ? 'nothing in the contract says where one comes from' : told
    const option = need.person.name === 'A' ? '--resource' : '--resource-b'
    const help = hidden
      ? '--allow-writes makes one, or give it by'
      : 'give it by a link, x-source or'
    return `${missing}: ${why} (${help} ${option} ${leafOf(place)}=…)`
  }
}

function saying(ask: Ask, more: JsonObject): Ask {
  const { body } = ask
  return body && isObject(body.json)
    ? { ...ask, body: { ...body, json: { ...body.json, ...more } } }
    : ask
}

function textOf(source: Source, spoken: Spoken): string | undefined {
  const value = evaluate(source.value, spoken)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function isIdShaped(operation: Operation, place: PlaceOf): boolean {
  return idPlaces(operation).some(
    ({ in: where, name }) => where === place.in && name === place.name,
  )
}

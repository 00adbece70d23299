/** An OpenAPI 3.1 document to compare: values with their places. References stay inside it. */
import { parse } from 'yaml'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [member: string]: Json
}

/** A value and where it stands: a JSON pointer (RFC 6901) after a `#`. */
export interface Place {
  readonly value: Json
  readonly at: string
}

export class Contract {
  readonly root: Place

  /** @param text YAML or JSON. */
  constructor(text: string) {
    this.root = { value: parse(text) as Json, at: '#' }
  }

  /** The target of a `$ref`, or of the last in a row of them; other places as they are. */
  resolve(place: Place): Place {
    let found = place
    for (let hops = 0; hops < 100; hops += 1) {
      const reference = child(found, '$ref')?.value
      if (typeof reference !== 'string') return found
      found = this.target(reference)
    }
    throw new Error(`references go in a circle: ${place.at}`)
  }

  /** @throws Error when nothing is there, or it is in another document. */
  target(reference: string): Place {
    if (!reference.startsWith('#/')) throw new Error(`not in this document: ${reference}`)
    let found: Place | undefined = this.root
    for (const step of reference.slice(2).split('/')) {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
      found &&= child(found, name)
    }
    if (found === undefined) throw new Error(`nothing is at ${reference}`)
    return found
  }

  /** The members of an object, references followed; none when the object is not there. */
  members(place: Place | undefined, name: string): Map<string, Place> {
    const found = children(place && child(place, name))
    return new Map([...found].map(([key, member]) => [key, this.resolve(member)]))
  }
}

export function child({ value, at }: Place, name: string): Place | undefined {
  if (isList(value) && Object.hasOwn(value, name)) {
    return { value: value[Number(name)] ?? null, at: below(at, name) }
  }
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return member === undefined ? undefined : { value: member, at: below(at, name) }
}

/** Members of an object or items of a list. */
export function children(place: Place | undefined): Map<string, Place> {
  if (place === undefined || typeof place.value !== 'object' || place.value === null) {
    return new Map()
  }
  return new Map(
    Object.entries(place.value as JsonObject).map(([name, value]) => [
      name,
      { value, at: below(place.at, name) },
    ]),
  )
}

export function below(at: string, name: string): string {
  return `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

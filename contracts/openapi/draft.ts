/** A request in parts: what stands at each place, before it is written as a request line, headers and body. */
import { asArray, below, children, isObject } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'
import type { IdPlace } from './id-places.ts'
import { nameOf } from './operations.ts'
import type { Operation } from './operations.ts'
import { oneValueOf, textOf } from './valid-values.ts'

export interface Draft {
  operation: Operation
  /** Percent-encoded, as they will stand in the path. */
  path: Record<string, string>
  query: Record<string, string>
  header: Record<string, string>
  type?: string
  body?: Json
}

export type PlaceName = Pick<IdPlace, 'in' | 'name'>

/** `body /id`, as failures name a place. */
export function placeName({ in: place, name }: PlaceName): string {
  return `${place} ${name}`
}

/** The operation with its example body and every required parameter but those of the path. */
export function draftOf(operation: Operation): Draft {
  const draft: Draft = { operation, path: {}, query: {}, header: {} }
  for (const { in: place, name, required, schema } of operation.parameters) {
    if (required && (place === 'query' || place === 'header')) {
      draft[place][name] = textOf(oneValueOf(schema))
    }
  }
  const [body] = operation.requestTypes
  if (!body) return draft
  const [type, media] = body
  return { ...draft, type, body: exampleOf(media) }
}

/** What the contract gives as an example of this media type, or a value that its schema takes. */
function exampleOf(media: Located): Json {
  if (media.node['example'] !== undefined) return media.node['example']
  for (const { node } of children(media, 'examples').values()) {
    if (node['value'] !== undefined) return node['value']
  }
  return oneValueOf(below(media, 'schema'))
}

/** The draft with this value at this place; what has to stand around it is made up. */
export function put(draft: Draft, place: PlaceName, value: Json): Draft {
  switch (place.in) {
    case 'path':
      return { ...draft, path: { ...draft.path, [place.name]: encodeURIComponent(textOf(value)) } }
    case 'query':
    case 'header':
      return { ...draft, [place.in]: { ...draft[place.in], [place.name]: textOf(value) } }
    case 'body':
      return { ...draft, body: putBelow(draft.body, partsOf(place.name), value) }
    case 'cookie':
      throw new Error(`${nameOf(draft.operation)}: cookies carry nothing here`)
  }
}

/** The draft with nothing at this place. */
export function without(draft: Draft, place: PlaceName): Draft {
  if (place.in === 'query' || place.in === 'header') {
    const { [place.name]: _left, ...rest } = draft[place.in]
    return { ...draft, [place.in]: rest }
  }
  if (place.in !== 'body' || draft.body === undefined) return draft
  return { ...draft, body: removeBelow(draft.body, partsOf(place.name)) }
}

/** True when something stands at this place. */
export function holds({ body, ...draft }: Draft, { in: place, name }: PlaceName): boolean {
  if (place === 'cookie') return false
  if (place !== 'body') return name in draft[place]
  let nodes: (Json | undefined)[] = [body]
  for (const part of partsOf(name)) {
    nodes = nodes.flatMap((node) =>
      part === '*' ? asArray(node) : isObject(node) ? [node[part]] : [],
    )
  }
  return nodes.some((node) => node !== undefined)
}

function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function putBelow(node: Json | undefined, [part, ...rest]: string[], value: Json): Json {
  if (part === undefined) return value
  // The items of a list of ids are all alike: one is enough, and two of the same may be refused.
  if (part === '*' && rest.length === 0) return [value]
  if (part === '*') {
    const items: (Json | undefined)[] = Array.isArray(node) && node.length > 0 ? node : [undefined]
    return items.map((item) => putBelow(item, rest, value))
  }
  const members: JsonObject = isObject(node) ? node : {}
  return { ...members, [part]: putBelow(members[part], rest, value) }
}

function removeBelow(node: Json, [part, ...rest]: string[]): Json {
  if (part === '*') return asArray(node).map((item) => removeBelow(item, rest))
  if (part === undefined || !isObject(node)) return node
  const { [part]: inner, ...others } = node
  return rest.length === 0 || inner === undefined
    ? others
    : { ...others, [part]: removeBelow(inner, rest) }
}

export interface Written {
  method: string
  /** Path and query. */
  target: string
  headers: [name: string, value: string][]
  body?: string
}

/** @throws Error naming a parameter of the path that has no value. */
export function write({ operation, path, query, header, type, body }: Draft): Written {
  const pathname = operation.template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = path[name]
    if (value === undefined) throw new Error(`${nameOf(operation)}: no value for {${name}}`)
    return value
  })
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  const written: Written = {
    method: operation.method,
    target: pairs.length === 0 ? pathname : `${pathname}?${pairs.join('&')}`,
    headers: [...(type === undefined ? [] : [['Content-Type', type] as [string, string]])],
  }
  written.headers.push(...Object.entries(header))
  if (body === undefined) return written
  const isFile = typeof body === 'string' && type !== undefined && !/json$/.test(type)
  return { ...written, body: isFile ? body : JSON.stringify(body) }
}

/** A valid request for each operation, taken from the examples that openapi.yaml gives. */
import { asArray, escapePointer, follow, isObject } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'
import { nameOf } from './operations.ts'
import type { Operation } from './operations.ts'

export interface IdPlace {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  name: string
}

/** The first media type of the operation's body and the example that stands there. */
export function exampleBody(operation: Operation): { type: string; body: JsonObject } | undefined {
  const [first] = operation.requestTypes
  if (!first) return undefined
  const [type, media] = first
  const example = exampleOf(media)
  if (!isObject(example)) throw new Error(`${nameOf(operation)} has no example for its body`)
  return { type, body: example }
}

function exampleOf(media: Located): Json | undefined {
  if (media.node['example'] !== undefined) return media.node['example']
  if (isObject(media.node['examples'])) {
    const [named] = Object.values(media.node['examples'])
    if (isObject(named)) return named['value']
  }
  const { node: schema, pointer } = follow(`${media.pointer}/schema`)
  return schema['example'] ?? asArray(schema['examples'])[0] ?? exampleOfMembers(pointer, schema)
}

/** The examples of an object's members put together; without one for each required member, none. */
function exampleOfMembers(pointer: string, schema: JsonObject): JsonObject | undefined {
  if (!isObject(schema['properties'])) return undefined
  const example: JsonObject = {}
  for (const name of Object.keys(schema['properties'])) {
    const { node } = follow(`${pointer}/properties/${escapePointer(name)}`)
    const value = node['example'] ?? asArray(node['examples'])[0]
    if (value !== undefined) example[name] = value
  }
  return asArray(schema['required']).every((name) => typeof name === 'string' && name in example)
    ? example
    : undefined
}

/** The members that the operation's body may have, and where each one's schema stands. */
export function bodyMembers(operation: Operation): { name: string; pointer: string }[] {
  const [media] = operation.requestTypes.values()
  if (!media) return []
  const { node: schema, pointer } = follow(`${media.pointer}/schema`)
  if (!isObject(schema['properties'])) return []
  return Object.keys(schema['properties']).map((name) => ({
    name,
    pointer: `${pointer}/properties/${escapePointer(name)}`,
  }))
}

/** Every place of an operation where an id can stand: there another user's id will be tried. */
export function idPlaces(operation: Operation): IdPlace[] {
  const places = operation.parameters
    .filter(({ name, schema }) => isIdShaped(name, schema))
    .map((parameter) => ({ in: parameter.in as IdPlace['in'], name: parameter.name }))
  const members = bodyMembers(operation)
    .filter(({ name, pointer }) => isIdShaped(name, follow(pointer).node))
    .map(({ name }) => ({ in: 'body' as const, name }))
  return [...places, ...members]
}

function isIdShaped(name: string, schema: JsonObject): boolean {
  return /^ids?$|Ids?$|_ids?$|^cursor$/.test(name) || schema['format'] === 'uuid'
}

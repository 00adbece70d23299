/** A valid body for an operation, taken from the examples that the document gives. */
import { asArray, below, children, isObject } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'
import { nameOf } from './operations.ts'
import type { Operation } from './operations.ts'

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
  for (const { node } of children(media, 'examples').values()) return node['value']
  const schema = below(media, 'schema')
  return exampleAt(schema) ?? exampleOfMembers(schema)
}

function exampleAt({ node }: Located): Json | undefined {
  return node['example'] ?? asArray(node['examples'])[0]
}

/** The examples of an object's members put together; without one for each required member, none. */
function exampleOfMembers(schema: Located): JsonObject | undefined {
  const members = children(schema, 'properties')
  if (members.size === 0) return undefined
  const example: JsonObject = {}
  for (const [name, member] of members) {
    const value = exampleAt(member)
    if (value !== undefined) example[name] = value
  }
  return asArray(schema.node['required']).every(
    (name) => typeof name === 'string' && name in example,
  )
    ? example
    : undefined
}

/** The members that the operation's body may have, and where each one's schema stands. */
export function bodyMembers(operation: Operation): Map<string, Located> {
  const [media] = operation.requestTypes.values()
  return media ? children(below(media, 'schema'), 'properties') : new Map<string, Located>()
}

/** OpenAPI 3.0 → the JSON Schema dialect of 3.1: `nullable` and boolean exclusive bounds. */
import { isObject } from './document.ts'
import type { Json, JsonObject } from './document.ts'

/** A copy of the document; what 3.1 reads the same way is left as it is. */
export function toDraft2020(root: JsonObject): JsonObject {
  return asRecent(root) as JsonObject
}

function asRecent(node: Json): Json {
  if (Array.isArray(node)) return node.map(asRecent)
  if (!isObject(node)) return node
  const copy = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, asRecent(value)]),
  )
  bound(copy, 'minimum', 'exclusiveMinimum')
  bound(copy, 'maximum', 'exclusiveMaximum')
  return copy['nullable'] === true ? nullable(copy) : copy
}

/** `minimum: 0, exclusiveMinimum: true` → `exclusiveMinimum: 0`. */
function bound(schema: JsonObject, inclusive: string, exclusive: string): void {
  const flag = schema[exclusive]
  if (typeof flag !== 'boolean') return
  Reflect.deleteProperty(schema, exclusive)
  const limit = schema[inclusive]
  if (!flag || limit === undefined) return
  schema[exclusive] = limit
  Reflect.deleteProperty(schema, inclusive)
}

function nullable({ nullable: _, ...schema }: JsonObject): JsonObject {
  const values = Array.isArray(schema['enum']) ? { enum: [...schema['enum'], null] } : {}
  if (typeof schema['type'] === 'string') {
    return { ...schema, ...values, type: [schema['type'], 'null'] }
  }
  return { anyOf: [schema, { type: 'null' }] }
}

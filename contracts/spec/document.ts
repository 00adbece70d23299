/** The contract as a document: openapi.yaml, read once, with its references followed. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { environment } from '../environment.ts'

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [member: string]: Json
}

let loaded: JsonObject | undefined

export function openApiDocument(): JsonObject {
  loaded ??= asObject(
    parse(readFileSync(environment().openApiFile, 'utf8')) as Json,
    'openapi.yaml',
  )
  return loaded
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asObject(value: Json | undefined, what: string): JsonObject {
  if (!isObject(value)) throw new Error(`${what} is not an object`)
  return value
}

export function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

/** A node and where it really stands: the target when it is a `$ref`, itself otherwise. */
export interface Located {
  node: JsonObject
  /** JSON pointer (RFC 6901) from the document's root. */
  pointer: string
}

const followed = new Map<string, Located>()

export function follow(pointer: string): Located {
  const known = followed.get(pointer)
  if (known) return known
  const node = asObject(at(pointer), pointer)
  const reference = node['$ref']
  const located =
    typeof reference === 'string' ? follow(reference.replace(/^#/, '')) : { node, pointer }
  followed.set(pointer, located)
  return located
}

function at(pointer: string): Json | undefined {
  let node: Json | undefined = openApiDocument()
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    node = Array.isArray(node) ? node[Number(name)] : isObject(node) ? node[name] : undefined
  }
  return node
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

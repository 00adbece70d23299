/** An OpenAPI 3.1 document in memory, with its references followed. Knows no server and no file. */
import { parse } from 'yaml'

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [member: string]: Json
}

/** A node and where it really stands: the target when it is a `$ref`, itself otherwise. */
export interface Located {
  document: OpenApiDocument
  node: JsonObject
  /** JSON pointer (RFC 6901) from the document's root. */
  pointer: string
}

export class OpenApiDocument {
  readonly root: JsonObject
  readonly #followed = new Map<string, Located>()

  /** @param source YAML or JSON, or what was read from it. @throws Error when it is no object. */
  constructor(source: string | JsonObject) {
    const root = typeof source === 'string' ? (parse(source) as Json) : source
    this.root = asObject(root, 'the OpenAPI document')
  }

  /** The node at this pointer, references followed. @throws Error when there is no object. */
  follow(pointer: string): Located {
    const known = this.#followed.get(pointer)
    if (known) return known
    const node = asObject(this.#at(pointer), pointer)
    const reference = node['$ref']
    const located =
      typeof reference === 'string'
        ? this.follow(localPointer(reference))
        : { document: this, node, pointer }
    this.#followed.set(pointer, located)
    return located
  }

  #at(pointer: string): Json | undefined {
    let node: Json | undefined = this.root
    for (const part of pointer.split('/').slice(1)) {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
      node = Array.isArray(node) ? node[Number(name)] : isObject(node) ? node[name] : undefined
    }
    return node
  }
}

/** A reference is never fetched: whatever a document points at outside itself stays unread. */
function localPointer(reference: string): string {
  if (!reference.startsWith('#/')) throw new Error(`only references within it: ${reference}`)
  return decodeURIComponent(reference.slice(1))
}

/** What stands below a node, references followed: `below(media, 'schema', 'properties', name)`. */
export function below({ document, pointer }: Located, ...path: (string | number)[]): Located {
  return document.follow([pointer, ...path.map((part) => escapePointer(String(part)))].join('/'))
}

/** The named children of a node, each followed to where it stands. */
export function children(parent: Located, member: string): Map<string, Located> {
  const named = parent.node[member]
  if (!isObject(named)) return new Map()
  return new Map(Object.keys(named).map((name) => [name, below(parent, member, name)]))
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

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

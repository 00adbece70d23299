/** The contract under test: OpenAPI 3.0 or 3.1, read without ever leaving the document. */
import { parse } from 'yaml'
import { isObject, OpenApiDocument } from '../openapi/document.ts'
import type { Json, JsonObject } from '../openapi/document.ts'
import { listOperations } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { toDraft2020 } from '../openapi/version-30.ts'

export interface Contract {
  document: OpenApiDocument
  operations: Operation[]
  /** What stands outside the document and so stayed unread, by pointer. */
  unread: string[]
}

export class ContractError extends Error {
  override name = 'ContractError'
}

/** @param text YAML or JSON. @throws ContractError when it is no OpenAPI 3.0 or 3.1 document. */
export function readContract(text: string): Contract {
  const root = parsed(text)
  const version = root['openapi']
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version)) {
    const said = JSON.stringify(version ?? root['swagger'] ?? null)
    throw new ContractError(`is not OpenAPI 3.0 or 3.1 (its version is ${said})`)
  }
  const unread: string[] = []
  const local = withoutForeignReferences(root, '', unread)
  const document = new OpenApiDocument(version.startsWith('3.0') ? toDraft2020(local) : local)
  try {
    const operations = listOperations(document)
    if (operations.length === 0) throw new ContractError('describes no operation')
    return { document, operations, unread }
  } catch (error) {
    if (error instanceof ContractError) throw error
    throw new ContractError(`can't be read: ${messageOf(error)}`, { cause: error })
  }
}

function parsed(text: string): JsonObject {
  let root: Json
  try {
    root = parse(text) as Json
  } catch (error) {
    throw new ContractError(`is neither YAML nor JSON: ${messageOf(error).split('\n', 1)[0] ?? ''}`)
  }
  if (!isObject(root)) throw new ContractError('is neither YAML nor JSON of an object')
  return root
}

/**
 * A copy in which every reference out of the document has become an empty object: nothing is
 * fetched, whatever the document points at, and what is missing for it is listed.
 */
function withoutForeignReferences(node: JsonObject, pointer: string, unread: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      localOf(value, `${pointer}/${name}`, unread),
    ]),
  )
}

function localOf(node: Json, pointer: string, unread: string[]): Json {
  if (Array.isArray(node)) {
    // A parameter without a name would not be one.
    const kept = node.filter((item) => !pointer.endsWith('/parameters') || !isForeign(item))
    if (kept.length < node.length) unread.push(pointer)
    return kept.map((item, index) => localOf(item, `${pointer}/${index}`, unread))
  }
  if (!isObject(node)) return node
  if (!isForeign(node)) return withoutForeignReferences(node, pointer, unread)
  unread.push(`${pointer} → ${JSON.stringify(node['$ref'])}`)
  return {}
}

function isForeign(node: Json): boolean {
  const reference = isObject(node) ? node['$ref'] : undefined
  return typeof reference === 'string' && !reference.startsWith('#')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

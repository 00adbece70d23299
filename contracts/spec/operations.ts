/** The operations of openapi.yaml, as every matrix loops over them. */
import { asArray, asObject, escapePointer, follow, isObject, openApiDocument } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'

export const methods = [
  'get',
  'head',
  'post',
  'put',
  'patch',
  'delete',
  'options',
  'trace',
] as const

export interface Parameter {
  name: string
  in: string
  required: boolean
  schema: JsonObject
}

export interface Operation {
  id: string
  /** Upper case. */
  method: string
  /** With its `{parameters}`. */
  template: string
  /** Matches the paths that the template stands for. */
  pattern: RegExp
  /** False for the operations that openapi.yaml opens by `security: []`. */
  secured: boolean
  parameters: Parameter[]
  /** Media type of the request → where its media type object stands. */
  requestTypes: Map<string, Located>
  /** Documented status → where its response object stands. */
  responses: Map<string, Located>
}

let listed: Operation[] | undefined

export function operations(): Operation[] {
  listed ??= list()
  return listed
}

export function securedOperations(): Operation[] {
  return operations().filter((operation) => operation.secured)
}

export function publicOperations(): Operation[] {
  return operations().filter((operation) => !operation.secured)
}

export function operation(id: string): Operation {
  const found = operations().find((candidate) => candidate.id === id)
  if (!found) throw new Error(`openapi.yaml has no operation ${id}`)
  return found
}

/** `GET /v1/tasks/{taskId}`, as failures name it. */
export function nameOf({ method, template }: Operation): string {
  return `${method} ${template}`
}

/** The operation that a request line asks for; HEAD is judged as its GET (RFC 9110 §9.3.2). */
export function operationFor(method: string, target: string): Operation | undefined {
  const path = target.split('?', 1)[0] ?? target
  const asked = method === 'HEAD' ? 'GET' : method
  const matches = operations().filter(
    (candidate) => candidate.method === asked && candidate.pattern.test(path),
  )
  return matches.find(({ template }) => !template.includes('{')) ?? matches[0]
}

/** Methods that a path has, HEAD and OPTIONS aside. Empty for an unknown path. */
export function methodsOf(template: string): string[] {
  return operations()
    .filter((candidate) => candidate.template === template)
    .map(({ method }) => method)
}

function pathPattern(template: string): RegExp {
  const escaped = template.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
}

function list(): Operation[] {
  const document = openApiDocument()
  const secureByDefault = asArray(document['security']).length > 0
  return Object.keys(asObject(document['paths'], 'paths')).flatMap((template) => {
    const pointer = `/paths/${escapePointer(template)}`
    const item = follow(pointer)
    return methods
      .filter((method) => isObject(item.node[method]))
      .map((method) => read(template, method, item, secureByDefault))
  })
}

function read(
  template: string,
  method: string,
  item: Located,
  secureByDefault: boolean,
): Operation {
  const { node, pointer } = follow(`${item.pointer}/${method}`)
  const security = node['security']
  return {
    id: text(node['operationId'], `operationId of ${method} ${template}`),
    method: method.toUpperCase(),
    template,
    pattern: pathPattern(template),
    secured: Array.isArray(security) ? security.length > 0 : secureByDefault,
    parameters: [...parameters(item), ...parameters({ node, pointer })],
    requestTypes: requestTypes({ node, pointer }),
    responses: children({ node, pointer }, 'responses'),
  }
}

function parameters({ node, pointer }: Located): Parameter[] {
  return asArray(node['parameters']).map((_, index) => {
    const { node: parameter, pointer: place } = follow(`${pointer}/parameters/${String(index)}`)
    return {
      name: text(parameter['name'], `name of ${place}`),
      in: text(parameter['in'], `in of ${place}`),
      required: parameter['required'] === true,
      schema: follow(`${place}/schema`).node,
    }
  })
}

function requestTypes({ node, pointer }: Located): Map<string, Located> {
  if (!isObject(node['requestBody'])) return new Map()
  return children(follow(`${pointer}/requestBody`), 'content')
}

/** The named children of a node, each followed to where it stands. */
export function children({ node, pointer }: Located, member: string): Map<string, Located> {
  const parent = node[member]
  if (!isObject(parent)) return new Map()
  return new Map(
    Object.keys(parent).map((name) => [
      name,
      follow(`${pointer}/${member}/${escapePointer(name)}`),
    ]),
  )
}

function text(value: Json | undefined, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is missing in openapi.yaml`)
  return value
}

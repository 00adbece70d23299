/** openapi.yaml as this suite reads it: once, from the file that the environment names. */
import { readFileSync } from 'node:fs'
import { environment } from '../environment.ts'
import { OpenApiDocument } from '../openapi/document.ts'
import type { JsonObject } from '../openapi/document.ts'
import { listOperations } from '../openapi/operations.ts'
import type { Operation, Parameter } from '../openapi/operations.ts'

let read: OpenApiDocument | undefined
let listed: Operation[] | undefined

export function openApiDocument(): OpenApiDocument {
  read ??= new OpenApiDocument(
    JSON.parse(readFileSync(environment().openApiJson, 'utf8')) as JsonObject,
  )
  return read
}

export function operations(): Operation[] {
  listed ??= listOperations(openApiDocument())
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

/** Query parameters that take any text: what is searched for. */
export function textParameters({ parameters }: Operation): Parameter[] {
  const closed = ['enum', 'const', 'format', 'pattern', 'x-source']
  return parameters.filter(
    ({ in: place, name, schema }) =>
      place === 'query' &&
      schema.node['type'] === 'string' &&
      name !== 'cursor' &&
      closed.every((keyword) => schema.node[keyword] === undefined),
  )
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

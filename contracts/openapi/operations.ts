/** The operations of a document, as every matrix loops over them. */
import { asArray, asObject, below, children, isObject } from './document.ts'
import type { Json, Located, OpenApiDocument } from './document.ts'

export const methods = [
  ...(['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'] as const),
]

export type Place = 'path' | 'query' | 'header' | 'cookie'

export interface Parameter {
  name: string
  in: Place
  required: boolean
  schema: Located
}

export interface Operation {
  /** Its operationId, or `GET /path` where the document gives none. */
  id: string
  /** Upper case. */
  method: string
  /** With its `{parameters}`. */
  template: string
  /** Matches the paths that the template stands for. */
  pattern: RegExp
  /** False for the operations that the document opens by `security: []`, or by naming none. */
  secured: boolean
  /** `x-erases-caller: true`: whoever asks has nothing afterwards, so nothing can be asked of them. */
  erasesCaller: boolean
  parameters: Parameter[]
  /** Media type of the request → where its media type object stands. */
  requestTypes: Map<string, Located>
  /** Documented status → where its response object stands. */
  responses: Map<string, Located>
  /** Where the operation itself stands. */
  at: Located
}

/** Those that the API answers itself: `x-asked-of` says of an operation that somebody else does. */
export function listOperations(document: OpenApiDocument): Operation[] {
  const secureByDefault = demands(document.root['security'])
  return Object.keys(asObject(document.root['paths'], 'paths')).flatMap((template) => {
    const item = below({ document, node: document.root, pointer: '' }, 'paths', template)
    return methods
      .filter((method) => {
        const operation = item.node[method]
        return isObject(operation) && operation['x-asked-of'] === undefined
      })
      .map((method) => read(template, method, item, secureByDefault))
  })
}

/** `GET /v1/tasks/{taskId}`, as failures name it. */
export function nameOf({ method, template }: Operation): string {
  return `${method} ${template}`
}

/** Security requirements are alternatives; an empty one among them makes it optional. */
function demands(security: Json | undefined): boolean {
  const alternatives = asArray(security)
  return alternatives.length > 0 && alternatives.every((one) => Object.keys(one ?? {}).length > 0)
}

function pathPattern(template: string): RegExp {
  const escaped = template.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
}

function read(
  template: string,
  method: string,
  item: Located,
  secureByDefault: boolean,
): Operation {
  const at = below(item, method)
  const { security, operationId } = at.node
  return {
    id: typeof operationId === 'string' ? operationId : `${method.toUpperCase()} ${template}`,
    method: method.toUpperCase(),
    template,
    pattern: pathPattern(template),
    secured: security === undefined ? secureByDefault : demands(security),
    erasesCaller: at.node['x-erases-caller'] === true,
    parameters: parameters(item, at),
    requestTypes: isObject(at.node['requestBody'])
      ? children(below(at, 'requestBody'), 'content')
      : new Map<string, Located>(),
    responses: children(at, 'responses'),
    at,
  }
}

/** Those of the path, each replaced by the operation's own of the same name and place. */
function parameters(item: Located, at: Located): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const holder of [item, at]) {
    for (const index of asArray(holder.node['parameters']).keys()) {
      const parameter = readParameter(below(holder, 'parameters', index))
      found.set(`${parameter.in} ${parameter.name}`, parameter)
    }
  }
  return [...found.values()]
}

function readParameter(at: Located): Parameter {
  const [media] = children(at, 'content').values()
  return {
    name: text(at.node['name'], `name of ${at.pointer}`),
    in: text(at.node['in'], `in of ${at.pointer}`) as Place,
    required: at.node['required'] === true,
    schema: media ? below(media, 'schema') : below(at, 'schema'),
  }
}

function text(value: Json | undefined, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is missing`)
  return value
}

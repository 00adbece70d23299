/** Runtime expressions of links (OpenAPI 3.1 §4.8.20.3), evaluated over one exchange. */
import { isObject } from './document.ts'
import type { Json } from './document.ts'

export interface Spoken {
  request: {
    method: string
    url: string
    /** Names in lower case. */
    headers: Record<string, string>
    path: Record<string, string>
    query: Record<string, string>
    body?: Json
  }
  response: { status: number; headers: Record<string, string>; body?: Json }
}

/** The value that an expression or a constant stands for; undefined where the exchange has none. */
export function evaluate(expression: Json, spoken: Spoken): Json | undefined {
  if (typeof expression !== 'string') return expression
  if (expression.startsWith('$')) return lookUp(expression, spoken)
  return expression.replaceAll(/\{(\$[^}]+)\}/g, (_, inner: string) => {
    const value = lookUp(inner, spoken)
    return typeof value === 'string' ? value : JSON.stringify(value ?? null)
  })
}

function lookUp(expression: string, { request, response }: Spoken): Json | undefined {
  if (expression === '$method') return request.method
  if (expression === '$url') return request.url
  if (expression === '$statusCode') return response.status
  const [, side, place, name = ''] =
    /^\$(request|response)\.(body|header|path|query)[.#]?(.*)$/.exec(expression) ?? []
  const message = side === 'response' ? response : request
  if (place === 'body') return pointed(message.body, name)
  if (place === 'header') return message.headers[name.toLowerCase()]
  if (side === 'request' && place === 'path') return request.path[name]
  if (side === 'request' && place === 'query') return request.query[name]
  throw new Error(`not a runtime expression: ${expression}`)
}

/** What a JSON pointer (RFC 6901) points at. */
export function pointed(value: Json | undefined, pointer: string): Json | undefined {
  let node = value
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    node = Array.isArray(node) ? node[Number(name)] : isObject(node) ? node[name] : undefined
  }
  return node
}

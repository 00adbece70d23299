/** A request in words: the operation, and a value for each of its places. */
import type { Message } from '../http/exchange.ts'
import { isObject } from '../openapi/document.ts'
import type { Json, JsonObject } from '../openapi/document.ts'
import type { Spoken } from '../openapi/expression.ts'
import type { Operation } from '../openapi/operations.ts'
import type { PlaceOf } from './origins.ts'
import type { Reply } from './wire.ts'

export interface Ask {
  operation: Operation
  path: Record<string, string>
  query: Record<string, string>
  headers: Record<string, string>
  body?: { type: string; json: Json }
}

export function messageOf(ask: Ask): Message {
  const { operation, headers, body } = ask
  const path = operation.template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(ask.path[name] ?? ''),
  )
  const query = new URLSearchParams(ask.query).toString()
  const type = body === undefined ? [] : [['Content-Type', body.type] as const]
  return {
    method: operation.method,
    target: query === '' ? path : `${path}?${query}`,
    headers: [...type, ...Object.entries(headers)],
    ...(body === undefined ? {} : { body: written(body.type, body.json) }),
  }
}

function written(type: string, json: Json): string {
  if (typeof json === 'string' && !type.endsWith('json')) return json
  if (!type.includes('urlencoded') || !isObject(json)) return JSON.stringify(json)
  const pairs = Object.entries(json).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return new URLSearchParams(pairs).toString()
}

/** The ask with this value in one place more, or instead. */
export function withValue(ask: Ask, place: PlaceOf, value: string): Ask {
  switch (place.in) {
    case 'path':
      return { ...ask, path: { ...ask.path, [place.name]: value } }
    case 'query':
      return { ...ask, query: { ...ask.query, [place.name]: value } }
    case 'header':
      return { ...ask, headers: { ...ask.headers, [place.name]: value } }
    case 'cookie':
      return { ...ask, headers: { ...ask.headers, Cookie: `${place.name}=${value}` } }
    case 'body': {
      const { type = 'application/json', json = {} } = ask.body ?? {}
      const path = place.name.split('/').slice(1)
      return { ...ask, body: { type, json: placed(json, path, typed(place, value)) } }
    }
  }
}

function typed({ schema }: PlaceOf, value: string): Json {
  const type = schema?.node['type']
  const types = Array.isArray(type) ? type : [type]
  return types.includes('integer') || types.includes('number') ? Number(value) : value
}

/** A copy with the value at the end of the path; `*` is the only item of an array. */
function placed(node: Json | undefined, path: string[], value: Json): Json {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (name === '*') return [placed(Array.isArray(node) ? node[0] : undefined, rest, value)]
  const object: JsonObject = isObject(node) ? node : {}
  const member = placed(object[name], rest, value)
  // A list of ids is named like its items: `labelIds`.
  const listed = rest.length === 0 && Array.isArray(object[name])
  return { ...object, [name]: listed ? [member] : member }
}

/** The exchange as the contract's runtime expressions read it. */
export function spokenOf(ask: Ask, message: Message, reply: Reply): Spoken {
  const body = ask.body === undefined ? {} : { body: ask.body.json }
  const answer = jsonOf(reply.text)
  return {
    request: {
      method: message.method,
      url: message.target,
      headers: Object.fromEntries(
        (message.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      path: ask.path,
      query: ask.query,
      ...body,
    },
    response: {
      status: reply.status,
      headers: reply.headers,
      ...(answer === undefined ? {} : { body: answer }),
    },
  }
}

export function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

export function succeeded({ status }: Pick<Reply, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** What holds for every answer that any test receives, whatever the test is about. */
import { allowedOrigin } from '../environment.ts'
import { children } from '../openapi/document.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { undocumented } from '../openapi/undocumented.ts'
import { departures, mediaType, schemaErrors } from '../openapi/validator.ts'
import { openApiDocument, operationFor } from '../spec/contract.ts'
import { jsonOf, sent } from './exchange.ts'
import type { Exchange, Message } from './exchange.ts'
import { noteParts } from './covered.ts'
import { noteProblem } from './record.ts'

export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  instance: string
  errors?: { pointer?: string; parameter?: string; detail: string }[]
  current?: Record<string, unknown>
}

export function problemOf(exchange: Exchange): Problem {
  return jsonOf(exchange) as Problem
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Words that only the inside of a server knows. */
const inside =
  /\b(select|insert into|update \w+ set|delete from|postgres|drizzle|node_modules|syntaxerror|typeerror|zoderror|econn\w+)\b|\bat \S+:\d+:\d+|\/[\w.-]+\/[\w.-]+\.(ts|js|mjs)\b/i

/** @param isBroken The api that answered was broken on purpose: an internal error is what it must say. */
export function judgeStanding(message: Message, exchange: Exchange, isBroken = false): void {
  judgeAs(operationFor(message.method, message.target), message, exchange, isBroken)
}

/** The same, as an answer of this operation; of none where nobody can say which one was asked. */
export function judgeAs(
  operation: Operation | undefined,
  message: Message,
  exchange: Exchange,
  isBroken = false,
): void {
  const isProblem = exchange.status >= 400 && !saysOtherwise(operation, exchange)
  const wrong = [
    ...(exchange.status === 500 && !isBroken ? ['an internal error'] : []),
    ...always(message, exchange),
    ...(isProblem ? problemFaults(message, exchange) : []),
    ...(operation ? documented(operation, message, exchange) : []),
    ...(operation?.secured ? cachingFaults(exchange) : []),
  ]
  if (wrong.length === 0) return
  throw new Error(
    `${message.method} ${message.target.slice(0, 120)} → ${String(exchange.status)}: ${wrong.join('; ')}\n${exchange.text.slice(0, 400)}`,
  )
}

/** A status that the operation documents without a problem: readiness says in words of its own. */
function saysOtherwise(operation: Operation | undefined, { status }: Exchange): boolean {
  const response = operation?.responses.get(String(status))
  return response !== undefined && !children(response, 'content').has('application/problem+json')
}

function documented(operation: Operation, message: Message, exchange: Exchange): string[] {
  noteParts(operation, message, exchange)
  const wrong = [...departures(operation, exchange), ...undocumented(operation, exchange)]
  return wrong.map((one) => `${nameOf(operation)}: ${one}`)
}

function always(message: Message, { headers }: Exchange): string[] {
  const origin = sent(message, 'origin')
  const allowed = headers['access-control-allow-origin']
  return faults([
    [uuid.test(headers['x-request-id'] ?? ''), 'X-Request-Id is not a UUID'],
    [headers['set-cookie'] === undefined, 'it sets a cookie'],
    [headers['x-powered-by'] === undefined, 'it names its software'],
    [allowed === undefined || allowed === origin, 'Access-Control-Allow-Origin is not the origin'],
    [allowed === undefined || origin === allowedOrigin, 'a foreign origin is let in'],
    [origin !== allowedOrigin || allowed === origin, 'the allowed origin is not let in'],
    [headers['access-control-allow-credentials'] === undefined, 'credentials are allowed'],
  ])
}

function problemFaults(message: Message, exchange: Exchange): string[] {
  const { headers, status } = exchange
  const common = faults([
    [mediaType(exchange) === 'application/problem+json', 'it is not application/problem+json'],
    [headers['cache-control'] === 'no-store', 'Cache-Control is not no-store'],
    [headers['etag'] === undefined || status === 412, 'an error has an ETag'],
  ]).concat(leaks(message, exchange))
  if (message.method === 'HEAD') return common
  const problem = problemOf(exchange)
  noteProblem(problem.type)
  return [
    ...common,
    ...schemaErrors(openApiDocument(), '/components/schemas/Problem', problem),
    ...faults([
      [problem.status === status, 'status member and HTTP status differ'],
      [problem.type.startsWith('/docs/problems#'), 'type is not a page of the docs'],
      [problem.instance === `urn:uuid:${headers['x-request-id'] ?? ''}`, 'instance is not the id'],
    ]),
  ]
}

/** What no refusal shows, whoever answers: the server's inside, and what the request brought. */
export function leaks(message: Message, { head, text }: Exchange): string[] {
  return faults([
    [!inside.test(text) && !inside.test(head), 'it shows the inside of the server'],
    [!echoes(message, `${head}\n${text}`), 'it echoes the credentials'],
  ])
}

/** Authenticated answers are private and vary; whoever stores one must ask again: RFC 9111 §3.5. */
function cachingFaults({ method, headers, status }: Exchange): string[] {
  const vary = (headers['vary'] ?? '').toLowerCase().split(/\s*,\s*/)
  const rule = headers['cache-control'] ?? ''
  const reads = ['GET', 'HEAD'].includes(method) && headers['etag'] !== undefined
  return faults([
    [vary.includes('authorization'), 'Vary misses Authorization'],
    [vary.includes('origin'), 'Vary misses Origin'],
    [status >= 400 || /^private, no-(cache|store)$/.test(rule), `Cache-Control is "${rule}"`],
    [status >= 400 || !reads || rule === 'private, no-cache', 'an ETag that no 304 can use'],
  ])
}

/** True when the answer holds a token of the request, one of its parts or what these say. */
function echoes({ headers = [], target, body = '' }: Message, answer: string): boolean {
  const credentials = headers
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value.slice(value.lastIndexOf(' ') + 1))
  const elsewhere = [...headers.map(([, value]) => value), target, String(body)]
  const tokens = [...credentials, ...elsewhere.flatMap(jwtsIn)]
  const told = tokens.flatMap((token) => {
    const parts = token.split('.')
    return [token, ...parts, ...parts.slice(0, 2).flatMap(textsOf)]
  })
  return told.some((part) => part.length > 12 && answer.includes(part))
}

/** Words of three parts that are too long for a host's name. */
function jwtsIn(text: string): string[] {
  const words = text.split(/[^\w.-]/)
  return words.filter((word) => word.length > 60 && word.split('.').length === 3)
}

/** The texts among the members of a token's header or payload: kid, iss, sub and so on. */
function textsOf(part: string): string[] {
  try {
    const members: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return Object.values(members ?? {}).filter((value) => typeof value === 'string')
  } catch {
    return []
  }
}

function faults(rules: [holds: boolean, otherwise: string][]): string[] {
  return rules.filter(([holds]) => !holds).map(([, otherwise]) => otherwise)
}

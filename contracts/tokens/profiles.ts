/** The answers a token may get, as profiles: each fault of an answer comes back as a sentence. */
import { isDeepStrictEqual } from 'node:util'
import { problemOf } from '../http/standing.ts'
import type { Exchange } from '../http/exchange.ts'
import { noteDescription } from '../http/record.ts'
import { operationFor } from '../spec/contract.ts'
import { scopeOf } from '../spec/scopes.ts'

/**
 * A0 no credentials · A1 a token that is refused · A2 credentials that contradict each other ·
 * A3 a good token that does not reach this far · L too large · S the key source is at fault, not the
 * token · OK must succeed.
 */
export type Profile = 'A0' | 'A1' | 'A2' | 'A3' | 'L' | 'S' | 'OK'

const challenge = 'Bearer realm="holdfast"'
const refusal =
  /^Bearer realm="holdfast", error="invalid_token", error_description="([A-Za-z0-9 ,.'-]+)"$/

export function profileFaults(profile: Profile, exchange: Exchange): string[] {
  switch (profile) {
    case 'OK':
      return exchange.status < 300 ? [] : [`expected success, got ${show(exchange)}`]
    case 'A0':
      return a0Faults(exchange)
    case 'A1':
    case 'A2':
      return a1Faults(exchange)
    case 'A3':
      return a3Faults(exchange)
    case 'L':
      return [400, 413, 414, 431].includes(exchange.status) ? [] : a1Faults(exchange)
    case 'S':
      return unavailableFaults(exchange)
  }
}

function a0Faults(exchange: Exchange): string[] {
  const wrong = statusFault(exchange, 401)
  if (wrong) return wrong
  return [
    ...(exchange.headers['www-authenticate'] === challenge ? [] : [challengeFault(exchange)]),
    ...typeFaults(exchange, 'authentication-required'),
    ...exposureFaults(exchange),
    ...sameness('A0', exchange, ''),
  ]
}

function a1Faults(exchange: Exchange): string[] {
  const wrong = statusFault(exchange, 401)
  if (wrong) return wrong
  const description = refusal.exec(exchange.headers['www-authenticate'] ?? '')?.[1]
  if (description === undefined) return [challengeFault(exchange)]
  noteDescription(description)
  return [
    ...typeFaults(exchange, 'invalid-token'),
    ...exposureFaults(exchange),
    ...sameness('A1', exchange, description),
  ]
}

/** RFC 6750 §3.1, with the scope that the contract says this operation needs. */
function a3Faults(exchange: Exchange): string[] {
  const wrong = statusFault(exchange, 403)
  if (wrong) return wrong
  const operation = operationFor(exchange.method, exchange.target)
  if (!operation) return ['a 403 where the contract has no operation']
  const scope = scopeOf(operation)
  const told =
    /^(Bearer realm="holdfast", error="insufficient_scope", error_description=")([A-Za-z0-9 ,.'-]+)(", scope=")([^"]*)"$/.exec(
      exchange.headers['www-authenticate'] ?? '',
    )
  const [, , description = '', , named] = told ?? []
  if (named !== scope) return [challengeFault(exchange)]
  return [
    ...typeFaults(exchange, 'insufficient-scope'),
    ...exposureFaults(exchange),
    ...sameness(`A3 ${scope}`, exchange, description),
  ]
}

/** A page of another origin reads the challenge only where it is exposed (Fetch standard §3.3.5). */
function exposureFaults({ headers }: Exchange): string[] {
  if (headers['access-control-allow-origin'] === undefined) return []
  const exposed = (headers['access-control-expose-headers'] ?? '').toLowerCase()
  return exposed.includes('www-authenticate') ? [] : ['the challenge is not exposed']
}

interface Refusal {
  headers: Record<string, string>
  text: string
}

const firstRefusals = new Map<string, Refusal>()

/**
 * Refusals of one kind (A0, A1, A3 for a scope) are the same to the byte: only the request's id and A1's fixed-list sentence
 * differ, and HEAD gets what GET gets but for the body (RFC 9110 §9.3.2).
 */
function sameness(kind: string, exchange: Exchange, description: string): string[] {
  const headers = comparable(exchange.headers, description)
  const first = firstRefusals.get(kind)
  const different = first && !isDeepStrictEqual(headers, first.headers)
  const wrong = different ? [`other headers: ${JSON.stringify(headers)}`] : []
  if (exchange.method === 'HEAD') return [...wrong, ...lengthFaults(exchange, first, description)]
  const id = exchange.headers['x-request-id'] ?? ''
  // Written out, so that a refusal whose detail is another sentence than its challenge differs.
  const text = exchange.text.replace(id, '@id').replace(`"detail":"${description}"`, '"detail":"@"')
  if (!first) firstRefusals.set(kind, { headers, text })
  return first && text !== first.text ? [...wrong, `another body: ${exchange.text}`] : wrong
}

/** What differs by connection, by moment or by Origin, and is judged elsewhere. */
const varying = new Set([
  ...['date', 'x-request-id', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'],
  ...['access-control-allow-origin', 'access-control-expose-headers'],
])

function comparable(headers: Record<string, string>, description: string): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !varying.has(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      description === '' ? value : value.replace(`"${description}"`, '"@"'),
    ]),
  )
}

function lengthFaults(
  { headers, text }: Exchange,
  first: Refusal | undefined,
  description: string,
): string[] {
  const announced = headers['content-length']
  if (text !== '') return ['an answer to HEAD has a body']
  if (!first || announced === undefined) return []
  const id = headers['x-request-id'] ?? ''
  const whole = first.text.replace('@id', id).replace('"@"', `"${description}"`)
  return Number(announced) === Buffer.byteLength(whole)
    ? []
    : [`HEAD announces ${announced} bytes where GET has ${String(Buffer.byteLength(whole))}`]
}

function unavailableFaults(exchange: Exchange): string[] {
  const { headers } = exchange
  return (
    statusFault(exchange, 503) ?? [
      ...(/^[1-9]\d*$/.test(headers['retry-after'] ?? '') ? [] : ['Retry-After is missing']),
      ...((headers['www-authenticate'] ?? '').includes('invalid_token')
        ? ['it says invalid_token']
        : []),
      ...typeFaults(exchange, 'auth-unavailable'),
    ]
  )
}

export function typeFaults(exchange: Exchange, slug: string): string[] {
  if (exchange.method === 'HEAD') return []
  const { type } = problemOf(exchange)
  return type === `/docs/problems#${slug}` ? [] : [`problem type is ${type}, not ${slug}`]
}

function statusFault(exchange: Exchange, status: number): string[] | undefined {
  return exchange.status === status
    ? undefined
    : [`expected ${String(status)}, got ${show(exchange)}`]
}

function challengeFault({ headers }: Exchange): string {
  return `WWW-Authenticate is ${headers['www-authenticate'] ?? 'missing'}`
}

function show({ status, text }: Exchange): string {
  return `${String(status)} ${text.slice(0, 160)}`
}

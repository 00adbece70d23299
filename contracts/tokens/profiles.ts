/** The answers a token may get, as profiles: each fault of an answer comes back as a sentence. */
import { problemOf } from '../http/standing.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../http/exchange.ts'
import { noteDescription } from '../http/record.ts'

/**
 * A0 no credentials · A1 a token that is refused · A2 credentials that contradict each other ·
 * L too large · S the key source is at fault, not the token · OK must succeed.
 */
export type Profile = 'A0' | 'A1' | 'A2' | 'L' | 'S' | 'OK'

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
      return a1Faults(exchange)
    case 'A2':
      return statusFault(exchange, 401) ?? headerFaults(exchange)
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
    ...sameness('A0', exchange),
  ]
}

function a1Faults(exchange: Exchange): string[] {
  return (
    statusFault(exchange, 401) ?? [
      ...headerFaults(exchange),
      ...typeFaults(exchange, 'invalid-token'),
      ...sameness('A1', exchange),
    ]
  )
}

function headerFaults(exchange: Exchange): string[] {
  const description = refusal.exec(exchange.headers['www-authenticate'] ?? '')?.[1]
  if (description === undefined) return [challengeFault(exchange)]
  noteDescription(description)
  if (exchange.method === 'HEAD') return []
  const { detail } = problemOf(exchange)
  return detail === description ? [] : [`detail is not of the fixed list: ${detail ?? 'missing'}`]
}

const firstRefusals = new Map<Profile, object>()

/** Refusals of one kind have one body; only A1's fixed-list detail and the request id differ. */
function sameness(profile: 'A0' | 'A1', exchange: Exchange): string[] {
  if (exchange.method === 'HEAD') return []
  const { detail, instance: _instance, ...rest } = problemOf(exchange)
  const body = profile === 'A0' ? { detail, ...rest } : rest
  const first = firstRefusals.get(profile) ?? body
  firstRefusals.set(profile, first)
  return isDeepStrictEqual(body, first) ? [] : [`another body: ${exchange.text}`]
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

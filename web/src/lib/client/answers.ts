// What comes of a call of the api: every outcome is a value, nothing throws.
import type { Problem } from '../tasks/problem.ts'
import { SessionOverError } from './token-store.ts'

/** Why there is no value: refused for a reason, nobody answered, or the session has ended. */
export type Failure =
  | { ok: false; why: 'refused'; problem: Problem }
  | { ok: false; why: 'unreachable'; retryAfterSeconds: number | null }
  | { ok: false; why: 'session-over' }

export type Answered<T> = {
  ok: true
  value: T
  etag: string | null
  /** The change that a write has made, to undo it; null when it changed nothing. */
  change: number | null
}

export type Answer<T> = Answered<T> | Failure

export type WriteOptions = {
  /** The version the change is based on; the api answers 412 when there is a newer one. */
  version?: number | undefined
  /** Lets the request outlive the page. Browsers allow this for small bodies only. */
  keepalive?: boolean
}

export function sending({ version, keepalive = false }: WriteOptions) {
  return {
    keepalive,
    ...(version === undefined ? {} : { headers: { 'if-match': `"${String(version)}"` } }),
  }
}

export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('The api answered without a body.')
  return value
}

/** Statuses that say "not now" rather than "no". */
const notNow = new Set([408, 429, 502, 503, 504])

export async function answer<Data, T>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
  toValue: (data: Data | undefined) => T,
): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call
    if (response.ok || response.status === 304) {
      return {
        ok: true,
        value: toValue(data),
        etag: response.headers.get('etag'),
        change: numberIn(response, 'change'),
      }
    }
    if (notNow.has(response.status)) {
      return { ok: false, why: 'unreachable', retryAfterSeconds: numberIn(response, 'retry-after') }
    }
    return { ok: false, why: 'refused', problem: asProblem(error, response.status) }
  } catch (error) {
    // A dead network is a TypeError, a cut answer a SyntaxError, a missing token an error of ours.
    if (error instanceof SessionOverError) return { ok: false, why: 'session-over' }
    return { ok: false, why: 'unreachable', retryAfterSeconds: null }
  }
}

function numberIn(response: Response, header: string): number | null {
  const number = Number(response.headers.get(header) ?? Number.NaN)
  return Number.isFinite(number) ? number : null
}

function asProblem(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'type' in body && 'title' in body) {
    return body as Problem
  }
  return { type: 'about:blank', title: 'The server could not do this', status }
}

import type { JWK } from 'jose'
import { readBytes } from '../json/read-bytes.ts'
import { decodeUtf8, parseStrictJson } from '../json/strict-json.ts'
import { importVerificationKey } from './jwk.ts'
import type { VerificationKey } from './signed-token.ts'

// A request with an unknown key waits for this, and no request may hang for five seconds.
const TIMEOUT_MS = 3_000
const MAX_BYTES = 64 * 1024
const MAX_DEPTH = 8

/** What we use of `fetch`; each runtime adds to its type. */
export type Fetcher = (url: URL, init: RequestInit) => Promise<Response>

/** Fetches and reads a key set (RFC 7517 §5) once. Rejects with whatever went wrong. */
export async function fetchKeySet(
  url: URL,
  fetcher: Fetcher,
): Promise<Map<string, VerificationKey>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  // A redirect would let whoever answers choose another source of keys.
  const response = await fetcher(url, {
    signal,
    redirect: 'error',
    headers: { accept: 'application/json' },
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`the key set answered ${response.status}`)
  }
  const bytes = await readBytes(response.body, { maxBytes: MAX_BYTES, maxMs: TIMEOUT_MS })
  return readKeySet(decodeUtf8(bytes))
}

/** Keys by `kid`. Keys without one are left out, as are all that share one: which is meant can't be told. */
export async function readKeySet(text: string): Promise<Map<string, VerificationKey>> {
  const document = parseStrictJson(text, MAX_DEPTH)
  const members = (document as { keys?: unknown } | null)?.keys
  if (!Array.isArray(members)) throw new Error('the key set has no keys')
  const keys = new Map<string, VerificationKey>()
  const seen = new Set<string>()
  for (const member of members as unknown[]) {
    if (typeof member !== 'object' || member === null) continue
    const jwk = member as JWK
    if (typeof jwk.kid !== 'string') continue
    const key = seen.has(jwk.kid) ? undefined : await importVerificationKey(jwk)
    keys.delete(jwk.kid)
    if (key !== undefined) keys.set(jwk.kid, key)
    seen.add(jwk.kid)
  }
  return keys
}

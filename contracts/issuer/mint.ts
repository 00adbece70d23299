/** Mints tokens, good ones and every bad variant: each part can be replaced down to its bytes. */
import { createHmac, hkdfSync, randomUUID } from 'node:crypto'
import { audience, environment, issuerOrigin } from '../environment.ts'
import { signerOf } from './keys.ts'
import type { Signer, SigningKey } from './keys.ts'

/** A part of a token: a value to write as JSON, or the exact text or bytes. */
export type Part = string | Buffer | Record<string, unknown>

export interface Change {
  /** Members laid over the good header; `undefined` takes one away. */
  header?: Record<string, unknown>
  /** Claims laid over the good ones; `undefined` takes one away. */
  claims?: Record<string, unknown>
}

/** One way in which the issuer signs: the header it writes and the signature it makes. */
export interface Mint {
  header: Record<string, unknown>
  sign: Signer
}

/** Header as Better Auth writes it: alg and kid, no typ. */
export function keyMint(key: SigningKey): Mint {
  return { header: { alg: key.alg, kid: key.kid }, sign: signerOf(key) }
}

/** The key that both sides derive from BETTER_AUTH_SECRET: HKDF (RFC 5869), never the raw secret. */
export function derivedSecret(secret = environment().sharedSecret): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret), '', 'holdfast-api-jwt', 32))
}

export function secretMint(secret = environment().sharedSecret): Mint {
  return { header: { alg: 'HS256', typ: 'JWT' }, sign: hmac(derivedSecret(secret)) }
}

/** The same with the name of its key, which says which of several secrets it is. */
export function namedSecretMint(secret: string): Mint {
  const name = hkdfSync('sha256', Buffer.from(secret), '', 'holdfast-api-jwt-kid', 12)
  const mint = secretMint(secret)
  return { ...mint, header: { ...mint.header, kid: Buffer.from(name).toString('base64url') } }
}

export function hmac(secret: string | Buffer, hash = 'sha256'): Signer {
  return (input) => createHmac(hash, secret).update(input).digest()
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

/** The claims web puts into a token, valid for five minutes. */
export function goodClaims(subject: string): Record<string, unknown> {
  const iat = nowSeconds()
  return {
    iss: issuerOrigin(),
    aud: audience,
    sub: subject,
    sid: randomUUID(),
    iat,
    exp: iat + 300,
    jti: randomUUID(),
  }
}

export function token(mint: Mint, subject: string, change: Change = {}): string {
  return compact(
    { ...mint.header, ...change.header },
    { ...goodClaims(subject), ...change.claims },
    mint.sign,
  )
}

/** JWS compact serialization (RFC 7515 §7.1) of any header and payload. */
export function compact(header: Part, payload: Part, sign: Signer): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${sign(Buffer.from(input)).toString('base64url')}`
}

export function encode(part: Part): string {
  return bytes(part).toString('base64url')
}

function bytes(part: Part): Buffer {
  if (Buffer.isBuffer(part)) return part
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part))
}

/** A good token taken apart, for cases that put it together wrongly. */
export function split(jwt: string): { header: string; payload: string; signature: string } {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  return { header, payload, signature }
}

/**
 * Correctly signed tokens around a length in bytes, filled up by a claim without meaning: the
 * longest that is not over it and the shortest that is. (Base64url has no text for some lengths.)
 */
export function tokensAround(
  mint: Mint,
  subject: string,
  length: number,
): { under: string; over: string } {
  const filled = (size: number): string =>
    token(mint, subject, { claims: { filler: 'x'.repeat(size) } })
  let size = Math.floor(((length - filled(0).length) * 3) / 4) - 4
  let under = filled(size)
  for (;;) {
    size += 1
    const next = filled(size)
    if (next.length > length) return { under, over: next }
    under = next
  }
}

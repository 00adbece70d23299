/** JSON Web Tokens taken apart and put together wrongly. Nothing here can make a good one. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { JsonObject } from '../openapi/document.ts'

export interface Jwt {
  header: JsonObject
  payload: JsonObject
  /** As they stand in the token. */
  parts: [header: string, payload: string, signature: string]
}

/** The token's parts, or undefined when it is no JWS in compact form (RFC 7515 §7.1). */
export function readJwt(token: string): Jwt | undefined {
  const [header, payload, signature, ...more] = token.split('.')
  if (!header || !payload || !signature || more.length > 0) return undefined
  try {
    return {
      header: object(header),
      payload: object(payload),
      parts: [header, payload, signature],
    }
  } catch {
    return undefined
  }
}

function object(part: string): JsonObject {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no')
  return value as JsonObject
}

export function encode(members: JsonObject): string {
  return Buffer.from(JSON.stringify(members)).toString('base64url')
}

/** The payload under another header, with a signature made by HMAC-SHA-256 over this secret. */
export function hs256(header: JsonObject, payload: string, secret: string): string {
  const input = `${encode({ ...header, alg: 'HS256' })}.${payload}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

/** The payload signed by a key that nobody knows, in ES256; with `embedded`, the key comes along. */
export function selfSigned(header: JsonObject, payload: string, embedded: boolean): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = embedded ? { jwk: publicKey.export({ format: 'jwk' }) as JsonObject } : {}
  const input = `${encode({ ...header, alg: 'ES256', ...jwk })}.${payload}`
  const signature = sign('sha256', Buffer.from(input), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${input}.${signature.toString('base64url')}`
}

import { TokenError } from './token-error.ts'
import type { KeySource, VerificationKey } from './signed-token.ts'

/** RFC 7518 §3.2: an HS256 key is at least as long as the hash. */
export const MIN_SECRET_BYTES = 32

/**
 * The key source of `AUTH_MODE=shared-secret`: HS256 with a key derived from the secret by HKDF
 * (RFC 5869: SHA-256, no salt, label below). Derived, because Better Auth signs its e-mail
 * tokens with the secret itself: neither kind of token is good in the other's place.
 */
export async function sharedSecretKeys(secret: string): Promise<KeySource> {
  const bytes = new TextEncoder().encode(secret)
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits'])
  const derived = await crypto.subtle.deriveBits(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: new TextEncoder().encode('holdfast-api-jwt'),
    },
    material,
    256,
  )
  const key: VerificationKey = { algorithm: 'HS256', key: new Uint8Array(derived), id: 'shared' }
  return {
    algorithms: ['HS256'],
    find: (kid) =>
      kid === undefined ? Promise.resolve(key) : Promise.reject(new TokenError('UNKNOWN_KEY')),
    isCurrent: () => true,
    isReady: () => true,
    close: () => undefined,
  }
}

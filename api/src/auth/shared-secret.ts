import { TokenError } from './token-error.ts'
import type { KeySource, VerificationKey } from './signed-token.ts'

/** RFC 7518 §3.2: an HS256 key is at least as long as the hash. */
export const MIN_SECRET_BYTES = 32

/**
 * The key source of `AUTH_MODE=shared-secret`: HS256 with a key derived from the secret by HKDF
 * (RFC 5869: SHA-256, no salt, labels below). Derived, because Better Auth signs its e-mail
 * tokens with the secret itself: neither kind of token is good in the other's place.
 *
 * While a secret is replaced, the tokens of several count. `kid` says which one it is; a token
 * without one is of the first.
 */
export async function sharedSecretKeys(
  current: string,
  older: readonly string[] = [],
): Promise<KeySource> {
  const key = await deriveKey(current)
  const others = await Promise.all(older.map(deriveKey))
  const keys = new Map([key, ...others].map((derived) => [derived.id, derived]))
  return {
    algorithms: ['HS256'],
    find: (kid) => {
      const found = kid === undefined ? key : keys.get(kid)
      return found ? Promise.resolve(found) : Promise.reject(new TokenError('UNKNOWN_KEY'))
    },
    isCurrent: () => true,
    isReady: () => true,
    close: () => undefined,
  }
}

async function deriveKey(secret: string): Promise<VerificationKey> {
  const bytes = new TextEncoder().encode(secret)
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits'])
  const derive = async (label: string, bits: number) => {
    const info = new TextEncoder().encode(label)
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, bits))
  }
  const name = await derive('holdfast-api-jwt-kid', 96)
  return {
    algorithm: 'HS256',
    key: await derive('holdfast-api-jwt', 256),
    id: Buffer.from(name).toString('base64url'),
  }
}

import { base64url, importJWK } from 'jose'
import type { JWK } from 'jose'
import { isWeakRsaKey } from './rsa-weakness.ts'
import type { VerificationKey } from './signed-token.ts'

/** What a key set may hold for us (RFC 8725 §3.2): one algorithm a key family. */
export const KEY_SET_ALGORITHMS = ['EdDSA', 'ES256', 'RS256'] as const

// Members of private and symmetric keys (RFC 7518 §6.2.2, §6.3.2, §6.4): whoever can read the set
// could sign with them.
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Turns one member of a key set into a key. Resolves to undefined for a key that is not for
 * signatures, of another family, weak, or not public: such a key is left out, the others count.
 */
export async function importVerificationKey(jwk: JWK): Promise<VerificationKey | undefined> {
  const algorithm = algorithmOf(jwk)
  if (algorithm === undefined || !isForVerification(jwk, algorithm)) return undefined
  try {
    if (algorithm === 'EdDSA' && isSmallOrder(base64url.decode(jwk.x ?? ''))) return undefined
    if (
      algorithm === 'RS256' &&
      isWeakRsaKey(base64url.decode(jwk.n ?? ''), base64url.decode(jwk.e ?? ''))
    ) {
      return undefined
    }
    return { algorithm, key: await importJWK(jwk, algorithm), id: identityOf(jwk) }
  } catch {
    // Not a point on the curve, not base64url, …: each engine has its own words for it.
    return undefined
  }
}

/** The public material in one text. */
function identityOf({ kty, crv, x, y, n, e }: JWK): string {
  return JSON.stringify([kty, crv, x, y, n, e])
}

function algorithmOf({ kty, crv }: JWK): (typeof KEY_SET_ALGORITHMS)[number] | undefined {
  if (kty === 'OKP' && crv === 'Ed25519') return 'EdDSA'
  if (kty === 'EC' && crv === 'P-256') return 'ES256'
  if (kty === 'RSA') return 'RS256'
  return undefined
}

function isForVerification(jwk: JWK, algorithm: string): boolean {
  const algorithms = algorithm === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [algorithm]
  return (
    (jwk.alg === undefined || algorithms.includes(jwk.alg)) &&
    (jwk.use === undefined || jwk.use === 'sig') &&
    (jwk.key_ops === undefined || jwk.key_ops.includes('verify')) &&
    !SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))
  )
}

/**
 * The y coordinates of the points of order 1, 2, 4 and 8 on edwards25519, canonical or not: for
 * such a key there is one signature that is good for every message (RFC 8725 §3.4). Node 24 refuses
 * them at import, Bun and Deno do not.
 */
const SMALL_ORDER_Y = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

function isSmallOrder(point: Uint8Array): boolean {
  if (point.length !== 32) return true
  const bytes = [...point]
  // The top bit is the sign of x; it makes no difference to the order.
  bytes[31] = (bytes[31] ?? 0) & 0x7f
  return SMALL_ORDER_Y.has(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''))
}

import { isExpired, readClaims } from './claims.ts'
import type { ExpectedClaims, Identity } from './claims.ts'
import type { Revocations } from './revocations.ts'
import { openSignedToken } from './signed-token.ts'
import type { KeySource } from './signed-token.ts'
import { TokenCache } from './token-cache.ts'
import { TokenError } from './token-error.ts'

export interface Verifier {
  /**
   * Resolves to who calls, or rejects with TokenError, KeySetUnavailableError or
   * RevocationsUnavailableError.
   */
  verify(token: string): Promise<Identity> | Identity
  /**
   * Throws TokenError when the session has ended since: for a request that takes its time. That the
   * token has expired meanwhile is no reason; it was good when the request came.
   */
  refuseEnded(identity: Identity): void
  isReady(): boolean
}

export interface VerifierOptions extends ExpectedClaims {
  readonly keys: KeySource
  readonly revocations: Pick<Revocations, 'refuseRevoked'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export function createVerifier(options: VerifierOptions): Verifier {
  const { keys, revocations, now = Date.now, ...expected } = options
  const verified = new TokenCache()

  function verify(token: string): Promise<Identity> | Identity {
    const hit = verified.get(token)
    if (hit === undefined || !hit.isCurrent()) return verifyFromScratch(token)
    if (isExpired(hit.identity.expiresAt, now() / 1000)) {
      verified.delete(token)
      throw new TokenError('EXPIRED')
    }
    revocations.refuseRevoked(hit.identity)
    return hit.identity
  }

  async function verifyFromScratch(token: string): Promise<Identity> {
    const { payload, key } = await openSignedToken(token, keys, 'access')
    const identity = readClaims(payload, expected, now() / 1000)
    revocations.refuseRevoked(identity)
    verified.set(token, { identity, isCurrent: () => keys.isCurrent(key) })
    return identity
  }

  return {
    verify,
    refuseEnded: (identity) => {
      revocations.refuseRevoked(identity)
    },
    isReady: () => keys.isReady(),
  }
}

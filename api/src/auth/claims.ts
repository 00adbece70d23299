import { readScopes } from './scopes.ts'
import type { Scope } from './scopes.ts'
import { TokenError } from './token-error.ts'
import type { UserId } from './user-id.ts'

export interface ExpectedClaims {
  /** Exact `iss` (RFC 7519 §4.1.1). */
  readonly issuer: string
  /** Must be `aud` or one of its members (§4.1.3). */
  readonly audience: string
}

/** Who calls, until when, in which session, and what of theirs the token reaches. */
export interface Identity {
  readonly user: UserId
  /** `exp`, seconds since 1970. */
  readonly expiresAt: number
  /** `iat`, seconds since 1970. */
  readonly issuedAt: number
  /** `sid`: the session that the token was issued in. */
  readonly sessionId: string | undefined
  /** From `scope`: an operation that needs another one is refused. */
  readonly scopes: ReadonlySet<Scope>
  /** `account_closed`: the issuer's word that this person is leaving, good for erasing them alone. */
  readonly isClosing: boolean
}

/** How far the clocks of issuer and API may differ. */
export const CLOCK_TOLERANCE_SECONDS = 5
/** No token is good for longer, however far away its `exp` is. */
export const MAX_LIFETIME_SECONDS = 3600

export const USER_ID = /^[A-Za-z0-9_-]{1,255}$/

/**
 * Judges a payload whose signature is good, at `now` (seconds since 1970). Throws
 * {@link TokenError} `EXPIRED` or `CLAIM_REFUSED`. Beyond jose's own checks: exp, iat and sub are
 * required (RFC 9068 §2.2), lifetime and age are bounded, `sub` has the form of an id and every
 * `aud` is a string.
 */
export function readClaims(
  payload: Record<string, unknown>,
  expected: ExpectedClaims,
  now: number,
): Identity {
  const { iss, aud, sub, sid, exp, iat, nbf } = payload as Record<string, unknown> & {
    [claim in 'iss' | 'aud' | 'sub' | 'sid' | 'exp' | 'iat' | 'nbf']: unknown
  }
  const closing = payload['account_closed']
  if (iss !== expected.issuer) throw new TokenError('CLAIM_REFUSED')
  if (!isAudience(aud, expected.audience)) throw new TokenError('CLAIM_REFUSED')
  if (typeof sub !== 'string' || !USER_ID.test(sub)) throw new TokenError('CLAIM_REFUSED')
  if (sid !== undefined && typeof sid !== 'string') throw new TokenError('CLAIM_REFUSED')
  if (closing !== undefined && typeof closing !== 'boolean') throw new TokenError('CLAIM_REFUSED')
  if (!isNumericDate(exp) || !isNumericDate(iat)) throw new TokenError('CLAIM_REFUSED')
  if (isExpired(exp, now)) throw new TokenError('EXPIRED')
  if (iat > now + CLOCK_TOLERANCE_SECONDS) throw new TokenError('CLAIM_REFUSED')
  if (exp - iat > MAX_LIFETIME_SECONDS || exp <= iat) throw new TokenError('CLAIM_REFUSED')
  if (nbf !== undefined && (!isNumericDate(nbf) || nbf > now + CLOCK_TOLERANCE_SECONDS)) {
    throw new TokenError('CLAIM_REFUSED')
  }
  const scopes = readScopes(payload['scope'])
  return {
    user: sub as UserId,
    expiresAt: exp,
    issuedAt: iat,
    sessionId: sid,
    scopes,
    isClosing: closing === true,
  }
}

/** RFC 7519 §4.1.4: on or after `exp` the token is over; the tolerance is the only grace. */
export function isExpired(expiresAt: number, now: number): boolean {
  return expiresAt + CLOCK_TOLERANCE_SECONDS <= now
}

/** RFC 7519 §4.1.3: a string, or strings of which one is it. */
export function isAudience(aud: unknown, audience: string): boolean {
  if (typeof aud === 'string') return aud === audience
  return (
    Array.isArray(aud) &&
    aud.every((member) => typeof member === 'string') &&
    aud.includes(audience)
  )
}

/** Fractions are allowed (RFC 7519 §2 NumericDate); 1e400 parses to Infinity and is not. */
export function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

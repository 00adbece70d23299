/** Logout tokens: the issuer's word that a session has ended (OpenID Connect Back-Channel Logout 1.0). */
import { MAX_TOKEN_LENGTH } from './bearer.ts'
import { CLOCK_TOLERANCE_SECONDS, USER_ID, isAudience, isExpired, isNumericDate } from './claims.ts'
import type { ExpectedClaims } from './claims.ts'
import { lastExpiryAfter, sessionKey, subjectKey } from './revocations.ts'
import type { Revocation } from './revocations.ts'
import { openSignedToken } from './signed-token.ts'
import type { KeySource } from './signed-token.ts'
import { TokenError } from './token-error.ts'

/** §2.4: the one member of `events` that makes a token a logout token. */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** An issuer that could not reach us tells us late; after this every token in question has expired. */
export const MAX_LOGOUT_LIFETIME_SECONDS = 7200
const MAX_ID_LENGTH = 255

export interface LogoutTokenOptions extends ExpectedClaims {
  readonly keys: KeySource
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * What a logout token says has ended (§2.6). Rejects with TokenError, or KeySetUnavailableError when
 * that can't be told. A token seen before says the same again, so its `jti` is not remembered.
 */
export async function readLogoutToken(
  token: string,
  { keys, now = Date.now, ...expected }: LogoutTokenOptions,
): Promise<Revocation> {
  if (token.length > MAX_TOKEN_LENGTH) throw new TokenError('TOO_LONG')
  const { payload } = await openSignedToken(token, keys, 'logout')
  return readLogoutClaims(payload, expected, now() / 1000)
}

/** Judges at `now` (seconds since 1970). Throws TokenError `EXPIRED` or `CLAIM_REFUSED`. */
function readLogoutClaims(
  payload: Record<string, unknown>,
  expected: ExpectedClaims,
  now: number,
): Revocation {
  const { iss, aud, sub, sid, exp, iat, jti, events } = payload
  if (iss !== expected.issuer || !isAudience(aud, expected.audience)) refuse()
  if (!isNumericDate(iat) || !isNumericDate(exp) || !isId(jti) || !isLogoutEvent(events)) refuse()
  // §2.4: prohibited, so that an ID token is never taken for a logout token.
  if (Object.hasOwn(payload, 'nonce')) refuse()
  if (isExpired(exp, now)) throw new TokenError('EXPIRED')
  if (iat > now + CLOCK_TOLERANCE_SECONDS) refuse()
  if (exp <= iat || exp - iat > MAX_LOGOUT_LIFETIME_SECONDS) refuse()
  if (sub !== undefined && (typeof sub !== 'string' || !USER_ID.test(sub))) refuse()
  if (sid !== undefined && !isId(sid)) refuse()
  const expiresAt = lastExpiryAfter(Math.max(iat, now))
  // §2.7: with a `sid` it is that session alone; without one it is all that the person has.
  if (sid !== undefined) return { key: sessionKey(sid), issuedUntil: undefined, expiresAt }
  if (sub !== undefined) return { key: subjectKey(sub), issuedUntil: iat, expiresAt }
  return refuse()
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH
}

function isLogoutEvent(events: unknown): boolean {
  return isObject(events) && Object.hasOwn(events, LOGOUT_EVENT) && isObject(events[LOGOUT_EVENT])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(): never {
  throw new TokenError('CLAIM_REFUSED')
}

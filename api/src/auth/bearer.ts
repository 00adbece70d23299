import { TokenError } from './token-error.ts'

/** Tokens longer than this are refused before anything is decoded (jose has no bound of its own). */
export const MAX_TOKEN_LENGTH = 8192

// RFC 6750 §2.1: "Bearer" 1*SP b64token; the scheme is case-insensitive (RFC 9110 §11.1).
const CREDENTIALS = /^ *bearer +([A-Za-z0-9\-._~+/]+=*) *$/i

/**
 * Takes the token out of an `Authorization` value. Throws {@link TokenError}: `NO_CREDENTIALS` when
 * there is none or another scheme is used (RFC 6750 §3: the challenge then carries no error),
 * `MALFORMED` when it says Bearer and isn't. Two headers arrive joined by a comma, which no b64token has.
 */
export function readBearerToken(authorization: string | undefined): string {
  // Blanks alone may stand around it (RFC 9110 §5.5); `trim` would take U+00A0 for one.
  const value = authorization ?? ''
  // Another scheme is no credentials for us; `Bearer` misspelt (`Bearer:x`, `Bearerx`) is a bad token.
  if (!/^ *bearer/i.test(value)) throw new TokenError('NO_CREDENTIALS')
  const token = CREDENTIALS.exec(value)?.[1]
  if (token === undefined) throw new TokenError('MALFORMED')
  if (token.length > MAX_TOKEN_LENGTH) throw new TokenError('TOO_LONG')
  return token
}

import { base64url } from 'jose'
import { decodeUtf8, parseStrictJson } from '../json/strict-json.ts'
import { TokenError } from './token-error.ts'

export interface TokenHeader {
  readonly alg: string
  readonly kid: string | undefined
}

// Parameters that make a verifier fetch or trust a key of the sender's choice, or change what is
// signed (RFC 7515 §4.1.2-6, §4.1.11, RFC 7797, RFC 7516 §4.1.3). Our issuer sends none of them.
const REFUSED_PARAMETERS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip']
const MAX_KID_LENGTH = 255

/** What a token is for, as its `typ` says (RFC 8725 §3.11): no kind is good in another's place. */
export type TokenType = 'access' | 'logout'

/**
 * Reads a token's JOSE header. Refuses what is not one JSON object, an algorithm outside
 * `algorithms` (RFC 8725 §3.1), a `typ` of another kind of token and the parameters above.
 */
export function readTokenHeader(
  part: string,
  algorithms: readonly string[],
  type: TokenType = 'access',
): TokenHeader {
  const header = parseJsonObject(part)
  const { alg, kid, typ } = header as Record<'alg' | 'kid' | 'typ', unknown>
  if (typeof alg !== 'string' || !algorithms.includes(alg)) throw new TokenError('HEADER_REFUSED')
  if (!(type === 'access' ? isAccessType(typ) : isLogoutType(typ))) {
    throw new TokenError('HEADER_REFUSED')
  }
  for (const parameter of REFUSED_PARAMETERS) {
    if (Object.hasOwn(header, parameter)) throw new TokenError('HEADER_REFUSED')
  }
  if (kid === undefined) return { alg, kid: undefined }
  if (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID_LENGTH) {
    throw new TokenError('HEADER_REFUSED')
  }
  return { alg, kid }
}

/** RFC 7519 §5.1: compared without regard to case. Better Auth's tokens have none. */
function isAccessType(typ: unknown): boolean {
  return typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT')
}

/** OpenID Connect Back-Channel Logout 1.0 §2.4, and required here: it keeps the kinds apart. */
function isLogoutType(typ: unknown): boolean {
  return typeof typ === 'string' && typ.toLowerCase() === 'logout+jwt'
}

const MAX_DEPTH = 8

/** A base64url part of a token as the JSON object it must be; otherwise {@link TokenError} `MALFORMED`. */
export function parseJsonObject(part: string): Record<string, unknown> {
  let value: unknown
  try {
    value = parseStrictJson(decodeUtf8(base64url.decode(part)), MAX_DEPTH)
  } catch (cause) {
    throw new TokenError('MALFORMED', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TokenError('MALFORMED')
  }
  return value as Record<string, unknown>
}

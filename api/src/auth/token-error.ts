export type TokenErrorCode =
  | 'NO_CREDENTIALS'
  | 'MALFORMED'
  | 'TOO_LONG'
  | 'HEADER_REFUSED'
  | 'UNKNOWN_KEY'
  | 'BAD_SIGNATURE'
  | 'CLAIM_REFUSED'
  | 'EXPIRED'
  | 'REVOKED'

/**
 * A request's credentials are absent or not good. `message` is one of the fixed sentences below:
 * nothing of the token ever reaches a text that leaves the process.
 */
export class TokenError extends Error {
  override name = 'TokenError'
  readonly code: TokenErrorCode

  constructor(code: TokenErrorCode, options?: ErrorOptions) {
    super(DESCRIPTIONS[code], options)
    this.code = code
  }
}

const DESCRIPTIONS: Record<TokenErrorCode, string> = {
  NO_CREDENTIALS: 'This needs an access token.',
  MALFORMED: 'The access token is malformed.',
  TOO_LONG: 'The access token is too long.',
  HEADER_REFUSED: 'The access token is of a kind that is not accepted.',
  UNKNOWN_KEY: 'The access token is not signed by a known key.',
  BAD_SIGNATURE: 'The signature of the access token is not valid.',
  CLAIM_REFUSED: 'The access token is not meant for this service.',
  EXPIRED: 'The access token has expired.',
  REVOKED: 'The session of the access token has ended.',
}

export type KeySetErrorCode = 'KEY_SET_UNAVAILABLE'

/** The keys to judge a token with are not to be had: the fault is not the caller's (503, not 401). */
export class KeySetUnavailableError extends Error {
  override name = 'KeySetUnavailableError'
  readonly code: KeySetErrorCode = 'KEY_SET_UNAVAILABLE'
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number, options?: ErrorOptions) {
    super('The key set of the issuer is not available.', options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

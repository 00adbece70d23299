import { describe, expect, it } from 'vitest'
import { KeySetUnavailableError, TokenError } from './token-error.ts'

describe('TokenError', () => {
  // These sentences leave the process (RFC 6750 §3, error_description): they are part of the contract.
  it.each([
    ['NO_CREDENTIALS', 'This needs an access token.'],
    ['MALFORMED', 'The access token is malformed.'],
    ['TOO_LONG', 'The access token is too long.'],
    ['HEADER_REFUSED', 'The access token is of a kind that is not accepted.'],
    ['UNKNOWN_KEY', 'The access token is not signed by a known key.'],
    ['BAD_SIGNATURE', 'The signature of the access token is not valid.'],
    ['CLAIM_REFUSED', 'The access token is not meant for this service.'],
    ['EXPIRED', 'The access token has expired.'],
    ['REVOKED', 'The session of the access token has ended.'],
  ] as const)('says for %s: %s', (code, message) => {
    expect(new TokenError(code)).toMatchObject({ name: 'TokenError', code, message })
  })

  it('keeps its cause', () => {
    const cause = new Error('inside')
    expect(new TokenError('MALFORMED', { cause }).cause).toBe(cause)
  })
})

describe('KeySetUnavailableError', () => {
  it('says how long to wait', () => {
    expect(new KeySetUnavailableError(7)).toMatchObject({
      name: 'KeySetUnavailableError',
      code: 'KEY_SET_UNAVAILABLE',
      message: 'The key set of the issuer is not available.',
      retryAfterSeconds: 7,
    })
  })
})

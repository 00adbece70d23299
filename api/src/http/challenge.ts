import type { TokenError } from '../auth/token-error.ts'

/**
 * RFC 6750 §3: without credentials the challenge carries no error; with bad ones it says
 * `invalid_token` and one of the fixed sentences.
 */
export function challengeFor(error: TokenError): string {
  if (error.code === 'NO_CREDENTIALS') return 'Bearer realm="holdfast"'
  return `Bearer realm="holdfast", error="invalid_token", error_description="${error.message}"`
}

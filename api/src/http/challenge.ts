import type { InsufficientScopeError } from '../auth/scopes.ts'
import type { TokenError } from '../auth/token-error.ts'

/**
 * RFC 6750 §3: without credentials the challenge carries no error; with bad ones it says
 * `invalid_token` and one of the fixed sentences.
 */
export function challengeFor(error: TokenError): string {
  if (error.code === 'NO_CREDENTIALS') return 'Bearer realm="holdfast"'
  return `Bearer realm="holdfast", error="invalid_token", error_description="${error.message}"`
}

/** RFC 6750 §3.1: what is missing is named, so that a program can ask its person for it. */
export function scopeChallengeFor(error: InsufficientScopeError): string {
  return `Bearer realm="holdfast", error="insufficient_scope", error_description="${error.message}", scope="${error.needed}"`
}

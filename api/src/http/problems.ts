/** One door out for everything that is refused or fails: errors become problems (RFC 9457) here. */
import { RevocationsUnavailableError } from '../auth/revocations.ts'
import { InsufficientScopeError } from '../auth/scopes.ts'
import type { ScopeErrorCode } from '../auth/scopes.ts'
import { KeySetUnavailableError, TokenError } from '../auth/token-error.ts'
import type { TokenErrorCode } from '../auth/token-error.ts'
import { DatabaseError, OwnerErasedError, UsageError } from '../db/errors.ts'
import { MAX_STREAMS_EACH, TooManyStreamsError } from '../events/hub.ts'
import type { DatabaseErrorCode } from '../db/errors.ts'
import { BatchRefusedError } from '../model/batch.ts'
import { RefusalError } from '../model/refusal-error.ts'
import type { RefusalErrorCode } from '../model/refusal-error.ts'
import { IdempotencyError } from '../db/write/idempotency.ts'
import type { IdempotencyErrorCode } from '../db/write/idempotency.ts'
import { NO_STORE_ANYWHERE, answerHeaders, lengthForHead } from './answer.ts'
import { challengeFor, scopeChallengeFor } from './challenge.ts'
import type { AppContext } from './environment.ts'
import { PROBLEM_TYPES, problemTypeUri } from './problem-types.ts'
import type { ProblemSlug } from './problem-types.ts'
import { PROBLEM_OF_REFUSAL, describeRefusal, headersOf, membersOf } from './refusal.ts'
import { RequestError } from './request-error.ts'
import type { RequestErrorCode } from './request-error.ts'
import { TransferError } from '../transfer/transfer-error.ts'
import type { TransferErrorCode } from '../transfer/transfer-error.ts'

type ErrorCode =
  | TokenErrorCode
  | ScopeErrorCode
  | 'KEY_SET_UNAVAILABLE'
  | 'REVOCATIONS_UNAVAILABLE'
  | DatabaseErrorCode
  | OwnerErasedError['code']
  | TooManyStreamsError['code']
  | RefusalErrorCode
  | BatchRefusedError['code']
  | UsageError['code']
  | IdempotencyErrorCode
  | RequestErrorCode
  | TransferErrorCode

const PROBLEM_OF = {
  NO_CREDENTIALS: 'authentication-required',
  MALFORMED: 'invalid-token',
  TOO_LONG: 'invalid-token',
  HEADER_REFUSED: 'invalid-token',
  UNKNOWN_KEY: 'invalid-token',
  BAD_SIGNATURE: 'invalid-token',
  CLAIM_REFUSED: 'invalid-token',
  EXPIRED: 'invalid-token',
  REVOKED: 'invalid-token',
  INSUFFICIENT_SCOPE: 'insufficient-scope',
  KEY_SET_UNAVAILABLE: 'auth-unavailable',
  REVOCATIONS_UNAVAILABLE: 'auth-unavailable',
  DATABASE_UNREACHABLE: 'service-unavailable',
  DATABASE_BUSY: 'service-unavailable',
  DATABASE_READ_ONLY: 'service-unavailable',
  DATABASE_FAULT: 'internal-error',
  OWNER_ERASED: 'invalid-token',
  ...PROBLEM_OF_REFUSAL,
  BATCH_REFUSED: 'batch-refused',
  QUOTA_EXCEEDED: 'quota-exceeded',
  KEY_INVALID: 'invalid-idempotency-key',
  KEY_REUSED: 'idempotency-key-reused',
  KEY_IN_FLIGHT: 'request-in-flight',
  MALFORMED_REQUEST: 'malformed-request',
  NO_SUCH_PATH: 'not-found',
  METHOD_NOT_ALLOWED: 'method-not-allowed',
  TOO_MANY_REQUESTS: 'too-many-requests',
  TOO_MANY_STREAMS: 'too-many-streams',
  MEDIA_TYPE: 'unsupported-media-type',
  BODY_TOO_LARGE: 'content-too-large',
  BODY_TOO_SLOW: 'request-timeout',
  BODY_MALFORMED: 'malformed-body',
  BODY_INVALID: 'validation-failed',
  QUERY_INVALID: 'invalid-parameter',
  LOGOUT_TOKEN_INVALID: 'invalid-logout-token',
  TRANSFER_UNREADABLE: 'file-unreadable',
  TRANSFER_TOO_MUCH: 'file-too-much',
} satisfies Record<ErrorCode, ProblemSlug>

const RETRY_AFTER_SECONDS = '2'

const NO_STREAM_LEFT = {
  'retry-after': RETRY_AFTER_SECONDS,
  'ratelimit-policy': `"streams";q=${MAX_STREAMS_EACH}`,
  ratelimit: `"streams";r=0;t=${RETRY_AFTER_SECONDS}`,
}

interface Particulars {
  readonly members?: Record<string, unknown>
  readonly headers?: Readonly<Record<string, string>>
}

/** The application's `onError`. A fault of ours shows its request id and nothing else. */
export function answerError(error: unknown, context: AppContext): Response {
  const code = codeOf(error)
  const slug = code === undefined ? 'internal-error' : PROBLEM_OF[code]
  context.set('reason', code ?? 'UNEXPECTED')
  if (slug === 'internal-error') {
    context
      .get('services')
      .log.error({ id: context.get('requestId'), fault: describeFault(error) }, 'a request failed')
  }
  return answerProblem(context, slug, particularsOf(error))
}

function answerProblem(
  context: AppContext,
  slug: ProblemSlug,
  { members, headers }: Particulars,
): Response {
  const { status, title } = PROBLEM_TYPES[slug]
  const body = {
    type: problemTypeUri(slug),
    title,
    status,
    ...members,
    instance: `urn:uuid:${context.get('requestId')}`,
  }
  const text = JSON.stringify(body)
  return new Response(text, {
    status,
    headers: answerHeaders(context, {
      'content-type': 'application/problem+json',
      ...lengthForHead(context, text),
      'cache-control': NO_STORE_ANYWHERE,
      ...headers,
    }),
  })
}

function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof TokenError ||
    error instanceof InsufficientScopeError ||
    error instanceof KeySetUnavailableError ||
    error instanceof RevocationsUnavailableError ||
    error instanceof DatabaseError ||
    error instanceof OwnerErasedError ||
    error instanceof TooManyStreamsError ||
    error instanceof RefusalError ||
    error instanceof BatchRefusedError ||
    error instanceof UsageError ||
    error instanceof IdempotencyError ||
    error instanceof RequestError ||
    error instanceof TransferError
    ? error.code
    : undefined
}

function particularsOf(error: unknown): Particulars {
  if (error instanceof TokenError) {
    return {
      members: { detail: error.message },
      headers: { 'www-authenticate': challengeFor(error) },
    }
  }
  if (error instanceof InsufficientScopeError) {
    const { message: detail } = error
    return { members: { detail }, headers: { 'www-authenticate': scopeChallengeFor(error) } }
  }
  // Whoever writes for somebody who is gone has a token from before.
  if (error instanceof OwnerErasedError) return particularsOf(new TokenError('REVOKED'))
  if (error instanceof TooManyStreamsError) return { headers: NO_STREAM_LEFT }
  if (error instanceof KeySetUnavailableError) {
    return { headers: { 'retry-after': `${error.retryAfterSeconds}` } }
  }
  if (
    error instanceof RevocationsUnavailableError ||
    (error instanceof DatabaseError && error.code !== 'DATABASE_FAULT')
  ) {
    return { headers: { 'retry-after': RETRY_AFTER_SECONDS } }
  }
  if (error instanceof RefusalError) return { members: membersOf(error), headers: headersOf(error) }
  if (error instanceof UsageError) {
    return { members: { quota: error.resource, limit: error.quota } }
  }
  if (error instanceof BatchRefusedError) {
    const refused = describeRefusal(error.refused)
    const errors = [{ pointer: `/operations/${error.index}`, detail: refused.title }]
    return { members: { errors, refused } }
  }
  if (error instanceof TransferError) return { members: { detail: error.message } }
  if (error instanceof RequestError) {
    const detail = error.message === '' ? undefined : { detail: error.message }
    const errors = error.errors === undefined ? undefined : { errors: error.errors }
    return { members: { ...detail, ...errors }, headers: error.headers ?? {} }
  }
  return {}
}

/** Name, code and place: messages can hold values of the request. */
function describeFault(error: unknown): string {
  if (error instanceof DatabaseError) return `${error.code} ${error.reason}`
  if (!(error instanceof Error)) return typeof error
  const place = error.stack?.split('\n').find((line) => line.includes(' at ') || line.includes('@'))
  return `${error.name} ${place?.trim() ?? ''}`
}

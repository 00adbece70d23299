/** Parts that the contracts of several operations share. */
import { z } from '@hono/zod-openapi'
import type { Scope } from '../auth/scopes.ts'
import { NO_STORE_ANYWHERE, REVALIDATE } from './answer.ts'
import { link, linksToOne, linksToTrashed, parametersOf } from './links.ts'
import { HEADERS, headers } from './openapi-headers.ts'
import { PROBLEM_TYPES, problemTypeUri } from './problem-types.ts'
import type { ProblemSlug } from './problem-types.ts'

const EXAMPLE_REQUEST = 'urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e'

export const Problem = z
  .object({
    type: z.string().openapi({
      format: 'uri-reference',
      description: 'What kind of problem; opens its page of the documentation.',
    }),
    title: z.string(),
    status: z.int().openapi({ minimum: 400, maximum: 599 }),
    detail: z.string().optional(),
    instance: z.string().openapi({
      format: 'uri',
      description: 'This occurrence: the request id as a URN, the same as `X-Request-Id`.',
    }),
    quota: z
      .enum(['tasks', 'lists', 'sections', 'labels', 'calendars', 'textBytes'])
      .optional()
      .openapi({ description: 'With quota-exceeded: of what there is too much.' }),
    limit: z
      .int()
      .optional()
      .openapi({ minimum: 1, description: 'With quota-exceeded: how much there may be.' }),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().openapi({
            description: 'JSON pointer to the member of the body (RFC 6901).',
          }),
          parameter: z.string().optional().openapi({ description: 'The query parameter.' }),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .openapi('Problem', { description: 'Problem details (RFC 9457).' })

/** The answer's id and version, where the operations on one task take them. */
export const TASK_LINKS = {
  ...linksToOne('Task', ['update', 'delete', 'move', 'skip']),
  getTaskHistory: link('getTaskHistory', parametersOf('Task').named),
}

/** Where what went to the trash is then. */
export const TRASHED_TASK_LINKS = linksToTrashed('Task')

// What any secured operation may answer, before or beside its own business.
const ALWAYS = [
  'malformed-request',
  'authentication-required',
  'invalid-token',
  'insufficient-scope',
  'too-many-requests',
  'internal-error',
  'auth-unavailable',
  'service-unavailable',
] as const satisfies ProblemSlug[]

const FILE = [
  'request-timeout',
  'content-too-large',
  'unsupported-media-type',
] as const satisfies ProblemSlug[]

const BODY = ['malformed-body', ...FILE, 'validation-failed'] as const satisfies ProblemSlug[]

/** What a request that names itself by a key may be refused with. */
export const WRITE_PROBLEMS = [
  'invalid-idempotency-key',
  'request-in-flight',
  'idempotency-key-reused',
] as const satisfies ProblemSlug[]

/** What making something may be refused with. */
export const CREATE_PROBLEMS = [
  ...WRITE_PROBLEMS,
  'id-conflict',
  'quota-exceeded',
] as const satisfies ProblemSlug[]

interface ProblemOptions {
  readonly withBody?: boolean
  readonly withFile?: boolean
  readonly schemas?: Record<number, z.ZodType>
  /** Headers in place of those of the status, or beside them. */
  readonly more?: Record<number, Record<string, unknown>>
}

/** The error responses of a secured operation: the given problems and those all have. */
export function problems(
  slugs: readonly ProblemSlug[],
  { withBody = false, withFile = false, ...particulars }: ProblemOptions = {},
) {
  const body = withBody ? BODY : withFile ? FILE : []
  return toResponses(['invalid-parameter', ...ALWAYS, ...body, ...slugs], particulars)
}

/** The error responses of a public operation: the given problems and those all have. */
export function publicProblems(slugs: readonly ProblemSlug[] = []) {
  return toResponses(['malformed-request', 'internal-error', ...slugs], {})
}

function toResponses(
  slugs: readonly ProblemSlug[],
  { schemas = {}, more = {} }: Omit<ProblemOptions, 'withBody' | 'withFile'>,
) {
  const bySlug = new Set<ProblemSlug>(slugs)
  const byStatus = Map.groupBy(bySlug, (slug) => PROBLEM_TYPES[slug].status)
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, members]) => [
        status,
        {
          description: members.map((slug) => `${PROBLEM_TYPES[slug].title}.`).join(' '),
          headers: headers(NO_STORE_ANYWHERE, { ...headersOf(status), ...more[status] }),
          content: {
            'application/problem+json': {
              schema: schemas[status] ?? Problem,
              ...(schemas[status] ? {} : { examples: Object.fromEntries(members.map(exampleOf)) }),
            },
          },
        },
      ]),
  )
}

function headersOf(status: number): Record<string, unknown> {
  if (status === 401) return { 'WWW-Authenticate': HEADERS.challenge }
  if (status === 403) return { 'WWW-Authenticate': HEADERS.scopeChallenge }
  if (status === 429) {
    return {
      'Retry-After': HEADERS.retryAfter,
      RateLimit: HEADERS.rateLimit,
      'RateLimit-Policy': HEADERS.rateLimitPolicy,
    }
  }
  if (status === 503) return { 'Retry-After': HEADERS.retryAfter }
  if (status === 412) return { ETag: HEADERS.versionTag }
  if (status === 415) return { Accept: HEADERS.accept }
  return {}
}

function exampleOf(slug: ProblemSlug) {
  const { title, status } = PROBLEM_TYPES[slug]
  const value = { type: problemTypeUri(slug), title, status, instance: EXAMPLE_REQUEST }
  return [slug, { summary: title, value }] as const
}

/**
 * An access token that reaches this far. It is the one declaration of what an operation needs:
 * openapi.yaml shows it, and {@link defineOperation} goes by it. OpenAPI 3.1 §4.8.30 lets a bearer
 * scheme name roles.
 */
export function needs<const Needed extends Scope>(scope: Needed): [{ accessToken: [Needed] }] {
  return [{ accessToken: [scope] }]
}

/** Conditional reads (RFC 9110 §13.1.2). */
export const IfNoneMatch = z.object({
  'If-None-Match': z.string().optional().openapi({
    description: 'The ETag you have. 304 when it is still current.',
    example: '"42"',
  }),
})

/** Conditional writes (RFC 9110 §13.1.1). */
export const IfMatch = z.object({
  'If-Match': z.string().optional().openapi({
    description: 'The ETag the change starts from. 412 when it has changed since.',
    example: '"42"',
  }),
})

/** A request that may be sent again (draft-ietf-httpapi-idempotency-key-header §2). */
export const IdempotencyKey = z.object({
  'Idempotency-Key': z.string().optional().openapi({
    minLength: 1,
    maxLength: 255,
    pattern: '^[!-~]{1,255}$',
    description:
      'Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way.',
    example: '7c9a1f0e-3b7d-4f0e-9a55-1c2d3e4f5a6b',
  }),
})

/** The answer to a conditional read of what has this kind of ETag. */
export function notModified(etag: (typeof HEADERS)['versionTag' | 'sequenceTag']) {
  return {
    description: 'What you have is still current.',
    headers: headers(REVALIDATE, { ETag: etag }),
  }
}

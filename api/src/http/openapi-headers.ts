/** The headers of answers, as the contract promises them: each with all that its value can be. */
import { SCOPES } from '../auth/scopes.ts'
import { NO_STORE, NO_STORE_ANYWHERE, REVALIDATE } from './answer.ts'

function header(description: string, example: string, schema: Record<string, unknown>) {
  return { description, required: true, schema: { type: 'string' as const, ...schema }, example }
}

function pattern(text: string) {
  return { type: 'string' as const, pattern: text }
}

export const HEADERS = {
  versionTag: header(
    'The version of what is in the body, for If-Match and If-None-Match (RFC 9110 §8.8.3).',
    '"42"',
    {
      pattern: '^"(0|[1-9][0-9]*)"$',
    },
  ),
  sequenceTag: header(
    'Changes with any change to what is yours; weak, for If-None-Match (RFC 9110 §8.8.3).',
    'W/"42-bV9vRj1Xk0"',
    { pattern: '^W/"[0-9]+-[A-Za-z0-9_-]{10}"$' },
  ),
  location: header('The path of what is new.', '/v1/tasks/01936b2e-0000-7000-8000-000000000001', {
    pattern: '^/v1/[a-z]+/[0-9a-f-]{36}$',
  }),
  change: {
    ...header('The number of this change, to undo it; absent when nothing had to change.', '42', {
      pattern: '^[1-9][0-9]*$',
    }),
    required: false,
  },
  link: {
    ...header(
      '`rel="next"`: the following page (RFC 8288).',
      '</v1/tasks?cursor=abc>; rel="next"',
      {
        pattern: String.raw`^</v1/tasks\?([^<> "]+&)?cursor=[A-Za-z0-9_-]+(&[^<> "]+)?>; rel="next"$`,
      },
    ),
    required: false,
  },
  challenge: header('The challenge (RFC 6750 §3).', 'Bearer realm="holdfast"', {
    pattern: `^Bearer realm="holdfast"(, error="invalid_token", error_description="[A-Za-z0-9 ,.'-]+")?$`,
  }),
  scopeChallenge: header(
    'The challenge, with the scope that is missing (RFC 6750 §3.1).',
    'Bearer realm="holdfast", error="insufficient_scope", error_description="The access token does not reach this far.", scope="tasks:write"',
    {
      pattern: `^Bearer realm="holdfast", error="insufficient_scope", error_description="[A-Za-z0-9 ,.'-]+", scope="(${Object.keys(SCOPES).join('|')})"$`,
    },
  ),
  retryAfter: header('Seconds to wait before trying again.', '2', { pattern: '^[1-9][0-9]*$' }),
  rateLimit: header(
    'What is left (`r`), and the seconds until there is more (`t`); draft-ietf-httpapi-ratelimit-headers.',
    '"person";r=0;t=2',
    { pattern: '^"person";r=0;t=[1-9][0-9]*$' },
  ),
  rateLimitPolicy: header(
    'How many requests a person may send (`q`) in how many seconds (`w`).',
    '"person";q=3000;w=60',
    { pattern: '^"person";q=[1-9][0-9]*;w=60$' },
  ),
  unbuffered: header('Asks proxies to hand on each event as it comes.', 'no', { const: 'no' }),
  accept: header('The media types that are taken here (RFC 9110 §12.5.1).', 'application/json', {
    pattern: '^[a-z]+/[a-z+-]+(, [a-z]+/[a-z+-]+)*$',
  }),
  feedTag: header('Changes with the feed (RFC 9110 §8.8.3).', '"bV9vRj1Xk0bV9vRj1Xk0bV"', {
    pattern: '^"[A-Za-z0-9_-]{22}"$',
  }),
  noSharedStore: header('Nothing between us keeps it (RFC 9213).', 'no-store', {
    const: 'no-store',
  }),
  noIndex: header('It is for nobody to find.', 'noindex', { const: 'noindex' }),
  attachment: header('A name for the file (RFC 6266).', 'attachment; filename="holdfast.json"', {
    pattern: '^attachment; filename="holdfast[.](json|csv)"$',
  }),
  contentSecurityPolicy: header('What the page may load.', "default-src 'none'", {
    pattern: `^default-src 'none'; `,
  }),
} as const

/** In place of those of a 429, where streams that are open count as well. */
export const STREAM_LIMIT = {
  RateLimit: { ...HEADERS.rateLimit, schema: pattern('^"(person|streams)";r=0;t=[1-9][0-9]*$') },
  'RateLimit-Policy': {
    ...HEADERS.rateLimitPolicy,
    schema: pattern('^("person";q=[1-9][0-9]*;w=60|"streams";q=[1-9][0-9]*)$'),
  },
} as const

/** What a write is answered with. */
export const MADE = {
  ETag: HEADERS.versionTag,
  Location: HEADERS.location,
  Change: HEADERS.change,
} as const
export const CHANGED = { ETag: HEADERS.versionTag, Change: HEADERS.change } as const
export const GONE = { Change: HEADERS.change } as const

function cacheControl(value: string) {
  const isShared = value.startsWith('public')
  const description = isShared ? 'The same for everybody.' : 'Never for a shared cache.'
  return header(description, value, { const: value })
}

/** What every answer carries, and which ways there are to keep one. */
export const STANDING_HEADERS = {
  requestId: header('Names this request in our logs.', '6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e', {
    format: 'uuid',
  }),
  vary: header('Who asks, and from where, decides the answer.', 'Authorization, Origin', {
    const: 'Authorization, Origin',
  }),
  noSniffing: header('The content type is the one that is said.', 'nosniff', { const: 'nosniff' }),
  noStore: cacheControl(NO_STORE),
  noStoreAnywhere: cacheControl(NO_STORE_ANYWHERE),
  revalidate: cacheControl(REVALIDATE),
} as const

/** The headers of an answer with this Cache-Control; those that all carry come by themselves. */
export function headers(caching: string, more: Record<string, unknown> = {}) {
  return {
    'X-Request-Id': STANDING_HEADERS.requestId,
    Vary: STANDING_HEADERS.vary,
    'X-Content-Type-Options': STANDING_HEADERS.noSniffing,
    'Cache-Control': cacheControl(caching),
    ...more,
  } as never
}

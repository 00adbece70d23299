/**
 * What a client asks of the issuer before it has a token to ask us with: web's endpoints. They stand
 * in the contract, so that a generated client gets from nothing to its first task, and nowhere else:
 * web answers them, and its own tests hold it to these words.
 */
import { z } from '@hono/zod-openapi'
import type { RouteConfig } from '@hono/zod-openapi'

const FORM = 'application/x-www-form-urlencoded'
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'
const JWT = 'urn:ietf:params:oauth:token-type:jwt'
const EXAMPLE_SCOPE = 'tasks:read tasks:write'

const scope = (description: string) =>
  z.string().openapi({ description, maxLength: 1000, example: EXAMPLE_SCOPE })

const SignIn = z
  .object({
    email: z.string().openapi({ format: 'email', example: 'ada@example.com' }),
    password: z.string().openapi({ example: 'correct horse battery staple' }),
  })
  .openapi('SignIn')

const SignedIn = z
  .object({
    user: z
      .object({ id: z.string(), name: z.string(), email: z.string() })
      .optional()
      .openapi({ description: 'Who is signed in now.' }),
    twoFactorRedirect: z.boolean().optional().openapi({
      description:
        'True when the account asks for a second factor: nobody is signed in yet. A program takes a device code or an access token of the account page instead.',
    }),
  })
  .openapi('SignedIn')

const SessionToken = z
  .object({
    token: z.string().openapi({
      description: 'An access token of five minutes, for everything that the person may.',
    }),
  })
  .openapi('SessionToken')

const TokenExchange = z
  .object({
    grant_type: z.literal(TOKEN_EXCHANGE),
    subject_token: z.string().openapi({
      description: 'The access token of the account page, or the refresh token of a device.',
      maxLength: 1000,
      example: 'hf_pat_…',
    }),
    subject_token_type: z.literal(ACCESS_TOKEN),
    requested_token_type: z.enum([ACCESS_TOKEN, JWT]).optional(),
    scope: scope('Less than was granted, if less will do.').optional(),
  })
  .openapi('TokenExchange', { description: 'RFC 8693 §2.1.' })

const TokenRefresh = z
  .object({
    grant_type: z.literal('refresh_token'),
    refresh_token: z.string().openapi({ maxLength: 1000, example: 'hf_pat_…' }),
    scope: scope('Less than was granted, if less will do.').optional(),
  })
  .openapi('TokenRefresh', { description: 'RFC 6749 §6; the refresh token stays the same.' })

const DeviceTokenRequest = z
  .object({
    grant_type: z.literal(DEVICE_CODE),
    device_code: z.string().openapi({ maxLength: 1000 }),
    client_id: z.string().openapi({ description: 'The same as before.', maxLength: 64 }),
  })
  .openapi('DeviceTokenRequest', { description: 'RFC 8628 §3.4.' })

const AccessToken = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().openapi({ minimum: 1, maximum: 300, description: 'Seconds.' }),
    scope: scope('How far the token reaches.'),
    issued_token_type: z
      .enum([ACCESS_TOKEN, JWT])
      .optional()
      .openapi({ description: 'After an exchange.' }),
    refresh_token: z.string().optional().openapi({
      description:
        'After a device code, and told this once: what the program keeps. It ends when the person takes it back.',
      pattern: '^hf_pat_[0-9A-Za-z]{49}$',
    }),
    refresh_token_expires_in: z
      .int()
      .optional()
      .openapi({ minimum: 0, description: 'Seconds, as the person has chosen.' }),
  })
  .openapi('AccessToken', { description: 'RFC 6749 §5.1.' })

const DeviceAuthorizationRequest = z
  .object({
    client_id: z.string().openapi({
      description: 'What the program calls itself; the person is shown it.',
      maxLength: 64,
      pattern: '^[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?$',
      example: 'Shelf display',
    }),
    scope: scope('What it needs; all there is when it does not say.').optional(),
  })
  .openapi('DeviceAuthorizationRequest')

const DeviceAuthorization = z
  .object({
    device_code: z.string().openapi({ description: 'The program keeps it to itself.' }),
    user_code: z.string().openapi({
      description: 'The person types it on the page.',
      pattern: '^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$',
      example: 'BCDF-GHJK',
    }),
    verification_uri: z.string().openapi({ format: 'uri' }),
    verification_uri_complete: z.string().openapi({
      format: 'uri',
      description: 'The same page with the code filled in, for a QR code.',
    }),
    expires_in: z.int().openapi({ minimum: 1, description: 'Seconds.' }),
    interval: z.int().openapi({ minimum: 1, description: 'Seconds between two questions.' }),
  })
  .openapi('DeviceAuthorization', { description: 'RFC 8628 §3.2.' })

const OAUTH_ERRORS = [
  ...['invalid_request', 'invalid_grant', 'invalid_scope', 'invalid_target'],
  ...['unsupported_grant_type', 'authorization_pending', 'slow_down', 'expired_token'],
  ...['access_denied', 'temporarily_unavailable'],
]

const OAuthError = z
  .object({
    error: z.enum(OAUTH_ERRORS),
    error_description: z.string(),
  })
  .openapi('OAuthError', { description: 'RFC 6749 §5.2, RFC 8628 §3.5.' })

const Refusal = z
  .object({ message: z.string().optional(), code: z.string().optional() })
  .openapi('Refusal', { description: 'Why the issuer has refused.' })

const noStore = {
  description: 'Nobody keeps a copy.',
  required: true,
  schema: { type: 'string', const: 'no-store' },
}
const retryAfter = {
  description: 'Seconds to wait.',
  required: true,
  schema: { type: 'string', pattern: '^[1-9][0-9]*$' },
}

function answer(description: string, schema: z.ZodType, more: Record<string, unknown> = {}) {
  return {
    description,
    headers: { 'Cache-Control': noStore, ...more } as never,
    content: { 'application/json': { schema } },
  }
}

/** Whatever is asked of the issuer too often, or while its database is away. */
const busy = (schema: z.ZodType) => ({
  429: answer('Too many attempts.', schema, { 'Retry-After': retryAfter }),
  503: answer('Not available just now.', schema, { 'Retry-After': retryAfter }),
})

/** Answered by web, on the origin that people open. */
const OF_ISSUER = {
  tags: ['Signing in'],
  servers: [{ url: '/', description: 'The issuer: the origin that people open.' }],
  'x-asked-of': 'issuer',
}

const FOREIGN = answer("A page of another site's has asked.", OAuthError)

export const issuerContracts: readonly RouteConfig[] = [
  {
    ...OF_ISSUER,
    method: 'post',
    path: '/api/auth/sign-in/email',
    operationId: 'signIn',
    summary: 'Sign in with a password',
    description:
      'Begins a session, whose cookie then gets access tokens. For programs of your own; others ask for a device code, or take an access token of the account page.',
    security: [],
    request: { body: { required: true, content: { 'application/json': { schema: SignIn } } } },
    responses: {
      200: answer('Signed in, or half way to it.', SignedIn, {
        'Set-Cookie': {
          description: 'The session.',
          required: true,
          schema: { type: 'string', pattern: '^(__Secure-)?holdfast\\.' },
        },
      }),
      400: answer('The body is not what it should be.', Refusal),
      401: answer('The address and the password do not match.', Refusal),
      403: answer('The address is not confirmed yet, or the origin is another.', Refusal),
      415: answer('The body is no JSON.', Refusal),
      ...busy(Refusal),
    },
  },
  {
    ...OF_ISSUER,
    method: 'get',
    path: '/api/auth/token',
    operationId: 'getSessionToken',
    summary: 'A token for the session',
    description: 'An access token without a scope: it may do everything that the person may.',
    security: [{ session: [] }],
    responses: {
      200: answer('The token.', SessionToken),
      401: answer('Nobody is signed in.', Refusal),
      ...busy(Refusal),
    },
  },
  {
    ...OF_ISSUER,
    method: 'post',
    path: '/api/oauth/token',
    operationId: 'issueAccessToken',
    summary: 'A token for a program',
    description:
      'An access token of five minutes for a program: by its own secret (RFC 8693, RFC 6749 §6), or by its device code once somebody has let it in (RFC 8628). It reaches as far as its `scope`.',
    security: [],
    request: {
      body: {
        required: true,
        content: {
          [FORM]: { schema: z.union([TokenExchange, TokenRefresh, DeviceTokenRequest]) },
        },
      },
    },
    responses: {
      200: answer('The token.', AccessToken),
      400: answer('Why there is none; for a device, whether to ask again.', OAuthError),
      403: FOREIGN,
      413: answer('The form is too large.', OAuthError),
      ...busy(OAuthError),
    },
  },
  {
    ...OF_ISSUER,
    method: 'post',
    path: '/api/oauth/device_authorization',
    operationId: 'authorizeDevice',
    summary: 'Ask to be let in',
    description:
      'For a program without a browser (RFC 8628): show the person `user_code` and `verification_uri`, and ask for the token every `interval` seconds.',
    security: [],
    request: {
      body: { required: true, content: { [FORM]: { schema: DeviceAuthorizationRequest } } },
    },
    responses: {
      200: answer('The codes.', DeviceAuthorization),
      400: answer('Why there are none.', OAuthError),
      403: FOREIGN,
      413: answer('The form is too large.', OAuthError),
      ...busy(OAuthError),
    },
  },
]

import { createRoute, z } from '@hono/zod-openapi'
import { MAX_TOKEN_LENGTH } from '../../auth/bearer.ts'
import { TokenError } from '../../auth/token-error.ts'
import { NO_STORE_ANYWHERE, answerHeaders } from '../answer.ts'
import { readFormBody } from '../body.ts'
import { headers } from '../openapi-headers.ts'
import { publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { RequestError } from '../request-error.ts'

const LogoutRequest = z
  .object({
    logout_token: z.string().openapi({
      minLength: 1,
      maxLength: MAX_TOKEN_LENGTH,
      description:
        'A JWT of the type `logout+jwt`, signed by the issuer for this API, that names a `sid`, or a `sub` whose sessions all end (§2.4).',
    }),
  })
  .openapi('LogoutRequest')

export const backChannelLogoutOperation = defineOperation(
  createRoute({
    method: 'post',
    path: '/v1/backchannel-logout',
    operationId: 'backChannelLogout',
    tags: ['Sessions'],
    summary: 'A session has ended',
    description:
      'OpenID Connect Back-Channel Logout 1.0: the issuer says that a session has ended. From the answer on its access tokens are refused here, and within a second on every other instance. Saying it again changes nothing.',
    security: [],
    // The token in the form is the proof of who says so.
    'x-open': true,
    request: {
      body: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: LogoutRequest } },
      },
    },
    responses: {
      200: { description: 'It has ended.', headers: headers(NO_STORE_ANYWHERE) },
      ...publicProblems([
        'invalid-logout-token',
        'request-timeout',
        'content-too-large',
        'auth-unavailable',
        'service-unavailable',
      ]),
    },
  }),
  async ({ context, services: { sessions } }) => {
    try {
      await sessions.end(await readLogoutRequest(context.req.raw))
    } catch (error) {
      // §2.8: a request that is not valid is answered 400, whatever is wrong with it.
      if (error instanceof TokenError)
        throw invalid(error.message.replace('access', 'logout'), error)
      throw error
    }
    return new Response(null, {
      status: 200,
      headers: answerHeaders(context, { 'cache-control': NO_STORE_ANYWHERE }),
    })
  },
)

/** §2.5: a form with one `logout_token`; other members are ignored. */
async function readLogoutRequest(request: Request): Promise<string> {
  const form = await readFormBody(request).catch((error: unknown) => {
    if (!(error instanceof RequestError)) throw error
    if (error.code === 'MEDIA_TYPE') {
      throw invalid('The body must be application/x-www-form-urlencoded.', error)
    }
    throw error.code === 'BODY_MALFORMED' ? invalid(error.message, error) : error
  })
  const token = form.get('logout_token')
  if (token === undefined || token === '') throw invalid('The form has no logout_token.')
  return token
}

function invalid(detail: string, cause?: unknown): RequestError {
  return new RequestError('LOGOUT_TOKEN_INVALID', { detail, cause })
}

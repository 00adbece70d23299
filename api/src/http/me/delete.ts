import { createRoute } from '@hono/zod-openapi'
import { lastExpiryAfter } from '../../auth/revocations.ts'
import { eraseOwner } from '../../me/erase.ts'
import { NO_STORE, answerEmpty } from '../answer.ts'
import { headers } from '../openapi-headers.ts'
import { needs, problems } from '../openapi.ts'
import { ERASES_CALLER, defineOperation } from '../operation.ts'

/** How long a request may be under way once its token was judged, with a slow body and a busy database. */
const SLOWEST_REQUEST_SECONDS = 60

export const deleteMeOperation = defineOperation(
  createRoute({
    method: 'delete',
    path: '/v1/me',
    operationId: 'deleteMe',
    tags: ['Me'],
    summary: 'Erase everything that is yours',
    description:
      'Every task of yours is gone when the answer comes, for good. Asking again changes nothing. With a token in which the issuer says that the account is closed (`account_closed`), and which is good for nothing else, nothing can be stored for you from then on until every other token has expired: writes are answered 401.',
    security: needs('account:erase'),
    [ERASES_CALLER]: true,
    request: {},
    responses: {
      204: { description: 'Nothing of yours is left.', headers: headers(NO_STORE) },
      ...problems([]),
    },
  }),
  async ({ context, services: { database }, user }) => {
    const lastWrite = lastExpiryAfter(Date.now() / 1000) + SLOWEST_REQUEST_SECONDS
    const { isClosing } = context.get('identity')
    await eraseOwner(database, user, { writableFrom: isClosing ? lastWrite : undefined })
    return answerEmpty(context, 204, { 'cache-control': NO_STORE })
  },
)

import { createRoute, z } from '@hono/zod-openapi'
import { NO_STORE_ANYWHERE, answerJson } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'

const Readiness = z
  .object({
    status: z.enum(['ready', 'unavailable']),
    database: z.boolean().openapi({ description: 'The database answers.' }),
    keySet: z.boolean().openapi({ description: 'The keys that judge tokens are there.' }),
    sessions: z.boolean().openapi({ description: 'It is known which sessions have ended.' }),
  })
  .openapi('Readiness')

const content = { 'application/json': { schema: Readiness } }

export const getReadinessOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/readyz',
    operationId: 'getReadiness',
    tags: ['Health'],
    summary: 'Can it serve?',
    description:
      'Whether the database answers, and the key set of the issuer and the list of ended sessions are there.',
    security: [],
    responses: {
      200: { description: 'It can serve.', headers: headers(NO_STORE_ANYWHERE), content },
      503: {
        description: 'It cannot serve now; the members say why.',
        headers: headers(NO_STORE_ANYWHERE, { 'Retry-After': HEADERS.retryAfter }),
        content,
      },
      ...publicProblems(),
    },
  }),
  async ({ context, services: { database, verifier, sessions } }) => {
    const isDatabaseReady = await database.check().then(
      () => true,
      () => false,
    )
    const isKeySetReady = verifier.isReady()
    const areSessionsReady = sessions.isReady()
    const isReady = isDatabaseReady && isKeySetReady && areSessionsReady
    return answerJson(
      context,
      isReady ? 200 : 503,
      {
        status: isReady ? 'ready' : 'unavailable',
        database: isDatabaseReady,
        keySet: isKeySetReady,
        sessions: areSessionsReady,
      },
      { 'cache-control': NO_STORE_ANYWHERE, ...(isReady ? {} : { 'retry-after': '2' }) },
    )
  },
)

import { createRoute, z } from '@hono/zod-openapi'
import { NO_STORE_ANYWHERE, answerJson } from '../answer.ts'
import { headers } from '../openapi-headers.ts'
import { publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'

const Health = z.object({ status: z.literal('ok') }).openapi('Health')

export const getHealthOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/healthz',
    operationId: 'getHealth',
    tags: ['Health'],
    summary: 'Is the process alive?',
    description: 'Answers as long as the process can answer at all. Touches nothing else.',
    security: [],
    responses: {
      200: {
        description: 'It is alive.',
        headers: headers(NO_STORE_ANYWHERE),
        content: { 'application/json': { schema: Health } },
      },
      ...publicProblems(),
    },
  }),
  ({ context }) =>
    answerJson(context, 200, { status: 'ok' }, { 'cache-control': NO_STORE_ANYWHERE }),
)

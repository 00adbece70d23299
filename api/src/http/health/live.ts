import { createRoute, z } from '@hono/zod-openapi'
import { answerJson } from '../answer.ts'
import { headers, publicProblems } from '../openapi.ts'
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
        headers: headers(),
        content: { 'application/json': { schema: Health } },
      },
      ...publicProblems(),
    },
  }),
  ({ context }) => answerJson(context, 200, { status: 'ok' }, { 'cache-control': 'no-store' }),
)

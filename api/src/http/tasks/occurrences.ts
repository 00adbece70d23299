import { createRoute, z } from '@hono/zod-openapi'
import { listOccurrences } from '../../tasks/occurrences.ts'
import { PREVIEW_MAX } from '../../tasks/recurrence/preview.ts'
import { NO_STORE, answerJson } from '../answer.ts'
import { headers } from '../openapi-headers.ts'
import { needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { limitOf } from '../page.ts'
import { Due } from './due-schema.ts'
import { TaskParams } from './schema.ts'

const DEFAULT_LIMIT = 10

const Query = z.strictObject({
  limit: limitOf(PREVIEW_MAX, DEFAULT_LIMIT),
})

const OccurrenceList = z
  .object({ items: z.array(Due).openapi({ maxItems: PREVIEW_MAX }) })
  .openapi('OccurrenceList', { description: 'When it comes back, soonest first.' })

export const listOccurrencesOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/tasks/{taskId}/occurrences',
    operationId: 'listOccurrences',
    tags: ['Tasks'],
    summary: 'Look ahead',
    description:
      'When a recurring task comes back after this time: as many as asked for, unless the series ends before, and none more than a hundred years later. What counts from completion is taken to be done on its day. Nothing for a task that is done or does not come back.',
    security: needs('tasks:read'),
    request: { params: TaskParams, query: Query },
    responses: {
      200: {
        description: 'The due moments that follow.',
        headers: headers(NO_STORE),
        content: { 'application/json': { schema: OccurrenceList } },
      },
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params, query }) => {
    const asked = { id: params.taskId, limit: query.limit, moment: Date.now() }
    const items = await listOccurrences(database, user, asked)
    return answerJson(context, 200, { items }, { 'cache-control': NO_STORE })
  },
)

import { createRoute } from '@hono/zod-openapi'
import { purgeList } from '../../trash/purge.ts'
import { NO_STORE } from '../answer.ts'
import { ListConflict, ListParams } from '../lists/schema.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'

export const purgeListOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/trash/lists/{listId}',
    operationId: 'purgeList',
    tags: ['Trash'],
    summary: 'Delete a list for good',
    description: 'Deletes it out of the trash, with its sections and tasks.',
    security: needs('tasks:write'),
    request: { params: ListParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE, GONE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: ListConflict } }),
    },
  }),
  ({ params, expected }) => purgeList({ id: params.listId, expected }),
  gone,
)

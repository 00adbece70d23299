import { createRoute } from '@hono/zod-openapi'
import { emptyTrash } from '../../trash/purge.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'

export const emptyTrashOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/trash',
    operationId: 'emptyTrash',
    tags: ['Trash'],
    summary: 'Empty the trash',
    description: 'Deletes everything in it for good. Asking again changes nothing.',
    security: needs('tasks:write'),
    request: {},
    responses: {
      204: { description: 'It is empty.', headers: headers(NO_STORE, GONE) },
      ...problems([]),
    },
  }),
  () => emptyTrash(),
  gone,
)

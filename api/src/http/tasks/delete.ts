import { createRoute } from '@hono/zod-openapi'
import { deleteTask } from '../../tasks/delete.ts'
import { NO_STORE, answerEmpty } from '../answer.ts'
import { readIfMatch } from '../etag.ts'
import { headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { TaskConflict, TaskParams } from './schema.ts'

export const deleteTaskOperation = defineOperation(
  createRoute({
    method: 'delete',
    path: '/v1/tasks/{taskId}',
    operationId: 'deleteTask',
    tags: ['Tasks'],
    summary: 'Delete a task',
    description: 'Deletes it. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: TaskParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: TaskConflict } }),
    },
  }),
  async ({ context, services: { database }, user, params }) => {
    const expected = readIfMatch(context.req.header('if-match'))
    await deleteTask(database, user, { id: params.taskId, expected })
    return answerEmpty(context, 204, { 'cache-control': NO_STORE })
  },
)

import { createRoute } from '@hono/zod-openapi'
import { purgeTask } from '../../trash/purge.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { TaskConflict, TaskParams } from '../tasks/schema.ts'
import { defineWrite, gone } from '../write.ts'

export const purgeTaskOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/trash/tasks/{taskId}',
    operationId: 'purgeTask',
    tags: ['Trash'],
    summary: 'Delete a task for good',
    description: 'Deletes it out of the trash, with the subtasks in it.',
    security: needs('tasks:write'),
    request: { params: TaskParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE, GONE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: TaskConflict } }),
    },
  }),
  ({ params, expected }) => purgeTask({ id: params.taskId, expected }),
  gone,
)

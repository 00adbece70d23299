import { createRoute } from '@hono/zod-openapi'
import { purgeTask } from '../../trash/purge.ts'
import { NO_STORE } from '../answer.ts'
import { readIfMatch } from '../etag.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { TaskConflict, TaskParams } from '../tasks/schema.ts'
import { answerWrite, gone } from '../write.ts'

export const purgeTaskOperation = defineOperation(
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
  (call) => {
    const expected = readIfMatch(call.context.req.header('if-match'))
    return answerWrite(call, purgeTask({ id: call.params.taskId, expected }), gone)
  },
)

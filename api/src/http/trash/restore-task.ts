import { createRoute } from '@hono/zod-openapi'
import { restoreTask } from '../../trash/restore.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IdempotencyKey, IfMatch, TASK_LINKS, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { Task, TaskConflict, TaskParams } from '../tasks/schema.ts'
import { toTaskWire } from '../tasks/wire.ts'
import { defineWrite, shown } from '../write.ts'

export const restoreTaskOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/trash/tasks/{taskId}/restore',
    operationId: 'restoreTask',
    tags: ['Trash'],
    summary: 'Bring a task back',
    description:
      'Takes it out of the trash, with the subtasks that went with it. When its list is in the trash it comes to the inbox; when its parent is, to the top of its list.',
    security: needs('tasks:write'),
    request: { params: TaskParams, headers: IfMatch.extend(IdempotencyKey.shape) },
    responses: {
      200: {
        description: 'It is back.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      ...problems([...WRITE_PROBLEMS, 'not-found', 'precondition-failed'], {
        schemas: { 412: TaskConflict },
      }),
    },
  }),
  ({ params, expected }) => restoreTask({ id: params.taskId, expected }),
  (row) => shown(toTaskWire(row)),
)

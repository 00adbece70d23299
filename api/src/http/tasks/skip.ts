import { createRoute } from '@hono/zod-openapi'
import { skipTask } from '../../tasks/skip.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IdempotencyKey, IfMatch, TASK_LINKS, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { RecurringTaskParams, Task, TaskConflict } from './schema.ts'
import { toTaskWire } from './wire.ts'

export const skipTaskOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/skip',
    operationId: 'skipTask',
    tags: ['Tasks'],
    summary: 'Skip an occurrence',
    description:
      'Leaves this occurrence of a recurring task out: the task itself moves on to its next one, its subtasks open again.',
    security: needs('tasks:write'),
    request: { params: RecurringTaskParams, headers: IfMatch.extend(IdempotencyKey.shape) },
    responses: {
      200: {
        description: 'The task at its next occurrence.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      ...problems([...WRITE_PROBLEMS, 'not-found', 'no-next-occurrence', 'precondition-failed'], {
        schemas: { 412: TaskConflict },
      }),
    },
  }),
  ({ params, expected }) => skipTask({ id: params.taskId, expected }),
  (row) => shown(toTaskWire(row)),
)

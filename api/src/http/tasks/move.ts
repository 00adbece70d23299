import { createRoute } from '@hono/zod-openapi'
import { moveTask } from '../../tasks/move.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IdempotencyKey, IfMatch, TASK_LINKS, WRITE_PROBLEMS, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { Task, TaskConflict, TaskMove, TaskParams } from './schema.ts'
import { toTaskWire } from './wire.ts'

export const moveTaskOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/move',
    operationId: 'moveTask',
    tags: ['Tasks'],
    summary: 'Move a task',
    description:
      'Gives it another place: list, section, parent, right before or right after a neighbour. What is not said follows the neighbour, or stays. Its subtasks come along.',
    security: needs('tasks:write'),
    request: {
      params: TaskParams,
      headers: IfMatch.extend(IdempotencyKey.shape),
      body: { required: true, content: { 'application/json': { schema: TaskMove } } },
    },
    responses: {
      200: {
        description: 'The task where it is now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      ...problems([...WRITE_PROBLEMS, 'not-found', 'precondition-failed', 'reference-invalid'], {
        withBody: true,
        schemas: { 412: TaskConflict },
      }),
    },
  }),
  ({ params, expected, body: { before, after, ...to } }) =>
    moveTask({ id: params.taskId, expected, to, before, after }),
  (row) => shown(toTaskWire(row)),
)

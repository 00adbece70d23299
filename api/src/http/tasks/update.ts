import { createRoute } from '@hono/zod-openapi'
import { updateTask } from '../../tasks/update.ts'
import { NO_STORE } from '../answer.ts'
import { CHANGED, headers } from '../openapi-headers.ts'
import { IfMatch, TASK_LINKS, needs, problems } from '../openapi.ts'
import { defineWrite, shown } from '../write.ts'
import { Task, TaskConflict, TaskParams, TaskPatch } from './schema.ts'
import { toTaskWire } from './wire.ts'

export const updateTaskOperation = defineWrite(
  createRoute({
    method: 'patch',
    path: '/v1/tasks/{taskId}',
    operationId: 'updateTask',
    tags: ['Tasks'],
    summary: 'Change a task',
    description:
      'A merge patch (RFC 7396). Send the ETag you started from in If-Match, and nobody overwrites anybody: 412 carries the task as it is now. A patch that changes nothing leaves the version as it is.',
    security: needs('tasks:write'),
    request: {
      params: TaskParams,
      headers: IfMatch,
      body: {
        required: true,
        content: {
          'application/json': { schema: TaskPatch },
          'application/merge-patch+json': { schema: TaskPatch },
        },
      },
    },
    responses: {
      200: {
        description: 'The task as it is now.',
        headers: headers(NO_STORE, CHANGED),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      ...problems(['not-found', 'quota-exceeded', 'precondition-failed', 'reference-invalid'], {
        withBody: true,
        schemas: { 412: TaskConflict },
      }),
    },
  }),
  ({ params, expected, body: { notes, priority, ...rest } }) =>
    updateTask({
      id: params.taskId,
      expected,
      patch: {
        ...rest,
        notes: notes === null ? '' : notes,
        priority: priority === null ? 'none' : priority,
      },
    }),
  (row) => shown(toTaskWire(row)),
)

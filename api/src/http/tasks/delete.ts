import { createRoute } from '@hono/zod-openapi'
import { deleteTask } from '../../tasks/delete.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, TRASHED_TASK_LINKS, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'
import { TaskConflict, TaskParams } from './schema.ts'

export const deleteTaskOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/tasks/{taskId}',
    operationId: 'deleteTask',
    tags: ['Tasks'],
    summary: 'Delete a task',
    description:
      'Moves it to the trash, its subtasks with it. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: TaskParams, headers: IfMatch },
    responses: {
      204: {
        description: 'It is in the trash.',
        headers: headers(NO_STORE, GONE),
        links: TRASHED_TASK_LINKS,
      },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: TaskConflict } }),
    },
  }),
  ({ params, expected }) => deleteTask({ id: params.taskId, expected }),
  gone,
)

import { createRoute } from '@hono/zod-openapi'
import { createTask } from '../../tasks/create.ts'
import { NO_FIELDS } from '../../tasks/task.ts'
import { NO_STORE } from '../answer.ts'
import { MADE, headers } from '../openapi-headers.ts'
import { CREATE_PROBLEMS, IdempotencyKey, TASK_LINKS, needs, problems } from '../openapi.ts'
import { withoutAbsent } from '../validation.ts'
import { defineWrite, made } from '../write.ts'
import { Task, TaskCreate } from './schema.ts'
import { toTaskWire } from './wire.ts'

export const createTaskOperation = defineWrite(
  createRoute({
    method: 'post',
    path: '/v1/tasks',
    operationId: 'createTask',
    tags: ['Tasks'],
    summary: 'Add a task',
    description:
      'Adds a task to the end of its list; without a word about the list, to that of its parent or section. With an `id` of your own a repeated request answers 409 instead of adding it twice.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: TaskCreate } } },
    },
    responses: {
      201: {
        description: 'The new task.',
        headers: headers(NO_STORE, MADE),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      ...problems([...CREATE_PROBLEMS, 'reference-invalid'], { withBody: true }),
    },
  }),
  ({ body: { id, title, listId, ...given } }) =>
    createTask({ id, ...NO_FIELDS, ...withoutAbsent(given), title, listId }),
  (row) => made('tasks', toTaskWire(row)),
)

import { createRoute } from '@hono/zod-openapi'
import { createTask } from '../../tasks/create.ts'
import { NO_STORE, answerJson } from '../answer.ts'
import { versionTag } from '../etag.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { TASK_LINKS, needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { Task, TaskCreate } from './schema.ts'
import { toWire } from './wire.ts'

export const createTaskOperation = defineOperation(
  createRoute({
    method: 'post',
    path: '/v1/tasks',
    operationId: 'createTask',
    tags: ['Tasks'],
    summary: 'Add a task',
    description:
      'Adds a task to the end of your list. With an `id` of your own a repeated request answers 409 instead of adding it twice.',
    security: needs('tasks:write'),
    request: {
      body: { required: true, content: { 'application/json': { schema: TaskCreate } } },
    },
    responses: {
      201: {
        description: 'The new task.',
        headers: headers(NO_STORE, { ETag: HEADERS.taskTag, Location: HEADERS.location }),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      ...problems(['id-conflict'], { withBody: true }),
    },
  }),
  async ({ context, services: { database }, user, body }) => {
    const { id, title, notes = '', priority = 'none', due = null, status = 'open' } = body
    const row = await createTask(database, user, { id, title, notes, priority, due, status })
    return answerJson(context, 201, toWire(row), {
      etag: versionTag(row.version),
      location: `/v1/tasks/${row.id}`,
      'cache-control': NO_STORE,
    })
  },
)

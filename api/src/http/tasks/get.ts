import { createRoute } from '@hono/zod-openapi'
import { getTask } from '../../tasks/get.ts'
import { REVALIDATE, answerEmpty, answerJson } from '../answer.ts'
import { isNoneMatch, versionTag } from '../etag.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, TASK_LINKS, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { Task, TaskParams } from './schema.ts'
import { toTaskWire } from './wire.ts'

export const getTaskOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/tasks/{taskId}',
    operationId: 'getTask',
    tags: ['Tasks'],
    summary: 'Read a task',
    description: "One of your tasks. Another person's task answers as if it were not there.",
    security: needs('tasks:read'),
    request: { params: TaskParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'The task.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: Task } },
        links: TASK_LINKS,
      },
      304: notModified(HEADERS.versionTag),
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params }) => {
    const row = await getTask(database, user, params.taskId)
    const tag = versionTag(row.version)
    const about = { etag: tag, 'cache-control': REVALIDATE }
    if (!isNoneMatch(context.req.header('if-none-match'), tag)) {
      return answerEmpty(context, 304, about)
    }
    return answerJson(context, 200, toTaskWire(row), about)
  },
)

import { createRoute } from '@hono/zod-openapi'
import { getList } from '../../lists/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerVersion } from '../read.ts'
import { List, ListParams, LIST_LINKS } from './schema.ts'
import { toListWire } from './wire.ts'

export const getListOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/lists/{listId}',
    operationId: 'getList',
    tags: ['Lists'],
    summary: 'Read a list',
    description: "One of yours. Another person's answers as if it were not there.",
    security: needs('tasks:read'),
    request: { params: ListParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'It is like this.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: List } },
        links: LIST_LINKS,
      },
      304: notModified(HEADERS.versionTag),
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params }) =>
    answerVersion(context, toListWire(await getList(database, user, params.listId))),
)

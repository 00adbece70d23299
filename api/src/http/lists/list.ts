import { createRoute } from '@hono/zod-openapi'
import { listLists } from '../../lists/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerSequence } from '../read.ts'
import { ListList } from './schema.ts'
import { toListWire } from './wire.ts'

export const listListsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/lists',
    operationId: 'listLists',
    tags: ['Lists'],
    summary: 'List your lists',
    description:
      'All of your lists in their order, archived ones among them. Tasks in no list are in the inbox, which is always there.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch },
    responses: {
      200: {
        description: 'All of them.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: ListList } },
        links: {
          sameLists: link('listLists', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database }, user }) =>
    answerSequence({ context, database, user }, async () => {
      const { rows, seq } = await listLists(database, user)
      return { seq, body: { items: rows.map(toListWire) } }
    }),
)

import { createRoute } from '@hono/zod-openapi'
import { listFilters } from '../../saved-filters/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerSequence } from '../read.ts'
import { FilterList } from './schema.ts'
import { toFilterWire } from './wire.ts'

export const listFiltersOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/filters',
    operationId: 'listFilters',
    tags: ['Filters'],
    summary: 'List your saved filters',
    description: 'All of your saved filters in their order.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch },
    responses: {
      200: {
        description: 'All of them.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: FilterList } },
        links: {
          sameFilters: link('listFilters', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database }, user }) =>
    answerSequence({ context, database, user }, async () => {
      const { rows, seq } = await listFilters(database, user)
      return { seq, body: { items: rows.map(toFilterWire) } }
    }),
)

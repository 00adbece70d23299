import { createRoute } from '@hono/zod-openapi'
import { listLabels } from '../../labels/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerSequence } from '../read.ts'
import { LabelList } from './schema.ts'
import { toLabelWire } from './wire.ts'

export const listLabelsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/labels',
    operationId: 'listLabels',
    tags: ['Labels'],
    summary: 'List your labels',
    description: 'Your labels by name.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch },
    responses: {
      200: {
        description: 'All of them.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: LabelList } },
        links: {
          sameLabels: link('listLabels', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database }, user }) =>
    answerSequence({ context, database, user }, async () => {
      const { rows, seq } = await listLabels(database, user)
      return { seq, body: { items: rows.map(toLabelWire) } }
    }),
)

import { createRoute, z } from '@hono/zod-openapi'
import { readFeed } from '../../changes/feed.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { limitOf } from '../page.ts'
import { answerSequence } from '../read.ts'
import { ChangedItem, toChangedItem } from './schema.ts'

const MAX_LIMIT = 500

const ChangeList = z
  .object({
    items: z.array(ChangedItem).openapi({ maxItems: MAX_LIMIT }),
    cursor: z.string().openapi({
      description: 'Where to go on: now when there is more, later when there is not.',
      example: 'WzQyLCJ0YXNrIiwiMDE5MzZiMmUiXQ',
    }),
    hasMore: z
      .boolean()
      .openapi({ description: 'The next page is there already.', example: false }),
  })
  .openapi('ChangeList')

export const listChangesOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/changes',
    operationId: 'listChanges',
    tags: ['Changes'],
    summary: 'Follow what changes',
    description:
      'Everything that has changed since `cursor`, oldest change first, each thing once and as it is now; from the beginning without one, which is how a copy is begun. What is in the trash comes with `deletedAt`, what is gone for good as a tombstone. Following the cursors nothing is missed, whatever is written meanwhile, and nothing comes again unless it changed again. 410: begin anew.',
    security: needs('tasks:read'),
    request: {
      query: z.strictObject({
        cursor: z
          .string()
          .min(1)
          .max(300)
          .optional()
          .openapi({
            description: 'The `cursor` of the page before.',
            'x-source': { operationId: 'listChanges', value: '$response.body#/cursor' },
          }),
        limit: limitOf(MAX_LIMIT, 100),
      }),
      headers: IfNoneMatch,
    },
    responses: {
      200: {
        description: 'What has changed.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: ChangeList } },
        links: {
          nextChanges: link('listChanges', { 'query.cursor': '$response.body#/cursor' }),
          sameChanges: link('listChanges', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems(['invalid-cursor', 'cursor-expired']),
    },
  }),
  ({ context, services: { database }, user, query }) =>
    answerSequence(
      { context, database, user },
      async () => {
        const { items, cursor, hasMore, seq } = await readFeed(database, user, query)
        return { seq, body: { items: items.map(toChangedItem), cursor, hasMore } }
      },
      { isRisky: query.cursor !== undefined },
    ),
)

import { createRoute, z } from '@hono/zod-openapi'
import { listSections } from '../../sections/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerSequence } from '../read.ts'
import { idFrom } from '../record-schema.ts'
import { SectionList } from './schema.ts'
import { toSectionWire } from './wire.ts'

const Query = z.strictObject({
  listId: idFrom('createList', 'Only of this list.').optional(),
})

export const listSectionsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/sections',
    operationId: 'listSections',
    tags: ['Sections'],
    summary: 'List your sections',
    description:
      'Your sections, list by list as the lists stand, those of a list in their order. Those of lists in the trash are left out.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch, query: Query },
    responses: {
      200: {
        description: 'All of them.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: SectionList } },
        links: {
          sameSections: link('listSections', { 'header.If-None-Match': '$response.header.ETag' }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database }, user, query }) =>
    answerSequence({ context, database, user }, async () => {
      const { rows, seq } = await listSections(database, user, query.listId)
      return { seq, body: { items: rows.map(toSectionWire) } }
    }),
)

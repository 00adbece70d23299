import { createRoute } from '@hono/zod-openapi'
import { listCalendars } from '../../calendars/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerSequence } from '../read.ts'
import { CalendarList } from './schema.ts'
import { toCalendarWire } from './wire.ts'

export const listCalendarsOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/calendars',
    operationId: 'listCalendars',
    tags: ['In and out'],
    summary: 'List your calendars',
    description: 'All that can be read without a token, without their addresses.',
    security: needs('tasks:read'),
    request: { headers: IfNoneMatch },
    responses: {
      200: {
        description: 'All of them.',
        headers: headers(REVALIDATE, { ETag: HEADERS.sequenceTag }),
        content: { 'application/json': { schema: CalendarList } },
        links: {
          sameCalendars: link('listCalendars', {
            'header.If-None-Match': '$response.header.ETag',
          }),
        },
      },
      304: notModified(HEADERS.sequenceTag),
      ...problems([]),
    },
  }),
  ({ context, services: { database }, user }) =>
    answerSequence({ context, database, user }, async () => {
      const { rows, seq } = await listCalendars(database, user)
      return { seq, body: { items: rows.map(toCalendarWire) } }
    }),
)

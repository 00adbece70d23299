import { createRoute } from '@hono/zod-openapi'
import { getCalendar } from '../../calendars/read.ts'
import { REVALIDATE } from '../answer.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { IfNoneMatch, needs, notModified, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerVersion } from '../read.ts'
import { Calendar, CalendarParams, CALENDAR_LINKS } from './schema.ts'
import { toCalendarWire } from './wire.ts'

export const getCalendarOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/calendars/{calendarId}',
    operationId: 'getCalendar',
    tags: ['In and out'],
    summary: 'Read a calendar',
    description: "One of yours. Another person's answers as if it were not there.",
    security: needs('tasks:read'),
    request: { params: CalendarParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'It is like this.',
        headers: headers(REVALIDATE, { ETag: HEADERS.versionTag }),
        content: { 'application/json': { schema: Calendar } },
        links: CALENDAR_LINKS,
      },
      304: notModified(HEADERS.versionTag),
      ...problems(['not-found']),
    },
  }),
  async ({ context, services: { database }, user, params }) =>
    answerVersion(context, toCalendarWire(await getCalendar(database, user, params.calendarId))),
)

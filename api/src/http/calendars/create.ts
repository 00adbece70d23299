import { createRoute } from '@hono/zod-openapi'
import { createCalendar } from '../../calendars/create.ts'
import { NO_STORE } from '../answer.ts'
import { MADE, headers } from '../openapi-headers.ts'
import { CREATE_PROBLEMS, IdempotencyKey, needs, problems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { answerWrite, made } from '../write.ts'
import { CALENDAR_LINKS, CalendarCreate, CreatedCalendar } from './schema.ts'
import { toCalendarWire } from './wire.ts'

export const createCalendarOperation = defineOperation(
  createRoute({
    method: 'post',
    path: '/v1/calendars',
    operationId: 'createCalendar',
    tags: ['In and out'],
    summary: 'Open a calendar',
    description:
      'Makes an address that a calendar can follow. Whoever knows it reads what the calendar shows, without a token, until you delete it; it is told this one time. There can be 50.',
    security: needs('tasks:write'),
    request: {
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: CalendarCreate } } },
    },
    responses: {
      201: {
        description: 'It is there.',
        headers: headers(NO_STORE, MADE),
        content: { 'application/json': { schema: CreatedCalendar } },
        links: CALENDAR_LINKS,
      },
      ...problems(CREATE_PROBLEMS, { withBody: true }),
    },
  }),
  async (call) => {
    const { id, name, shows = 'events', filter = null } = call.body
    const calendar = { id, name, shows, filter }
    const mutation = await createCalendar(call.services.database, call.user, calendar)
    return answerWrite(call, mutation, ({ row, address }) => {
      const path = `/v1/feeds/${address}.ics`
      const body = { ...toCalendarWire(row), feedId: address, path }
      return made('calendars', body)
    })
  },
)

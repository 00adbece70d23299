import { createRoute } from '@hono/zod-openapi'
import { deleteCalendar } from '../../calendars/delete.ts'
import { NO_STORE } from '../answer.ts'
import { GONE, headers } from '../openapi-headers.ts'
import { IfMatch, needs, problems } from '../openapi.ts'
import { defineWrite, gone } from '../write.ts'
import { CalendarConflict, CalendarParams } from './schema.ts'

export const deleteCalendarOperation = defineWrite(
  createRoute({
    method: 'delete',
    path: '/v1/calendars/{calendarId}',
    operationId: 'deleteCalendar',
    tags: ['In and out'],
    summary: 'Close a calendar',
    description:
      'From the answer on its address leads nowhere, and no undo brings it back. The second time it is not there any more: 404.',
    security: needs('tasks:write'),
    request: { params: CalendarParams, headers: IfMatch },
    responses: {
      204: { description: 'It is gone.', headers: headers(NO_STORE, GONE) },
      ...problems(['not-found', 'precondition-failed'], { schemas: { 412: CalendarConflict } }),
    },
  }),
  ({ params, expected }) => deleteCalendar({ id: params.calendarId, expected }),
  gone,
)

import { z } from '@hono/zod-openapi'
import { filterText } from '../filters/filter-text.ts'
import { link } from '../openapi.ts'
import {
  EXAMPLE_ID,
  EXAMPLE_TIMES,
  Id,
  conflictOf,
  line,
  ownId,
  recordMembers,
} from '../record-schema.ts'

const NAME_MAX = 200
const FEED = /^[A-Za-z0-9_-]{100,800}\.ics$/
const EXAMPLE_FEED = `${'x'.repeat(160)}.ics`

const Shows = z.enum(['events', 'tasks'], 'must be one of events, tasks').openapi({
  description:
    '`events`: what is due, for calendars. `tasks`: all of it as VTODO, for programs that show tasks.',
  example: 'events',
})

export const Calendar = z
  .object({
    id: Id,
    name: z.string().openapi({ minLength: 1, maxLength: NAME_MAX, example: 'Due' }),
    shows: Shows,
    filter: z.string().nullable().openapi({
      description: 'Which tasks; null: those that are open.',
      example: 'status:open due<7d',
    }),
    ...recordMembers,
  })
  .openapi('Calendar')

/** The part of an address that is told once. */
const Feed = z.string().openapi({
  pattern: FEED.source,
  description: 'The file that anybody can read who knows its name.',
  example: EXAMPLE_FEED,
})

export const CreatedCalendar = Calendar.extend({
  feed: Feed,
  path: z.string().openapi({
    format: 'uri-reference',
    description: 'Where it is, on the host that you asked. It is told this one time.',
    example: `/v1/feeds/${EXAMPLE_FEED}`,
  }),
}).openapi('CreatedCalendar')

export const CalendarCreate = z
  .strictObject({
    id: ownId('createCalendar'),
    name: line(NAME_MAX, 'Due'),
    shows: Shows.optional(),
    filter: filterText('Only what this filter means: see docs/filters.md.')
      .nullable()
      .optional()
      .openapi({ type: ['string', 'null'] }),
  })
  .openapi('CalendarCreate', { example: { name: 'Due', shows: 'events' } })

export const CalendarList = z
  .object({ items: z.array(Calendar).openapi({ maxItems: 50 }) })
  .openapi('CalendarList')

export const CalendarConflict = conflictOf('CalendarConflict', Calendar, {
  id: EXAMPLE_ID,
  name: 'Due',
  shows: 'events',
  filter: null,
  ...EXAMPLE_TIMES,
})

export const CalendarParams = z.object({
  calendarId: Id.openapi({ param: { name: 'calendarId', in: 'path' } }),
})

export const FeedParams = z.object({
  feed: z
    .string()
    .regex(FEED)
    .openapi({
      param: { name: 'feed', in: 'path' },
      pattern: FEED.source,
      example: EXAMPLE_FEED,
      'x-source': { operationId: 'createCalendar', value: '$response.body#/feed' },
    }),
})

const named = { 'path.calendarId': '$response.body#/id' }

export const CALENDAR_LINKS = {
  getCalendar: link('getCalendar', named),
  getCalendarUnlessCurrent: link('getCalendar', {
    ...named,
    'header.If-None-Match': '$response.header.ETag',
  }),
  deleteCalendar: link('deleteCalendar', {
    ...named,
    'header.If-Match': '$response.header.ETag',
  }),
} as const

import { z } from '@hono/zod-openapi'
import { filterText } from '../filters/filter-text.ts'
import { linksToOne } from '../links.ts'
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
const FEED_ID = /^[A-Za-z0-9_-]{100,800}$/
const FEED = /^[A-Za-z0-9_-]{100,800}(\.ics)?$/
const EXAMPLE_FEED = 'k3Xb9QmZ'.repeat(20)

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

/** What is told in the answer to its making, and never again. */
const TOLD_ONCE = { 'x-told-once': true }

const FeedId = z.string().openapi({
  pattern: FEED_ID.source,
  description: 'Names the feed; whoever knows it can read it. It is told this one time.',
  example: EXAMPLE_FEED,
  ...TOLD_ONCE,
})

export const CreatedCalendar = Calendar.extend({
  feedId: FeedId,
  path: z.string().openapi({
    format: 'uri-reference',
    description: 'Where it is, on the host that you asked. It is told this one time.',
    example: `/v1/feeds/${EXAMPLE_FEED}.ics`,
    ...TOLD_ONCE,
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
  feedId: z
    .string()
    .regex(FEED)
    .openapi({
      param: { name: 'feedId', in: 'path' },
      pattern: FEED.source,
      example: EXAMPLE_FEED,
      'x-source': { operationId: 'createCalendar', value: '$response.body#/feedId' },
    }),
})

/** The answer's id and version, where the operations on one of them take them. */
export const CALENDAR_LINKS = linksToOne('Calendar', ['delete'])

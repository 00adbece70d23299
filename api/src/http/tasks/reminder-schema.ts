import { z } from '@hono/zod-openapi'
import { isCalendarDay } from '../../tasks/calendar-day.ts'

const REMINDERS_MAX = 10
const YEAR_MINUTES = 525_600
// RFC 3339 §5.6 in UTC, as every instant of this interface.
const INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/

const Instant = z
  .string()
  .refine((text) => INSTANT.test(text) && isCalendarDay(text.slice(0, 10)), {
    message: 'must be a moment in UTC like 2026-11-20T08:15:30Z',
  })
  .openapi({ format: 'date-time', pattern: INSTANT.source, example: '2026-11-20T08:15:30Z' })

const Absolute = z
  .strictObject({ kind: z.literal('absolute'), at: Instant })
  .openapi('ReminderAbsolute', { description: 'At this moment.' })

const BeforeDue = z
  .strictObject({
    kind: z.literal('beforeDue'),
    minutes: z
      .int('must be a whole number')
      .min(0, 'must be from 0 to 525600')
      .max(YEAR_MINUTES, 'must be from 0 to 525600')
      .openapi({ description: 'A year at the most.', example: 30 }),
  })
  .openapi('ReminderBeforeDue', {
    description: 'So many minutes before it is due; before the day begins when a day is due.',
  })

export const Reminder = z
  .discriminatedUnion('kind', [Absolute, BeforeDue], 'must have a kind: absolute or beforeDue')
  .openapi('Reminder')

export const Reminders = z
  .array(Reminder)
  .max(REMINDERS_MAX, `must have at most ${REMINDERS_MAX} entries`)
  .openapi({ maxItems: REMINDERS_MAX, description: 'When to be reminded.' })

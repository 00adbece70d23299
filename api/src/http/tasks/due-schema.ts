import { z } from '@hono/zod-openapi'
import { isCalendarDay } from '../../tasks/calendar-day.ts'

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/
// Names like Europe/Berlin or UTC; the engine would also take offsets, which are no zones.
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/

const knownZones = new Map<string, boolean>()
const MAX_KNOWN_ZONES = 1_000

function isTimeZone(name: string): boolean {
  if (name.length > 64 || !ZONE_NAME.test(name)) return false
  let known = knownZones.get(name)
  if (known === undefined) {
    known = isKnownToEngine(name)
    if (knownZones.size < MAX_KNOWN_ZONES) knownZones.set(name, known)
  }
  return known
}

function isKnownToEngine(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

export const CalendarDay = z
  .string()
  .refine(isCalendarDay, 'must be a day like 2026-11-20')
  .openapi({ format: 'date', pattern: DATE.source, example: '2026-11-20' })

export const WallClock = z
  .string()
  .refine((text) => DATE_TIME.test(text) && isCalendarDay(text.slice(0, 10)), {
    message: 'must be a wall-clock time like 2026-11-20T09:00:00, without an offset',
  })
  .openapi({
    // The name of the OpenAPI format registry for RFC 3339 without an offset.
    format: 'date-time-local',
    pattern: DATE_TIME.source,
    example: '2026-11-20T09:00:00',
  })

export const TimeZone = z
  .string()
  .refine(isTimeZone, 'must be the name of a time zone like Europe/Berlin')
  .openapi({
    format: 'iana-time-zone',
    maxLength: 64,
    pattern: ZONE_NAME.source,
    example: 'Europe/Berlin',
  })

const AllDay = z
  .strictObject({ kind: z.literal('date'), date: CalendarDay })
  .openapi('DueDate', { description: 'Some time on this day, wherever you are.' })

const Floating = z
  .strictObject({ kind: z.literal('floating'), dateTime: WallClock })
  .openapi('DueFloating', { description: 'When the clock on the wall says so, wherever you are.' })

const Zoned = z
  .strictObject({ kind: z.literal('zoned'), dateTime: WallClock, timeZone: TimeZone })
  .openapi('DueZoned', { description: 'At one moment: the wall-clock time of a time zone.' })

export const Due = z
  .discriminatedUnion(
    'kind',
    [AllDay, Floating, Zoned],
    'must be null or have a kind: date, floating or zoned',
  )
  .openapi('Due', { description: 'When it is due, kept exactly as it was typed.' })

/** A union and not `.nullable()`, which would make the component itself nullable. */
export const DueOrNull = z.union([Due, z.null()])

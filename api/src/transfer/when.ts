import { isCalendarDay } from '../tasks/calendar-day.ts'
import type { Due } from '../tasks/due.ts'
import { wallClockAt } from '../tasks/time-zone.ts'

const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/
// Names like Europe/Berlin or UTC; the engine would also take offsets, which are no zones.
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/
/** RFC 3339, with a space or without an offset too, as databases write it. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?$/

/** `YYYY-MM-DDTHH:mm:ss` on a day that exists. */
export function isWallClock(text: string): boolean {
  return WALL_CLOCK.test(text) && isCalendarDay(text.slice(0, 10))
}

const zones = new Map<string, boolean>()
const MAX_ZONES = 1_000

/** True for a name of the time zone database that this engine knows. */
export function isTimeZone(name: string): boolean {
  if (name.length > 64 || !ZONE_NAME.test(name)) return false
  const isKnown = zones.get(name) ?? isKnownToEngine(name)
  if (zones.size < MAX_ZONES) zones.set(name, isKnown)
  return isKnown
}

function isKnownToEngine(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** A moment that is due at the wall-clock time it has where its owner is. */
export function toZoned(milliseconds: number, timeZone: string): Due {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC'
  return { kind: 'zoned', dateTime: wallClockAt(milliseconds, zone), timeZone: zone }
}

/**
 * The moment that an RFC 3339 text names, in milliseconds since 1970; a text without an offset is
 * taken for UTC. Undefined when it is none, or outside of the years 1 to 9999.
 */
export function readInstant(text: string): number | undefined {
  const [, day = '', minutes = '', seconds = '00', fraction = '', offset = 'Z'] =
    INSTANT.exec(text.trim()) ?? []
  const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const time = `${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`
  const milliseconds = isCalendarDay(day) ? Date.parse(`${day}T${time}${zone}`) : Number.NaN
  return milliseconds >= FIRST && milliseconds <= LAST ? milliseconds : undefined
}

const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T00:00:00Z')

/** RFC 3339 in UTC with milliseconds, as every time of ours is written. */
export function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** The day whose midnight is nearest: how products keep days as moments of a zone they don't tell. */
export function nearestDay(milliseconds: number, timeZone: string): string {
  const wallClock = wallClockAt(milliseconds, timeZone)
  if (wallClock.endsWith('T00:00:00')) return wallClock.slice(0, 10)
  return toInstant(milliseconds + HALF_DAY_MS).slice(0, 10)
}

const HALF_DAY_MS = 12 * 60 * 60 * 1000

import type { Due } from '../tasks/due.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/
/** RFC 3339, with a space or without an offset too, as databases write it. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?$/

/** A day that exists, of the years 1 to 9999. */
export function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || year === 0) return false
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** `YYYY-MM-DDTHH:mm:ss` on a day that exists. */
export function isWallClock(text: string): boolean {
  return WALL_CLOCK.test(text) && isDay(text.slice(0, 10))
}

const zones = new Map<string, Intl.DateTimeFormat | null>()
const MAX_ZONES = 1_000

/** True for a name of the time zone database that this engine knows. */
export function isTimeZone(name: string): boolean {
  return formatterOf(name) !== null
}

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  if (timeZone.length > 64 || !/^[A-Za-z]/.test(timeZone)) return null
  let formatter = zones.get(timeZone)
  if (formatter === undefined) {
    formatter = makeFormatter(timeZone)
    if (zones.size < MAX_ZONES) zones.set(timeZone, formatter)
  }
  return formatter
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  try {
    // Sweden writes 2026-11-20 09:00:00.
    return new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
  } catch {
    return null
  }
}

/** A moment as the clock on the wall of `timeZone` shows it; a zone that is not known is UTC. */
export function toWallClock(milliseconds: number, timeZone: string): string {
  const formatter = formatterOf(timeZone) ?? formatterOf('UTC')
  const text = formatter?.format(milliseconds) ?? ''
  const wallClock = text.replace(' ', 'T')
  // A year of fewer digits than four.
  return WALL_CLOCK.test(wallClock) ? wallClock : new Date(milliseconds).toISOString().slice(0, 19)
}

/** A moment that is due at the wall-clock time it has where its owner is. */
export function toZoned(milliseconds: number, timeZone: string): Due {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC'
  return { kind: 'zoned', dateTime: toWallClock(milliseconds, zone), timeZone: zone }
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
  const milliseconds = isDay(day) ? Date.parse(`${day}T${time}${zone}`) : Number.NaN
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
  const wallClock = toWallClock(milliseconds, timeZone)
  if (wallClock.endsWith('T00:00:00')) return wallClock.slice(0, 10)
  return toInstant(milliseconds + HALF_DAY_MS).slice(0, 10)
}

const HALF_DAY_MS = 12 * 60 * 60 * 1000

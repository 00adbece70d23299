import type { When } from './filter.ts'

/** A place in time: by the owner's clock, and the moment when that clock shows it. */
export interface Bound {
  /** `YYYY-MM-DDTHH:mm:ss`; `-infinity` and `infinity` outside the years 1 to 9999. */
  readonly wallClock: string
  /** RFC 3339 in UTC, or the same. */
  readonly moment: string
}

/** From one place in time until right before another. */
export interface Span {
  readonly from: Bound
  readonly before: Bound
}

/** The owner's clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: number
  /** What the clock shows at a moment: `YYYY-MM-DDTHH:mm:ss`. */
  readonly wallClockAt: (moment: number) => string
  /** When the clock shows that; milliseconds since 1970. */
  readonly momentOf: (wallClock: string) => number
}

const MS_PER_SECOND = 1000
const MS_PER_MINUTE = 60 * MS_PER_SECOND
const MS_PER_DAY = 24 * 60 * MS_PER_MINUTE
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** What `when` means by the owner's clock. */
export function spanOf(when: When, clock: Clock): Span {
  switch (when.kind) {
    case 'now':
      return fromMoment(clock.now - modulo(clock.now, MS_PER_SECOND), MS_PER_SECOND, clock)
    case 'instant':
      return fromMoment(Date.parse(when.dateTime + when.offset), lengthOf(when.dateTime), clock)
    case 'local':
      return fromWallClock(asUtc(when.dateTime), lengthOf(when.dateTime), clock)
    case 'day':
      return fromWallClock(asUtc(`${when.day}T00:00:00`), MS_PER_DAY, clock)
    case 'relative': {
      const today = asUtc(`${clock.wallClockAt(clock.now).slice(0, 10)}T00:00:00`)
      return fromWallClock(moveDay(today, when.amount, when.unit), MS_PER_DAY, clock)
    }
  }
}

function fromMoment(moment: number, lengthMs: number, clock: Clock): Span {
  // Next to the first and the last day of all, some clocks show a year that there is not.
  const bound = (at: number): Bound =>
    isWithin(at - MS_PER_DAY) && isWithin(at + MS_PER_DAY)
      ? { wallClock: clock.wallClockAt(at), moment: toIso(at) }
      : boundless(at)
  return { from: bound(moment), before: bound(moment + lengthMs) }
}

function fromWallClock(wallClock: number, lengthMs: number, clock: Clock): Span {
  const bound = (at: number): Bound => {
    if (!isWithin(at)) return boundless(at)
    const text = toIso(at).slice(0, 19)
    return { wallClock: text, moment: toIso(clock.momentOf(text)) }
  }
  return { from: bound(wallClock), before: bound(wallClock + lengthMs) }
}

/** The day so many months later is the month's last where it has no such day. */
function moveDay(day: number, amount: number, unit: 'd' | 'w' | 'm' | 'y'): number {
  if (unit === 'd') return day + amount * MS_PER_DAY
  if (unit === 'w') return day + amount * 7 * MS_PER_DAY
  const date = new Date(day)
  const dayOfMonth = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'y' ? 12 : 1) + 1)
  date.setUTCDate(0)
  date.setUTCDate(Math.min(dayOfMonth, date.getUTCDate()))
  return date.getTime()
}

/** A time without seconds lasts a minute. */
function lengthOf(dateTime: string): number {
  return dateTime.length === 'YYYY-MM-DDTHH:mm'.length ? MS_PER_MINUTE : MS_PER_SECOND
}

function asUtc(wallClock: string): number {
  return Date.parse(`${wallClock}Z`)
}

function isWithin(at: number): boolean {
  return at >= FIRST && at <= LAST
}

function boundless(at: number): Bound {
  const text = at < 0 ? '-infinity' : 'infinity'
  return { wallClock: text, moment: text }
}

/** A zone can show the first or last day of all at a moment outside of them. */
function toIso(at: number): string {
  return isWithin(at) ? new Date(at).toISOString() : boundless(at).moment
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}

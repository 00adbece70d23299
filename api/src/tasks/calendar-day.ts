/** Days and wall-clock times as texts: `YYYY-MM-DD` and `YYYY-MM-DDTHH:mm:ss`, years 1 to 9999. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000

/** A day that the calendar has. */
export function isCalendarDay(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || year === 0) return false
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

export function dayOf(wallClock: string): string {
  return wallClock.slice(0, 10)
}

/** Whole days from one day to another; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY
}

/** The day so many days later, or undefined outside the years 1 to 9999. */
export function addDays(day: string, days: number): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY
  return at < FIRST || at > LAST ? undefined : new Date(at).toISOString().slice(0, 10)
}

const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T00:00:00Z')

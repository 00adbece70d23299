// What a due moment means to the person looking at it: their zone decides what "today" is (D8).
import type { WeekStart } from '../account/settings.ts'
import type { Due } from './task.ts'

export type Viewer = {
  timeZone: string
  locale: string
  /** The day a week begins with; without one it is the locale's. */
  weekStart?: WeekStart | null
}

const dayMs = 86_400_000

/** The viewer's calendar day at `now`, as `YYYY-MM-DD`. */
export function dayAt(now: number, timeZone: string): string {
  return wallTime(now, timeZone).slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The day as typed, which is also what the api filters and sorts by. */
export function typedDay(due: Due): string {
  return due.kind === 'date' ? due.date : due.dateTime.slice(0, 10)
}

/** The time as typed, `HH:mm`, or null for an all-day date. */
export function typedTime(due: Due): string | null {
  return due.kind === 'date' ? null : due.dateTime.slice(11, 16)
}

/** The moment in the viewer's wall time: `YYYY-MM-DDTHH:mm:ss`, or only the day when all-day. */
export function viewerTime(due: Due, timeZone: string): string {
  if (due.kind === 'date') return due.date
  if (due.kind === 'floating') return due.dateTime
  return wallTime(zonedInstant(due.dateTime, due.timeZone), timeZone)
}

/** An all-day task is overdue from the next day on, a timed one from the next second on. */
export function isOverdue(due: Due, now: number, timeZone: string): boolean {
  const wall = wallTime(now, timeZone)
  const moment = viewerTime(due, timeZone)
  return moment < wall.slice(0, moment.length)
}

/** The heading a task stands under in a list by due date. */
export function dueGroup(due: Due | null, today: string, timeZone: string): string {
  if (due === null) return 'No due date'
  const distance = daysBetween(today, viewerTime(due, timeZone).slice(0, 10))
  if (distance < 0) return 'Earlier'
  if (distance === 0) return 'Today'
  if (distance === 1) return 'Tomorrow'
  return distance < 7 ? 'Next 7 days' : 'Later'
}

/** "Today", "Tomorrow 14:30", "Fri 27 Nov", with the year when it is another one. */
export function formatDue(due: Due, now: number, { timeZone, locale }: Viewer): string {
  const moment = viewerTime(due, timeZone)
  const day = formatDay(moment.slice(0, 10), dayAt(now, timeZone), locale)
  if (due.kind === 'date') return day
  return `${day} ${formatTime(moment.slice(11, 16), locale)}`
}

export function formatDay(day: string, today: string, locale: string): string {
  const distance = daysBetween(today, day)
  if (distance === 0) return 'Today'
  if (distance === 1) return 'Tomorrow'
  if (distance === -1) return 'Yesterday'
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...year,
  }).format(Date.parse(`${day}T00:00:00Z`))
}

function formatTime(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
    Date.parse(`2000-01-01T${time}:00Z`),
  )
}

/** "20 Nov 2026, 14:30" for the created and changed lines. */
export function formatInstant(instant: string, { timeZone, locale }: Viewer): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(Date.parse(instant))
}

/** The instant of a wall time in a zone; in a gap of the clock the offset before it counts. */
export function zonedInstant(dateTime: string, timeZone: string): number {
  const asUtc = Date.parse(`${dateTime}Z`)
  const guess = asUtc - offsetAt(asUtc, timeZone)
  return asUtc - offsetAt(guess, timeZone)
}

function offsetAt(instant: number, timeZone: string): number {
  return Date.parse(`${wallTime(instant, timeZone)}Z`) - Math.floor(instant / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallTime(instant: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (format === undefined) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'medium',
      timeZone,
    })
    formats.set(timeZone, format)
  }
  return format.format(instant).replace(' ', 'T')
}

import type { Recurrence } from '../../tasks/recurrence/recurrence.ts'
import { isCalendarDay } from '../../tasks/calendar-day.ts'
import type { Due } from '../../tasks/due.ts'
import { ianaZone } from '../zone.ts'
import { readEvery } from './every.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const ISO = /^(\d{4}-\d{2}-\d{2})$/
const MONTH_FIRST = /^([a-z]{3})[a-z]{0,6}\.? (\d{1,2}),? (\d{4})$/i
const DAY_FIRST = /^(\d{1,2})\.? ([a-z]{3})[a-z]{0,6}\.?,? (\d{4})$/i
/** A time of day at the end. */
const TIME = /(?:\s+at\s+|\s+@\s*|[\sT]+)(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?([ap]m)?$/i

export interface TodoistDate {
  readonly due: Due | null
  readonly recurrence: Recurrence | null
  /** What was not understood, as lines for the notes: nothing is guessed and nothing is lost. */
  readonly leftover: readonly string[]
}

/**
 * What a person typed into Todoist: a day (2026-10-05, Oct 5 2026) with or without a time, or `every`
 * with a rule. Words that mean another day tomorrow, and other languages, are left as they are.
 */
export function readDate(given: { date: string; timeZone: string; deadline: string }): TodoistDate {
  const date = given.date.trim()
  const deadline = given.deadline.trim()
  const leftover: string[] = []
  const every = readEvery(splitTime(date).day)
  const due = date === '' ? readMoment(deadline, '') : readMoment(date, given.timeZone)
  if (date !== '' && due === null && every === null) leftover.push(`Date: ${date}`)
  if (every !== null && splitTime(date).time !== undefined) leftover.push(`Date: ${date}`)
  if (deadline !== '' && (date !== '' || due === null)) leftover.push(`Deadline: ${deadline}`)
  return { due, recurrence: every, leftover }
}

function readMoment(text: string, timeZone: string): Due | null {
  const { day, time } = splitTime(text)
  const date = readDay(day)
  if (date === undefined) return null
  if (time === undefined) return { kind: 'date', date }
  const zone = ianaZone(timeZone.trim())
  const dateTime = `${date}T${time}`
  return zone === undefined
    ? { kind: 'floating', dateTime }
    : { kind: 'zoned', dateTime, timeZone: zone }
}

function readDay(text: string): string | undefined {
  const [, iso] = ISO.exec(text) ?? []
  const [, monthA, dayA, yearA] = MONTH_FIRST.exec(text) ?? []
  const [, dayB, monthB, yearB] = DAY_FIRST.exec(text) ?? []
  const month = MONTHS.indexOf((monthA ?? monthB ?? '').toLowerCase()) + 1
  const day = dayA ?? dayB ?? ''
  const date =
    iso ?? `${yearA ?? yearB ?? ''}-${`${month}`.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDay(date) ? date : undefined
}

function splitTime(text: string): { day: string; time: string | undefined } {
  const match = TIME.exec(text)
  const [, hour = '', minute, half] = match ?? []
  // A number alone is a year or a day; an hour has minutes or a half of the day.
  if (match === null || (minute === undefined && half === undefined)) {
    return { day: text, time: undefined }
  }
  const isAfternoon = half?.toLowerCase() === 'pm'
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0)
  if (hours > 23 || Number(minute ?? 0) > 59) return { day: text, time: undefined }
  const time = `${`${hours}`.padStart(2, '0')}:${minute ?? '00'}:00`
  return { day: text.slice(0, match.index), time }
}

import { isCalendarDay } from '../../tasks/calendar-day.ts'
import type { DayOrder } from '../options.ts'

/** Days as Windows writes them: 11/20/2026, 20.11.2026, 20-11-26, or 2026-11-20. */
const NUMBERS = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/

/**
 * How the days of a file are written: their year first, as one of them shows (a 20th month is none),
 * or as dots do. Undefined when all could be read two ways.
 */
export function findDayOrder(days: readonly string[]): DayOrder | undefined {
  for (const day of days) {
    const [, first = '', separator, second = ''] = NUMBERS.exec(day.trim()) ?? []
    if (first.length > 2) continue
    if (separator === '.' || Number(first) > 12) return 'day-first'
    if (Number(second) > 12) return 'month-first'
  }
  return days.some((day) => /^\d{1,2}[./-]/.test(day.trim())) ? undefined : 'month-first'
}

/** The day as `YYYY-MM-DD`, or undefined when it is none. */
export function readNumberDay(text: string, order: DayOrder): string | undefined {
  const [, first = '', , second = '', third = ''] = NUMBERS.exec(text.trim()) ?? []
  const [year, month, day] =
    first.length === 4
      ? [first, second, third]
      : order === 'month-first'
        ? [third, first, second]
        : [third, second, first]
  const fullYear = year.length === 2 ? `20${year}` : year
  const date = `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDay(date) ? date : undefined
}

/** `9:05:00 PM` or `21:05` as `HH:mm:ss`. */
export function readNumberTime(text: string): string | undefined {
  const [, hour = '', minute = '', half = ''] =
    /^(\d{1,2}):(\d{2})(?::\d{2})?\s?([AP]M)?$/i.exec(text.trim()) ?? []
  if (hour === '' || Number(minute) > 59) return undefined
  const isAfternoon = half.toUpperCase() === 'PM'
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0)
  return hours > 23 ? undefined : `${`${hours}`.padStart(2, '0')}:${minute}:00`
}

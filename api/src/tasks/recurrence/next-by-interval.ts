import { isCalendarDay } from '../calendar-day.ts'
import type { Rule } from './rule.ts'

/**
 * Some months or years after `start`, for a rule that says no more than that. There is no schedule to
 * keep to, so that a month after the 31st of January is the last of February, and not the 31st of
 * March as it would be by RFC 5545. Undefined for other rules, and past the year 9999.
 */
export function nextByInterval(
  { frequency, interval, by }: Rule,
  start: string,
): string | undefined {
  const isPlain = Object.keys(by).length === 0
  if (!isPlain || (frequency !== 'MONTHLY' && frequency !== 'YEARLY')) return undefined
  const [year = 0, month = 0, day = 0] = start.slice(0, 10).split('-').map(Number)
  const months = year * 12 + month - 1 + interval * (frequency === 'YEARLY' ? 12 : 1)
  const prefix = `${pad(Math.floor(months / 12), 4)}-${pad((months % 12) + 1, 2)}`
  for (let last = day; last > day - 4; last--) {
    const date = `${prefix}-${pad(last, 2)}`
    if (isCalendarDay(date)) return `${date}${start.slice(10)}`
  }
  return undefined
}

function pad(value: number, length: number): string {
  return `${value}`.padStart(length, '0')
}

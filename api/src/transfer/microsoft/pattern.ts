import type { Recurrence } from '../../tasks/recurrence/recurrence.ts'
import { isCalendarDay } from '../../tasks/calendar-day.ts'
import { itemsOf, membersOf, textOf } from '../members.ts'
import type { Members } from '../members.ts'

const DAYS: Readonly<Record<string, string>> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
}

const POSITIONS: Readonly<Record<string, string>> = {
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  last: '-1',
}

/**
 * patternedRecurrence of Microsoft Graph as a rule of RFC 5545. Null when there is none, undefined
 * when no rule says the same.
 */
export function readPattern(value: unknown): Recurrence | null | undefined {
  const recurrence = membersOf(value)
  if (recurrence === undefined) return null
  const pattern = membersOf(recurrence['pattern']) ?? {}
  const frequency = frequencyOf(pattern)
  const interval = Number(pattern['interval'] ?? 1)
  if (frequency === undefined || !Number.isInteger(interval) || interval < 1 || interval > 999) {
    return undefined
  }
  const every = interval === 1 ? [] : [`INTERVAL=${interval}`]
  const rule = [...frequency, ...every, ...endOf(membersOf(recurrence['range']) ?? {})]
  return { rule: rule.join(';'), from: 'due', except: [] }
}

function frequencyOf(pattern: Members): string[] | undefined {
  const days = itemsOf(pattern['daysOfWeek']).flatMap(
    (name) => DAYS[textOf(name).toLowerCase()] ?? [],
  )
  const position = POSITIONS[textOf(pattern['index'] ?? 'first').toLowerCase()] ?? '1'
  const dayOfMonth = number(pattern['dayOfMonth'], 31)
  const month = number(pattern['month'], 12)
  const nth =
    days.length === 1
      ? [`BYDAY=${position}${days[0] ?? ''}`]
      : [`BYDAY=${days.join(',')}`, `BYSETPOS=${position}`]
  switch (textOf(pattern['type']).toLowerCase()) {
    case 'daily':
      return ['FREQ=DAILY']
    case 'weekly':
      return ['FREQ=WEEKLY', ...(days.length > 0 ? [`BYDAY=${days.join(',')}`] : [])]
    case 'absolutemonthly':
      return dayOfMonth ? ['FREQ=MONTHLY', `BYMONTHDAY=${dayOfMonth}`] : undefined
    case 'relativemonthly':
      return days.length > 0 ? ['FREQ=MONTHLY', ...nth] : undefined
    case 'absoluteyearly':
      return month && dayOfMonth
        ? ['FREQ=YEARLY', `BYMONTH=${month}`, `BYMONTHDAY=${dayOfMonth}`]
        : undefined
    case 'relativeyearly':
      return month && days.length > 0 ? ['FREQ=YEARLY', `BYMONTH=${month}`, ...nth] : undefined
    default:
      return undefined
  }
}

function number(value: unknown, max: number): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number >= 1 && number <= max ? number : undefined
}

function endOf(range: Members): string[] {
  const endDate = textOf(range['endDate'])
  const count = number(range['numberOfOccurrences'], 999)
  switch (textOf(range['type']).toLowerCase()) {
    case 'enddate':
      return isCalendarDay(endDate) ? [`UNTIL=${endDate.replaceAll('-', '')}`] : []
    case 'numbered':
      return count === undefined ? [] : [`COUNT=${count}`]
    default:
      return []
  }
}

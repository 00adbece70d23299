import type { Recurrence } from '../../tasks/recurrence/recurrence.ts'

const WEEKDAYS: Readonly<Record<string, string>> = {
  mon: 'MO',
  tue: 'TU',
  wed: 'WE',
  thu: 'TH',
  fri: 'FR',
  sat: 'SA',
  sun: 'SU',
}

const UNITS: Readonly<Record<string, string>> = {
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
}

const INTERVAL = /^(?:(other|\d{1,3})\s)?(day|week|month|year)s?$/
const WEEKDAY_LIST = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}$/

/**
 * Todoist's `every …` (English) as a rule; `every!` counts from when it was done. Null when it is not
 * one of the plain forms.
 */
export function readEvery(text: string): Recurrence | null {
  const [, mark, given = ''] = /^every(!?)\s+(.{1,100})$/i.exec(text.trim()) ?? []
  const words = given.toLowerCase().trim()
  const rule = ruleOf(words)
  if (mark === undefined || rule === undefined) return null
  return { rule, from: mark === '!' ? 'completion' : 'due', except: [] }
}

function ruleOf(words: string): string | undefined {
  if (words === 'weekday' || words === 'workday') return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'
  if (words === 'weekend') return 'FREQ=WEEKLY;BYDAY=SA,SU'
  const [, count, unit] = INTERVAL.exec(words) ?? []
  if (unit !== undefined) {
    const interval = count === 'other' ? 2 : Number(count ?? 1)
    if (interval < 1) return undefined
    return `FREQ=${UNITS[unit] ?? ''}${interval === 1 ? '' : `;INTERVAL=${interval}`}`
  }
  const [, dayOfMonth] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(words) ?? []
  if (dayOfMonth !== undefined) {
    const day = Number(dayOfMonth)
    return day >= 1 && day <= 31 ? `FREQ=MONTHLY;BYMONTHDAY=${day}` : undefined
  }
  const days = words.split(/\s*,\s*|\s+and\s+/).map((word) => {
    const [, start = ''] = WEEKDAY_LIST.exec(word) ?? []
    return WEEKDAYS[start]
  })
  return days.every((day) => day !== undefined) ? `FREQ=WEEKLY;BYDAY=${days.join(',')}` : undefined
}

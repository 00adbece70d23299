import { isCalendarDay } from '../calendar-day.ts'
import { FREQUENCIES, WEEKDAYS } from './rule.ts'
import type { Frequency, ListPart, Rule, Until, Weekday } from './rule.ts'

export const RULE_MAX = 512
export const COUNT_MAX = 999
export const INTERVAL_MAX = 999

export type RuleErrorCode = 'RULE_INVALID'

/** Says in its message what of the rule is refused, and never repeats what was sent. */
export class RuleError extends Error {
  override name = 'RuleError'
  readonly code: RuleErrorCode = 'RULE_INVALID'
}

/** The days that one period of each frequency can have at the most: what BYSETPOS may count to. */
const DAYS_IN = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const

/** How far the numbers of a list go, and whether they may count from the end. */
const NUMBERS = {
  BYMONTH: { max: 12, signed: false },
  BYMONTHDAY: { max: 31, signed: true },
  BYYEARDAY: { max: 366, signed: true },
  BYWEEKNO: { max: 53, signed: true },
  BYSETPOS: { max: 366, signed: true },
} as const

// RFC 5545 §3.3.10: the frequencies that a part has no meaning with.
const ONLY_WITH: { readonly [Part in ListPart]?: readonly Frequency[] } = {
  BYMONTHDAY: ['DAILY', 'MONTHLY', 'YEARLY'],
  BYYEARDAY: ['YEARLY'],
  BYWEEKNO: ['YEARLY'],
}

/**
 * Reads a rule strictly: every part known, once, within its bounds and with a meaning beside the
 * others. Whether it ever happens is another question. @throws RuleError
 */
export function parseRule(text: string): Rule {
  if (text.length > RULE_MAX) refuse(`must have at most ${RULE_MAX} characters`)
  const parts = split(text)
  const frequency = oneOf('FREQ', parts.get('FREQ'), FREQUENCIES)
  const count = parts.get('COUNT')
  const until = parts.get('UNTIL')
  if (count !== undefined && until !== undefined) refuse('must not have both COUNT and UNTIL')
  const by = {
    ...numbers('BYMONTH', parts),
    ...numbers('BYMONTHDAY', parts),
    ...numbers('BYYEARDAY', parts),
    ...numbers('BYWEEKNO', parts),
    ...weekdays(parts),
    ...numbers('BYSETPOS', parts),
  }
  const rule: Rule = {
    frequency,
    interval: wholeNumber('INTERVAL', parts.get('INTERVAL') ?? '1', INTERVAL_MAX),
    count: count === undefined ? undefined : wholeNumber('COUNT', count, COUNT_MAX),
    until: until === undefined ? undefined : readUntil(until),
    by,
    weekStart: oneOf('WKST', parts.get('WKST') ?? 'MO', WEEKDAYS),
  }
  checkTogether(rule)
  return rule
}

const KNOWN = /^(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BY(?:MONTH|MONTHDAY|YEARDAY|WEEKNO|DAY|SETPOS))$/
const TIME_OF_DAY = /^BY(?:HOUR|MINUTE|SECOND)$/

function split(text: string): Map<string, string> {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = '', ...rest] = part.split('=')
    if (TIME_OF_DAY.test(name)) refuse(`must not have ${name}: the time of day is that of due`)
    if (!KNOWN.test(name) || value === '' || rest.length > 0) {
      refuse('must be parts of RFC 5545 §3.3.10 like FREQ=WEEKLY;BYDAY=MO, divided by semicolons')
    }
    if (parts.has(name)) refuse(`must have ${name} once`)
    parts.set(name, value)
  }
  return parts
}

function oneOf<const T extends readonly string[]>(
  name: string,
  value: string | undefined,
  allowed: T,
): T[number] {
  const found = allowed.find((one) => one === value)
  return found ?? refuse(`must have ${name} as one of ${allowed.join(', ')}`)
}

function wholeNumber(name: string, value: string, max: number): number {
  const number = /^[1-9]\d{0,3}$/.test(value) ? Number(value) : 0
  if (number < 1 || number > max) refuse(`must have ${name} from 1 to ${max}`)
  return number
}

function numbers(name: keyof typeof NUMBERS, parts: ReadonlyMap<string, string>) {
  const value = parts.get(name)
  if (value === undefined) return {}
  const { max, signed } = NUMBERS[name]
  const list = value.split(',').map((entry) => {
    const [, sign, digits] = /^([+-]?)([1-9]\d{0,2})$/.exec(entry) ?? []
    const isInside = digits !== undefined && Number(digits) <= max && (signed || sign === '')
    if (!isInside) refuse(`must have ${name} from 1 to ${max}${signed ? ', or from the end' : ''}`)
    return `${sign === '-' ? '-' : ''}${digits}`
  })
  return { [name]: distinct(list) }
}

function weekdays(parts: ReadonlyMap<string, string>) {
  const value = parts.get('BYDAY')
  if (value === undefined) return {}
  const list = value.split(',').map((entry) => {
    const [, sign, digits, weekday] = /^([+-]?)([1-9]\d?)?([A-Z]{2})$/.exec(entry) ?? []
    const isKnown =
      WEEKDAYS.includes(weekday as Weekday) && Number(digits ?? 1) <= WEEKS_IN_EVERY_YEAR
    if (!isKnown || (sign !== '' && digits === undefined)) {
      refuse('must have BYDAY as weekdays like MO, 1MO or -1FR')
    }
    return `${sign === '-' ? '-' : ''}${digits ?? ''}${weekday}`
  })
  return { BYDAY: distinct(list) }
}

/** A 53rd weekday is there in some years only, and few programs agree on what that means. */
const WEEKS_IN_EVERY_YEAR = 52

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)]
}

const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)(Z?))?$/

function readUntil(value: string): Until {
  const [, year, month, day, hour, minute, second, zone] = UNTIL.exec(value) ?? []
  const date = `${year}-${month}-${day}`
  if (!isCalendarDay(date)) refuse('must have UNTIL as a day or moment like 20261231T090000Z')
  if (hour === undefined) return { kind: 'day', at: `${date}T00:00:00` }
  return { kind: zone === 'Z' ? 'utc' : 'local', at: `${date}T${hour}:${minute}:${second}` }
}

function checkTogether({ frequency, interval, by }: Rule): void {
  for (const [part, frequencies] of Object.entries(ONLY_WITH)) {
    if (part in by && !frequencies.includes(frequency)) {
      refuse(`must not have ${part} with FREQ=${frequency}`)
    }
  }
  const isNumbered = by.BYDAY?.some((entry) => entry.length > 2) ?? false
  if (isNumbered && (frequency === 'DAILY' || frequency === 'WEEKLY')) {
    refuse(`must not number the weekdays of BYDAY with FREQ=${frequency}`)
  }
  checkDays(by, isNumbered)
  // A week of one year may begin in the year before: then it's unclear which years are left out.
  if ('BYWEEKNO' in by && interval > 1) refuse('must not have BYWEEKNO with an INTERVAL')
  checkPositions(frequency, by)
}

/**
 * Of the parts that pick days out of a year, one: RFC 5545 §3.3.10 lets them narrow each other, and
 * few programs agree on what then is left.
 */
function checkDays(by: Rule['by'], isNumbered: boolean): void {
  const picking = (['BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'] as const).filter((part) => part in by)
  const [first, second] = picking
  if (second !== undefined) refuse(`must not have both ${first} and ${second}`)
  if (isNumbered && first !== undefined) {
    refuse(`must not number the weekdays of BYDAY beside ${first}`)
  }
  if (first === 'BYYEARDAY' && by.BYDAY !== undefined)
    refuse('must not have BYDAY beside BYYEARDAY')
}

function checkPositions(frequency: Frequency, by: Rule['by']): void {
  if (by.BYSETPOS === undefined) return
  if (Object.keys(by).length === 1) refuse('must have another BY part beside BYSETPOS')
  const most = frequency === 'WEEKLY' ? (by.BYDAY?.length ?? 1) : DAYS_IN[frequency]
  if (by.BYSETPOS.every((position) => Math.abs(Number(position)) > most)) {
    refuse('must have BYSETPOS within the days of one period')
  }
}

function refuse(message: string): never {
  throw new RuleError(message)
}

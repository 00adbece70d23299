import { RRuleTemporal } from 'rrule-temporal'
import { daysBetween, dayOf } from '../calendar-day.ts'
import { endlessText } from './rule.ts'
import type { Rule } from './rule.ts'

/**
 * How many periods in a row may pass without an occurrence before a rule counts as one that happens
 * no more. Some forty years of each are enough for what the calendar itself makes rare (a Monday
 * the 29th of February), and no rule costs more than some milliseconds.
 */
const PERIODS = { DAILY: 500, WEEKLY: 400, MONTHLY: 500, YEARLY: 100 } as const
const MAX_CANDIDATES = 20_000

/**
 * The rule's first occurrence after `start`, and not before the day `from`: both wall-clock times,
 * calculated as such, so that no time zone has a part in it. What the rule leaves open (the time,
 * the weekday, the day of the month …) comes from `start`. Undefined when there is none within
 * reach or before the year 10000. COUNT and UNTIL are the caller's.
 */
export function nextMoment(rule: Rule, start: string, from: string): string | undefined {
  if (isSparse(rule)) return nextOfSparse(rule, start, from)
  const isLater = from > dayOf(start)
  return isLater ? ask(rule, start, `${from}T00:00:00`, true) : ask(rule, start, start, false)
}

function ask(rule: Rule, start: string, after: string, inclusive: boolean): string | undefined {
  const recurrence = new RRuleTemporal({
    rruleString: `DTSTART:${start.replace(/[-:]/g, '')}Z\nRRULE:${endlessText(rule)}`,
    maxIterations: PERIODS[rule.frequency],
    maxCandidateEvaluations: MAX_CANDIDATES,
    cache: false,
  })
  let found: string | undefined
  try {
    found = recurrence.next(new Date(`${after}Z`), inclusive)?.toString()
  } catch (error) {
    if (!isOutOfReach(error)) throw error
  }
  // Years past 9999 begin with a sign.
  return found?.startsWith('+') === false ? found.slice(0, 19) : undefined
}

function isOutOfReach(error: unknown): boolean {
  return error instanceof Error && /^Maximum .* exceeded/.test(error.message)
}

/** Days of some months only: stepping from day to day would mostly find nothing. */
function isSparse({ frequency, interval, by }: Rule): boolean {
  const isSome = by.BYMONTH !== undefined || by.BYMONTHDAY !== undefined
  return frequency === 'DAILY' && isSome && interval <= 31
}

const EVERY_DAY = Array.from({ length: 31 }, (_, index) => `${index + 1}`)
const MAX_TRIES = 400

/** The same days month by month, and of these each that is whole intervals away. */
function nextOfSparse(rule: Rule, start: string, from: string): string | undefined {
  const { BYSETPOS: _, ...by } = rule.by
  const isWholeMonth = by.BYMONTHDAY === undefined && by.BYDAY === undefined
  const monthly: Rule = {
    ...rule,
    frequency: 'MONTHLY',
    interval: 1,
    by: isWholeMonth ? { ...by, BYMONTHDAY: EVERY_DAY } : by,
  }
  let at = nextMoment(monthly, start, from)
  for (let tries = 0; at !== undefined && tries < MAX_TRIES; tries++) {
    if (daysBetween(dayOf(start), dayOf(at)) % rule.interval === 0) return at
    at = ask(monthly, at, at, false)
  }
  return undefined
}

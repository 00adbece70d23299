import type { Due } from '../due.ts'
import { momentOf, wallClockAt } from '../time-zone.ts'
import { dayOf } from '../calendar-day.ts'
import { nextByInterval } from './next-by-interval.ts'
import { nextMoment } from './next-moment.ts'
import { parseRule } from './parse-rule.ts'
import type { Recurrence } from './recurrence.ts'
import { withCount } from './rule.ts'
import type { Rule } from './rule.ts'

/** What of a task says when it is to be done, and when again. */
export interface Turn {
  readonly due: Due | null
  readonly recurrence: Recurrence
}

/** When the question is asked, and where. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly moment: number
  /** The owner's: what a day is for a task that names no zone. */
  readonly timeZone: string
}

/**
 * The turn after this one, if it ends (done or skipped) now; undefined when it was the last.
 *
 * From `due` the schedule stands: the first occurrence after the due moment that is not on a day
 * already gone. From `completion`, and where nothing is due, the rule begins anew today. The time of
 * day stays as it was typed, whatever the clocks do (D8).
 *
 * COUNT counts this turn, those that come and those left out by `except` (RFC 5545 §3.8.5.1); what
 * went by while a task was overdue costs nothing.
 */
export function nextTurn({ due, recurrence }: Turn, clock: Clock): Turn | undefined {
  const rule = parseRule(recurrence.rule)
  const today = todayFor(due, clock)
  const start = startOf({ due, recurrence }, today)
  const excluded = new Set(recurrence.except)
  let left = rule.count
  let at: string | undefined = start
  do {
    if (left !== undefined) left--
    if (left === 0) return undefined
    at = at === start ? firstAfter(rule, recurrence, { start, today }) : nextMoment(rule, at, '')
    if (at === undefined || isAfterEnd(rule, at, due)) return undefined
  } while (excluded.has(at) || excluded.has(dayOf(at)))
  return {
    due: withWallClock(due, at),
    recurrence:
      left === undefined ? recurrence : { ...recurrence, rule: withCount(recurrence.rule, left) },
  }
}

/** From here on it is the calendar that ends, and not the rule that is wrong. */
const LAST_YEARS = '9900'

/** Whether anything ever follows, if it is done in time: not so for every rule and every due moment. */
export function hasNext({ due, recurrence }: Turn, clock: Clock): boolean {
  const { count: _, until: __, ...endless } = parseRule(recurrence.rule)
  const rule: Rule = { ...endless, count: undefined, until: undefined }
  const today = todayFor(due, clock)
  const start = startOf({ due, recurrence }, today)
  return start >= LAST_YEARS || firstAfter(rule, recurrence, { start, today }) !== undefined
}

/** The day it is: in the zone of the task if it has one, else in the owner's. */
export function todayFor(due: Due | null, { moment, timeZone }: Clock): string {
  return dayOf(wallClockAt(moment, due?.kind === 'zoned' ? due.timeZone : timeZone))
}

/** The wall-clock time of a due moment; midnight for a day. */
export function wallClockOf(due: Due): string {
  return due.kind === 'date' ? `${due.date}T00:00:00` : due.dateTime
}

/** Where the rule counts from: the moment that RFC 5545 calls DTSTART. */
function startOf({ due, recurrence }: Turn, today: string): string {
  if (due === null) return `${today}T00:00:00`
  const typed = wallClockOf(due)
  return recurrence.from === 'due' ? typed : `${today}${typed.slice(10)}`
}

function firstAfter(
  rule: Rule,
  { from }: Recurrence,
  { start, today }: { readonly start: string; readonly today: string },
): string | undefined {
  return (
    (from === 'completion' ? nextByInterval(rule, start) : undefined) ??
    nextMoment(rule, start, today)
  )
}

function isAfterEnd({ until }: Rule, at: string, due: Due | null): boolean {
  if (until === undefined) return false
  // RFC 5545 §3.3.10: a day as the end of something that has a time is over when the day is.
  if (until.kind === 'day' || due === null || due.kind === 'date')
    return dayOf(at) > dayOf(until.at)
  if (until.kind === 'utc' && due.kind === 'zoned') {
    return momentOf(at, due.timeZone) > Date.parse(`${until.at}Z`)
  }
  return at > until.at
}

/** The same kind of due moment at another wall-clock time; a day where there is none yet. */
export function withWallClock(due: Due | null, at: string): Due {
  switch (due?.kind) {
    case undefined:
    case 'date':
      return { kind: 'date', date: dayOf(at) }
    case 'floating':
      return { kind: 'floating', dateTime: at }
    case 'zoned':
      return { kind: 'zoned', dateTime: at, timeZone: due.timeZone }
  }
}

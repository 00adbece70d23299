import { nextMoment } from './next-moment.ts'
import { WEEKDAYS } from './rule.ts'
import type { Rule } from './rule.ts'

/**
 * Whether the calendar has any day for this rule, wherever it starts and however often it steps: not
 * so for the 30th of February. Tried on the years from 2000, which begin with every weekday.
 */
export function canHappen({ by, ...rule }: Rule): boolean {
  if (!hasSuchDay(by)) return false
  // The weekday that a start would bring may be the wrong one; some weekday must do.
  const leavesWeekday = by.BYWEEKNO !== undefined && by.BYDAY === undefined
  const anywhere: Rule = {
    ...rule,
    interval: 1,
    by: leavesWeekday ? { ...by, BYDAY: WEEKDAYS } : by,
  }
  // The first of a month: every month has that day where the rule names none.
  return nextMoment(anywhere, '2000-01-01T00:00:00', '') !== undefined
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether one of the months has one of the days: the usual mistake, found without a search. */
function hasSuchDay({ BYMONTH, BYMONTHDAY }: Rule['by']): boolean {
  if (BYMONTH === undefined || BYMONTHDAY === undefined) return true
  return BYMONTH.some((month) =>
    BYMONTHDAY.some((day) => Math.abs(Number(day)) <= (LONGEST[Number(month) - 1] ?? 0)),
  )
}

import type { ViewBounds, ViewName } from '../db/view-condition.ts'
import { addDays, dayOf } from './calendar-day.ts'
import { momentOf, wallClockAt } from './time-zone.ts'

export const VIEWS = ['today', 'overdue', 'upcoming'] as const satisfies readonly ViewName[]

/**
 * The day that it is at a moment (milliseconds since 1970) in a time zone. It begins later than
 * midnight where the clocks leave midnight out.
 */
export function dayBounds(moment: number, timeZone: string): ViewBounds {
  const nowWallClock = wallClockAt(moment, timeZone)
  const today = dayOf(nowWallClock)
  const tomorrow = addDays(today, 1) ?? today
  const startOf = (day: string) => new Date(momentOf(`${day}T00:00:00`, timeZone)).toISOString()
  return {
    today,
    tomorrow,
    nowWallClock,
    dayStart: startOf(today),
    dayEnd: startOf(tomorrow),
    now: new Date(moment).toISOString(),
  }
}

import { addDays, dayOf } from './calendar-day.ts'
import { momentOf, wallClockAt } from './time-zone.ts'

export const VIEWS = ['today', 'overdue', 'upcoming'] as const
export type View = (typeof VIEWS)[number]

/**
 * Where a day stands in a time zone: as the wall clock shows it, for dues that are typed so, and in
 * moments, for those of a zone of their own.
 */
export interface DayBounds {
  /** `YYYY-MM-DD` */
  readonly today: string
  readonly tomorrow: string
  /** `YYYY-MM-DDTHH:mm:ss` */
  readonly nowWallClock: string
  /** RFC 3339 in UTC; the day begins later than midnight where the clocks leave midnight out. */
  readonly dayStart: string
  readonly dayEnd: string
  readonly now: string
}

export function dayBounds(moment: number, timeZone: string): DayBounds {
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

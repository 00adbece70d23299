import { addDays, dayOf, daysBetween } from '../calendar-day.ts'
import type { Due } from '../due.ts'
import { moveReminders } from '../reminders.ts'
import type { Reminder } from '../reminders.ts'
import { nextTurn, todayFor, wallClockOf, withWallClock } from './next.ts'
import type { Clock } from './next.ts'
import type { Recurrence } from './recurrence.ts'

/** Everything of a task that tells a time. */
export interface Schedule {
  readonly due: Due | null
  /** A day. */
  readonly start: string | null
  readonly reminders: readonly Reminder[]
  readonly recurrence: Recurrence | null
}

export interface Occurrence {
  readonly schedule: Schedule
  /** How many days later it is. */
  readonly days: number
}

/**
 * The occurrence that follows when this one ends now. Start day and reminders keep their distance
 * from the due day (from today, when nothing was due). Undefined when it was the last.
 */
export function nextOccurrence(schedule: Schedule, clock: Clock): Occurrence | undefined {
  const { due, recurrence } = schedule
  const next = recurrence === null ? undefined : nextTurn({ due, recurrence }, clock)
  if (next === undefined || next.due === null) return undefined
  const anchor = due === null ? todayFor(null, clock) : dayOf(wallClockOf(due))
  const days = daysBetween(anchor, dayOf(wallClockOf(next.due)))
  const moved = moveSchedule(schedule, days, clock)
  return { schedule: { ...moved, due: next.due, recurrence: next.recurrence }, days }
}

/** The same some days later, by the clock on the wall. What would leave the calendar is dropped. */
export function moveSchedule(schedule: Schedule, days: number, clock: Clock): Schedule {
  const { due, start, reminders, recurrence } = schedule
  const timeZone = due?.kind === 'zoned' ? due.timeZone : clock.timeZone
  return {
    due: due === null ? null : moveDue(due, days),
    start: start === null ? null : (addDays(start, days) ?? null),
    reminders: moveReminders(reminders, days, timeZone),
    recurrence,
  }
}

function moveDue(due: Due, days: number): Due | null {
  const wallClock = wallClockOf(due)
  const day = addDays(dayOf(wallClock), days)
  return day === undefined ? null : withWallClock(due, `${day}${wallClock.slice(10)}`)
}

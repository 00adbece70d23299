import { addDays, dayOf, daysBetween } from '../calendar-day.ts'
import type { Due } from '../due.ts'
import { moveReminders } from '../reminders.ts'
import type { Reminder } from '../reminders.ts'
import { nextTurn, todayFor, wallClockOf } from './next.ts'
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

/**
 * The schedule of the occurrence that follows when this one ends now. Start day and reminders keep
 * their distance from the due day (from today, when nothing was due). Undefined when it was the last.
 */
export function nextOccurrence(
  { due, start, reminders, recurrence }: Schedule,
  clock: Clock,
): Schedule | undefined {
  if (recurrence === null) return undefined
  const next = nextTurn({ due, recurrence }, clock)
  if (next === undefined || next.due === null) return undefined
  const anchor = due === null ? todayFor(null, clock) : dayOf(wallClockOf(due))
  const days = daysBetween(anchor, dayOf(wallClockOf(next.due)))
  const timeZone = due?.kind === 'zoned' ? due.timeZone : clock.timeZone
  return {
    due: next.due,
    start: start === null ? null : (addDays(start, days) ?? null),
    reminders: moveReminders(reminders, days, timeZone),
    recurrence: next.recurrence,
  }
}

import { addDays, dayOf } from './calendar-day.ts'
import { momentOf, wallClockAt } from './time-zone.ts'

/** When to be reminded: `at` is RFC 3339 in UTC, `minutes` are 0 to 525,600. */
export type Reminder =
  | { readonly kind: 'absolute'; readonly at: string }
  | { readonly kind: 'beforeDue'; readonly minutes: number }

/**
 * Reminders some days later, at the same time on the clock of `timeZone`; those told from the due
 * moment go along by themselves. One that would leave the calendar is dropped.
 */
export function moveReminders(
  reminders: readonly Reminder[],
  days: number,
  timeZone: string,
): Reminder[] {
  return reminders.flatMap((reminder): Reminder[] => {
    if (reminder.kind === 'beforeDue') return [reminder]
    const moment = Date.parse(reminder.at)
    const wallClock = wallClockAt(moment, timeZone)
    const day = addDays(dayOf(wallClock), days)
    if (day === undefined) return []
    const moved = momentOf(`${day}${wallClock.slice(10)}`, timeZone) + (moment % 1000)
    return [{ kind: 'absolute', at: new Date(moved).toISOString() }]
  })
}

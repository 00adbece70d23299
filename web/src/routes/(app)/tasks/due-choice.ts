// From what is entered in the chooser to one of the three shapes of a due moment (D8).
import { addDays, dayAt, formatDay, typedDay, typedTime, type Viewer } from '#lib/tasks/due.ts'
import type { Due } from '#lib/tasks/task.ts'

/** No time: all-day. A time without a zone: floating. Both: zoned. */
export type DueChoice = { day: string; time: string; timeZone: string }

export function choiceOf(due: Due | null): DueChoice {
  if (due === null) return { day: '', time: '', timeZone: '' }
  return {
    day: typedDay(due),
    time: typedTime(due) ?? '',
    timeZone: due.kind === 'zoned' ? due.timeZone : '',
  }
}

export function dueOf({ day, time, timeZone }: DueChoice): Due | null {
  if (day === '') return null
  if (time === '') return { kind: 'date', date: day }
  const dateTime = `${day}T${time}:00`
  return timeZone === '' ? { kind: 'floating', dateTime } : { kind: 'zoned', dateTime, timeZone }
}

/** Today, tomorrow and next Monday, with the day each of them is. */
export function quickDays(now: number, { timeZone, locale }: Viewer) {
  const today = dayAt(now, timeZone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const monday = addDays(today, (8 - weekday) % 7 || 7)
  return [
    { name: 'Today', day: today },
    { name: 'Tomorrow', day: addDays(today, 1) },
    { name: 'Next week', day: monday },
  ].map(({ name, day }) => ({ name, day, hint: shortDay(day, today, locale) }))
}

function shortDay(day: string, today: string, locale: string): string {
  const relative = formatDay(day, today, locale)
  if (relative !== 'Today' && relative !== 'Tomorrow') return relative
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  )
}

/** Every zone this browser knows, the person's own first. */
export function zonesFor({ timeZone }: Viewer): string[] {
  const known = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== timeZone)
  return [timeZone, ...known]
}

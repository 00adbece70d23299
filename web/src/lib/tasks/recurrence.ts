// How a task comes back, for the choices a person is given; the api knows every rule of RFC 5545.
import type { Recurrence } from './task.ts'

export const rhythms = [
  { rule: 'FREQ=DAILY', name: 'Every day' },
  { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', name: 'Every weekday' },
  { rule: 'FREQ=WEEKLY', name: 'Every week' },
  { rule: 'FREQ=WEEKLY;INTERVAL=2', name: 'Every two weeks' },
  { rule: 'FREQ=MONTHLY', name: 'Every month' },
  { rule: 'FREQ=YEARLY', name: 'Every year' },
] as const

/** In a few words; a rule that is not among the choices is only said to be one. */
export function describeRecurrence({ rule, from }: Recurrence): string {
  const name = rhythms.find((rhythm) => rhythm.rule === rule)?.name ?? 'By a rule of its own'
  return from === 'completion' ? `${name}, after it is done` : name
}

import ICAL from 'ical.js'
import type { Reminder } from '../../tasks/reminders.ts'
import { readInstant, toInstant } from '../when.ts'
import { momentOfWhen, rawValues } from './zones.ts'
import type { When } from './zones.ts'

interface Surroundings {
  readonly start: When | null
  readonly due: When | null
  readonly warn: (detail: string) => void
}

const MAX_MINUTES = 525_600

/** The alarms (RFC 5545 §3.6.6) of a task as reminders. */
export function readAlarms(todo: ICAL.Component, around: Surroundings): Reminder[] {
  return todo.getAllSubcomponents('valarm').flatMap((alarm) => {
    const trigger = alarm.getFirstProperty('trigger')
    const reminder = trigger === null ? undefined : readTrigger(trigger, around)
    if (reminder === undefined) around.warn('One of its alarms has no time here, and was left out.')
    return reminder ?? []
  })
}

/** RFC 5545 §3.8.6.3: a moment, or so long before or after it begins or is due. */
function readTrigger(trigger: ICAL.Property, { start, due }: Surroundings): Reminder | undefined {
  const value: unknown = trigger.getFirstValue()
  if (value instanceof ICAL.Time) {
    const moment = readInstant(rawValues(trigger)[0] ?? '')
    return moment === undefined ? undefined : { kind: 'absolute', at: toInstant(moment) }
  }
  if (!(value instanceof ICAL.Duration)) return undefined
  const seconds = value.toSeconds()
  const minutes = Math.round(-seconds / 60)
  const isOfStart = trigger.getParameter('related') !== 'END' && start !== null
  const isOfDue = due !== null && (!isOfStart || JSON.stringify(start) === JSON.stringify(due))
  if (isOfDue && minutes >= 0 && minutes <= MAX_MINUTES) return { kind: 'beforeDue', minutes }
  const anchor = isOfStart ? start : due
  const moment = anchor === null ? undefined : momentOfWhen(anchor)
  const at = moment === undefined ? undefined : readInstant(toIso(moment + seconds * 1000))
  return at === undefined ? undefined : { kind: 'absolute', at: toInstant(at) }
}

/** A text even for what no calendar has, which is then refused. */
function toIso(milliseconds: number): string {
  return Math.abs(milliseconds) < 8.64e15 ? new Date(milliseconds).toISOString() : ''
}

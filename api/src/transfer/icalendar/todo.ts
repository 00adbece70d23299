import ICAL from 'ical.js'
import type { Recurrence } from '../../tasks/recurrence/recurrence.ts'
import { wallClockAt } from '../../tasks/time-zone.ts'
import type { TaskDraft } from '../assembly.ts'
import { readInstant, toInstant } from '../when.ts'
import { readAlarms } from './alarms.ts'
import { momentOfWhen, rawValues, readWhen } from './zones.ts'
import type { When, ZoneSource } from './zones.ts'

export interface TodoSource extends ZoneSource {
  /** The line of the file that it begins on: its name where it has none of its own. */
  readonly begin: number
}

export interface Todo {
  readonly task: Omit<TaskDraft, 'labels' | 'list'>
  readonly categories: readonly string[]
  /** What Apple's lists are sorted by; 0 where it is not told. */
  readonly order: number
}

/** A VTODO (RFC 5545 §3.6.2); undefined for one changed turn of a task that comes back. */
export function readTodo(todo: ICAL.Component, source: TodoSource): Todo | undefined {
  if (todo.hasProperty('recurrence-id')) {
    source.warn('It is one changed turn of a task that comes back, and was left out.')
    return undefined
  }
  const uid = textOf(todo, 'uid')
  const start = whenOf(todo, 'dtstart', source)
  const due = whenOf(todo, 'due', source) ?? afterDuration(todo, start, source)
  const created = instantOf(todo, 'created')
  const parent = todo
    .getAllProperties('related-to')
    .find((property) => (first(property, 'reltype') ?? 'PARENT').toUpperCase() === 'PARENT')
  const notes = [textOf(todo, 'description'), ...textsOf(todo, 'comment'), textOf(todo, 'location')]
  const order = Number(todo.getFirstPropertyValue('x-apple-sort-order') ?? 0)
  return {
    task: {
      key: uid === '' ? `line ${source.begin}` : `ical:${uid}`,
      externalId: uid === '' ? null : `ical:${uid}`,
      title: textOf(todo, 'summary'),
      notes: [...notes, textOf(todo, 'url')].filter((text) => text !== '').join('\n\n'),
      priority: priorityOf(Number(todo.getFirstPropertyValue('priority') ?? 0)),
      due,
      start: start === null ? null : dayOf(start, source.timeZone),
      reminders: readAlarms(todo, { start, due, warn: source.warn }),
      recurrence: readRecurrence(todo, due ?? start, source),
      completedAt: completedAt(todo, created, source),
      createdAt: created === undefined ? null : toInstant(created),
      parent: parent === undefined ? null : `ical:${String(parent.getFirstValue())}`,
    },
    categories: textsOf(todo, 'categories'),
    order: Number.isFinite(order) ? order : 0,
  }
}

function first(property: ICAL.Property, parameter: string): string | undefined {
  const value = property.getParameter(parameter) as string | string[] | undefined
  return Array.isArray(value) ? value[0] : value
}

function textOf(todo: ICAL.Component, name: string): string {
  const value = todo.getFirstPropertyValue(name)
  return typeof value === 'string' ? value : ''
}

function textsOf(todo: ICAL.Component, name: string): string[] {
  return todo.getAllProperties(name).flatMap((property) => property.getValues().map(String))
}

function whenOf(todo: ICAL.Component, name: string, source: ZoneSource): When | null {
  const property = todo.getFirstProperty(name)
  const text = property === null ? undefined : rawValues(property)[0]
  if (property === null || text === undefined) return null
  return readWhen(text, first(property, 'tzid'), source)
}

const MAX_DURATION_SECONDS = 10 * 366 * 24 * 60 * 60

/** RFC 5545 §3.8.2.5: instead of DUE there may be how long it takes from DTSTART on. */
function afterDuration(todo: ICAL.Component, start: When | null, source: ZoneSource): When | null {
  const duration: unknown = todo.getFirstPropertyValue('duration')
  const begin: unknown = todo.getFirstPropertyValue('dtstart')
  if (start === null || !(duration instanceof ICAL.Duration) || !(begin instanceof ICAL.Time)) {
    return null
  }
  // Its arithmetic goes month by month.
  if (Math.abs(duration.toSeconds()) > MAX_DURATION_SECONDS) return null
  const end = begin.clone()
  end.addDuration(duration)
  const property = todo.getFirstProperty('dtstart')
  return readWhen(end.toString(), property === null ? undefined : first(property, 'tzid'), source)
}

function dayOf(when: When, timeZone: string): string {
  if (when.kind === 'date') return when.date
  const moment = momentOfWhen(when)
  const isElsewhere = when.kind === 'zoned' && when.timeZone !== timeZone
  return (
    isElsewhere && moment !== undefined ? wallClockAt(moment, when.timeZone) : when.dateTime
  ).slice(0, 10)
}

function instantOf(todo: ICAL.Component, name: string): number | undefined {
  const property = todo.getFirstProperty(name)
  return property === null ? undefined : readInstant(rawValues(property)[0] ?? '')
}

function completedAt(
  todo: ICAL.Component,
  created: number | undefined,
  source: ZoneSource,
): string | null {
  const status = textOf(todo, 'status').toUpperCase()
  const isDone = todo.hasProperty('completed') || status === 'COMPLETED' || status === 'CANCELLED'
  if (!isDone) return null
  if (status === 'CANCELLED') source.warn('It was cancelled; here it is done.')
  const moment =
    instantOf(todo, 'completed') ??
    instantOf(todo, 'last-modified') ??
    instantOf(todo, 'dtstamp') ??
    created
  return toInstant(moment ?? 0)
}

/** RFC 5545 §3.8.1.9: 1 is the highest, 5 the middle, 0 none. */
function priorityOf(number: number): 'none' | 'low' | 'medium' | 'high' {
  if (number >= 1 && number <= 4) return 'high'
  if (number === 5) return 'medium'
  return number >= 6 && number <= 9 ? 'low' : 'none'
}

const TIME_OF_DAY = /^BY(?:HOUR|MINUTE|SECOND)=/

function readRecurrence(
  todo: ICAL.Component,
  due: When | null,
  source: ZoneSource,
): Recurrence | null {
  const rules = todo.getAllProperties('rrule')
  if (rules.length > 1 || todo.hasProperty('rdate')) {
    source.warn('It comes back on more days than one rule says; the first rule was taken.')
  }
  const rule: unknown = rules[0]?.getFirstValue()
  if (!(rule instanceof ICAL.Recur)) return null
  // The time of day is that of the due moment.
  const parts = rule.toString().split(';')
  const except = todo.getAllProperties('exdate').flatMap((property) =>
    rawValues(property).flatMap((text) => {
      const when = readWhen(text, first(property, 'tzid'), source)
      if (when === null) return []
      return [when.kind === 'date' ? when.date : onTheClockOf(due, when)]
    }),
  )
  return { rule: parts.filter((part) => !TIME_OF_DAY.test(part)).join(';'), from: 'due', except }
}

/** What is left out is told by the clock that the task is due by. */
function onTheClockOf(due: When | null, when: Exclude<When, { kind: 'date' }>): string {
  const moment = momentOfWhen(when)
  return moment !== undefined && due?.kind === 'zoned'
    ? wallClockAt(moment, due.timeZone)
    : when.dateTime
}

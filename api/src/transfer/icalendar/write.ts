import type { Reminder } from '../../tasks/reminders.ts'
import { momentOf } from '../../tasks/time-zone.ts'
import type { Due } from '../../tasks/due.ts'
import type { TransferTask } from '../document.ts'
import { foldLine, textLine } from './text-lines.ts'

/** Calendars show events; a task manager that follows the feed wants tasks. */
export type FeedKind = 'events' | 'tasks'

/** A task of the feed: `updatedAt` is RFC 3339 in UTC. */
export interface FeedTask extends Pick<
  TransferTask,
  'title' | 'notes' | 'priority' | 'due' | 'start' | 'reminders' | 'completedAt' | 'recurrence'
> {
  readonly id: string
  readonly updatedAt: string
}

/**
 * Writes a feed (RFC 5545): as events the tasks that are due, as tasks all of them. The same tasks
 * are the same bytes. A UID is the task's id (RFC 7986 §5.3) and tells nothing of its owner; moments
 * are in UTC, so that no reader has to know a time zone.
 */
export function writeFeed(name: string, kind: FeedKind, tasks: Iterable<FeedTask>): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Holdfast//Tasks//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    // How often it is worth asking: RFC 7986 §5.7, and what older readers know.
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ]
  for (const task of tasks) {
    if (kind === 'tasks') lines.push(...todoLines(task))
    else if (task.due !== null) lines.push(...eventLines(task, task.due))
  }
  return [...lines, 'END:VCALENDAR'].map(foldLine).join('')
}

function eventLines(task: FeedTask, due: Due): string[] {
  const title = task.completedAt === null ? task.title : `✓ ${task.title}`
  return [
    'BEGIN:VEVENT',
    ...commonLines(task, title),
    timeLine('DTSTART', due),
    // It is to be done then; nobody is busy for it.
    'TRANSP:TRANSPARENT',
    ...alarmLines(task),
    'END:VEVENT',
  ]
}

function todoLines(task: FeedTask): string[] {
  return [
    'BEGIN:VTODO',
    ...commonLines(task, task.title),
    ...(task.start === null ? [] : [`DTSTART;VALUE=DATE:${digits(task.start)}`]),
    ...(task.due === null ? [] : [timeLine('DUE', task.due)]),
    ...(task.completedAt === null
      ? ['STATUS:NEEDS-ACTION']
      : ['STATUS:COMPLETED', `COMPLETED:${instant(task.completedAt)}`, 'PERCENT-COMPLETE:100']),
    `PRIORITY:${PRIORITIES[task.priority]}`,
    ...alarmLines(task),
    'END:VTODO',
  ]
}

// RFC 5545 §3.8.1.9
const PRIORITIES = { none: 0, high: 1, medium: 5, low: 9 } as const

function commonLines({ id, notes, updatedAt }: FeedTask, title: string): string[] {
  return [
    `UID:urn:uuid:${id}`,
    `DTSTAMP:${instant(updatedAt)}`,
    `LAST-MODIFIED:${instant(updatedAt)}`,
    textLine('SUMMARY', title),
    ...(notes === '' ? [] : [textLine('DESCRIPTION', notes)]),
  ]
}

/** A done task reminds nobody. */
function alarmLines({ reminders, completedAt, due, title }: FeedTask): string[] {
  if (completedAt !== null || due === null) return []
  return reminders.flatMap((reminder) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    textLine('DESCRIPTION', title),
    triggerLine(reminder),
    'END:VALARM',
  ])
}

function triggerLine(reminder: Reminder): string {
  return reminder.kind === 'absolute'
    ? `TRIGGER;VALUE=DATE-TIME:${instant(reminder.at)}`
    : `TRIGGER;RELATED=END:-PT${reminder.minutes}M`
}

function timeLine(name: string, due: Due): string {
  switch (due.kind) {
    case 'date':
      return `${name};VALUE=DATE:${digits(due.date)}`
    case 'floating':
      return `${name}:${digits(due.dateTime)}`
    case 'zoned':
      return `${name}:${instant(new Date(momentOf(due.dateTime, due.timeZone)).toISOString())}`
  }
}

/** `2026-11-20T09:00:00` as `20261120T090000`. */
function digits(text: string): string {
  return text.replace(/[-:]/g, '')
}

/** RFC 3339 in UTC as RFC 5545's form #2. */
function instant(text: string): string {
  return `${digits(text.slice(0, 19))}Z`
}

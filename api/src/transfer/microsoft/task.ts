import type { Reminder } from '../../tasks/reminders.ts'
import { momentOf } from '../../tasks/time-zone.ts'
import { htmlToText } from '../html-text.ts'
import { keyOf, membersOf, textOf } from '../members.ts'
import type { Members } from '../members.ts'
import type { ReadOptions } from '../options.ts'
import { nearestDay, readInstant, toInstant } from '../when.ts'
import { ianaZone } from '../zone.ts'
import { readImportance } from './importance.ts'
import { readPattern } from './pattern.ts'

/** A todoTask of Microsoft Graph, and what of it has no place here. */
export function readTask(task: Members, { timeZone }: ReadOptions) {
  const warnings: string[] = []
  const id = keyOf(task['id'])
  const due = readMoment(task['dueDateTime'])
  const start = readMoment(task['startDateTime'])
  const reminder = task['isReminderOn'] === true ? readMoment(task['reminderDateTime']) : undefined
  const created = readInstant(textOf(task['createdDateTime']))
  const changed = readInstant(textOf(task['lastModifiedDateTime'])) ?? created
  const isDone = textOf(task['status']) === 'completed'
  const done = readMoment(task['completedDateTime']) ?? changed ?? 0
  const recurrence = readPattern(task['recurrence'])
  if (recurrence === undefined) warnings.push('How it repeats has no rule here and was left out.')
  if (task['hasAttachments'] === true) warnings.push('Its attachments were left out.')
  const body = membersOf(task['body'])
  const content = textOf(body?.['content'])
  const isHtml = textOf(body?.['contentType']).toLowerCase() === 'html'
  const reminders: Reminder[] =
    reminder === undefined ? [] : [{ kind: 'absolute', at: toInstant(reminder) }]
  const draft = {
    externalId: id === undefined ? null : `microsoft:${id}`,
    title: textOf(task['title']),
    notes: isHtml ? htmlToText(content) : content.trimEnd(),
    priority: readImportance(textOf(task['importance'])),
    due: due === undefined ? null : ({ kind: 'date', date: nearestDay(due, timeZone) } as const),
    start: start === undefined ? null : nearestDay(start, timeZone),
    reminders,
    recurrence: recurrence ?? null,
    completedAt: isDone ? toInstant(done) : null,
    changedAt: toInstant(changed ?? 0),
    createdAt: created === undefined ? null : toInstant(created),
  }
  return { draft, warnings }
}

/** dateTimeTimeZone: a wall-clock time beside the name of a zone, Windows' own names included. */
function readMoment(value: unknown): number | undefined {
  const moment = membersOf(value)
  const text = textOf(moment?.['dateTime'])
  const asUtc = readInstant(text)
  if (asUtc === undefined || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) return asUtc
  return momentOf(toInstant(asUtc).slice(0, 19), ianaZone(textOf(moment?.['timeZone'])) ?? 'UTC')
}

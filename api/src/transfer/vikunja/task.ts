import type { Recurrence } from '../../tasks/recurrence/recurrence.ts'
import type { Reminder } from '../../tasks/reminders.ts'
import { wallClockAt } from '../../tasks/time-zone.ts'
import type { TaskDraft } from '../assembly.ts'
import { htmlToText } from '../html-text.ts'
import { itemsOf, keyOf, membersOf, textOf } from '../members.ts'
import type { Members } from '../members.ts'
import type { ReadOptions } from '../options.ts'
import { readInstant, toInstant, toZoned } from '../when.ts'

type Draft = Omit<TaskDraft, 'key'> & { readonly key: string | undefined }

/** A task of data.json, and what of it has no place here. */
export function readTask(task: Members, { timeZone }: ReadOptions) {
  const warnings: string[] = []
  const id = keyOf(task['id'])
  const due = readTime(task['due_date']) ?? readTime(task['end_date'])
  const start = readTime(task['start_date'])
  const created = readTime(task['created'])
  const done = task['done'] === true ? (readTime(task['done_at']) ?? created ?? 0) : undefined
  const parent = keyOf(
    membersOf(itemsOf(membersOf(task['related_tasks'])?.['parenttask'])[0])?.['id'],
  )
  const recurrence = readRepeat(task)
  if (recurrence === undefined) warnings.push('How it repeats has no rule here and was left out.')
  if (itemsOf(task['attachments']).length > 0) warnings.push('Its attachments were left out.')
  const draft: Draft = {
    key: id === undefined ? undefined : `vikunja:${id}`,
    // Numbers begin at 1 in each Vikunja; the moment tells whose it is.
    externalId: id === undefined ? null : `vikunja:${id}:${textOf(task['created'])}`,
    title: textOf(task['title']),
    notes: [htmlToText(textOf(task['description'])), ...readComments(task)]
      .filter((text) => text !== '')
      .join('\n\n'),
    priority: PRIORITIES[Number(task['priority'])] ?? 'none',
    due: due === undefined ? null : toZoned(due, timeZone),
    start: start === undefined ? null : wallClockAt(start, timeZone).slice(0, 10),
    reminders: itemsOf(task['reminders']).flatMap(readReminder),
    recurrence: recurrence ?? null,
    completedAt: done === undefined ? null : toInstant(done),
    createdAt: created === undefined ? null : toInstant(created),
    parent: parent === undefined ? null : `vikunja:${parent}`,
  }
  return { draft, warnings }
}

// Low, medium, high, urgent, do now.
const PRIORITIES = ['none', 'low', 'medium', 'high', 'high', 'high'] as const

/** A time of its; the first moment of the year 1 is its word for none. */
function readTime(value: unknown): number | undefined {
  const text = textOf(value)
  return text.startsWith('0001-01-01') ? undefined : readInstant(text)
}

function readComments(task: Members): string[] {
  return itemsOf(task['comments']).map((comment) =>
    htmlToText(textOf(membersOf(comment)?.['comment'])),
  )
}

function readReminder(value: unknown): Reminder[] {
  const reminder = membersOf(value)
  const period = reminder?.['relative_period']
  const isBefore = reminder?.['relative_to'] === 'due_date' && Number.isInteger(period)
  const minutes = Math.round(-Number(period) / 60)
  if (isBefore && minutes >= 0 && minutes <= 525_600) return [{ kind: 'beforeDue', minutes }]
  // Older exports have the moment alone.
  const moment = readTime(typeof value === 'string' ? value : reminder?.['reminder'])
  return moment === undefined ? [] : [{ kind: 'absolute', at: toInstant(moment) }]
}

const DAY_SECONDS = 24 * 60 * 60
const EACH_MONTH = 1
const FROM_COMPLETION = 2

/** Null when it does not repeat, undefined when no rule says the same. */
function readRepeat(task: Members): Recurrence | null | undefined {
  const mode = Number(task['repeat_mode'] ?? 0)
  if (mode === EACH_MONTH) return { rule: 'FREQ=MONTHLY', from: 'due', except: [] }
  const seconds = Number(task['repeat_after'] ?? 0)
  if (seconds === 0) return null
  const days = seconds / DAY_SECONDS
  if (!Number.isInteger(days) || days < 1 || days > 999) return undefined
  const rule = days % 7 === 0 ? every('WEEKLY', days / 7) : every('DAILY', days)
  return { rule, from: mode === FROM_COMPLETION ? 'completion' : 'due', except: [] }
}

function every(frequency: string, interval: number): string {
  return interval === 1 ? `FREQ=${frequency}` : `FREQ=${frequency};INTERVAL=${interval}`
}

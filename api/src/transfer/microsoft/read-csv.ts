import { createHash } from 'node:crypto'
import type { Reminder } from '../../tasks/reminders.ts'
import { momentOf } from '../../tasks/time-zone.ts'
import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import { readCsv } from '../csv.ts'
import type { CsvRow } from '../csv.ts'
import type { DayOrder, ReadOptions } from '../options.ts'
import { readOfficeText } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { toInstant } from '../when.ts'
import { readImportance } from './importance.ts'
import { findDayOrder, readNumberDay, readNumberTime } from './number-days.ts'

const LIST = 'list'
const DAY_COLUMNS = ['due date', 'start date', 'reminder date', 'date completed']

/**
 * Reads the tasks that Outlook exports as CSV, in its English form. Days of numbers alone can mean
 * two things: the file itself has to show which, or the options say so. TRANSFER_UNREADABLE,
 * TRANSFER_TOO_MUCH.
 */
export function readMicrosoftCsv(bytes: Uint8Array, options: ReadOptions): Reading {
  const { names, rows } = readCsv(readOfficeText(bytes))
  if (!names.includes('subject') || !names.includes('due date')) {
    throw new TransferError(
      'TRANSFER_UNREADABLE',
      'The first line must name the columns "Subject" and "Due Date", as Outlook does in English.',
    )
  }
  const days = rows.flatMap(({ cell }) => DAY_COLUMNS.map(cell).filter((day) => day !== ''))
  const order = options.dayOrder ?? findDayOrder(days)
  if (order === undefined) {
    throw new TransferError(
      'TRANSFER_UNREADABLE',
      'Each day of the file can be read two ways: dayOrder must say month-first or day-first.',
    )
  }
  const assembly = new Assembly('warning')
  assembly.addList({ row: 1 }, { key: LIST, name: options.listName ?? 'Outlook' })
  const seen = new Map<string, number>()
  for (const row of rows) addTask(assembly, row, { order, timeZone: options.timeZone, seen })
  return assembly.finish()
}

interface Surroundings {
  readonly order: DayOrder
  readonly timeZone: string
  /** How often rows of the same content came before. */
  readonly seen: Map<string, number>
}

function addTask(
  assembly: Assembly,
  { row, cell }: CsvRow,
  { order, timeZone, seen }: Surroundings,
): void {
  const place = { row }
  const dayIn = (column: string) => {
    const text = cell(column)
    const day = text === '' ? undefined : readNumberDay(text, order)
    if (text !== '' && day === undefined) assembly.warnings.add(place, `${column} is not a day.`)
    return day
  }
  const due = dayIn('due date')
  const completed = dayIn('date completed')
  const isDone = completed !== undefined || /^(?:100%?|1)$/.test(cell('% complete').trim())
  const moment = (day: string, time: string) => toInstant(momentOf(`${day}T${time}`, timeZone))
  const reminderDay = /^(?:true|yes)$/i.test(cell('reminder on/off'))
    ? dayIn('reminder date')
    : undefined
  const reminders: Reminder[] =
    reminderDay === undefined
      ? []
      : [
          {
            kind: 'absolute',
            at: moment(reminderDay, readNumberTime(cell('reminder time')) ?? '09:00:00'),
          },
        ]
  const labels = cell('categories')
    .split(';')
    .flatMap((name) => assembly.labelNamed(place, name) ?? [])
  const digest = digestOf([cell('subject'), cell('due date'), cell('start date'), cell('notes')])
  const before = seen.get(digest) ?? 0
  seen.set(digest, before + 1)
  assembly.addTask(place, {
    key: `row ${row}`,
    // Outlook gives no id: what a row says is its name, and which of its like it is.
    externalId: `outlook:${digest}:${before}`,
    title: cell('subject'),
    notes: cell('notes').trimEnd(),
    priority: readImportance(cell('priority')),
    due: due === undefined ? null : { kind: 'date', date: due },
    start: dayIn('start date') ?? null,
    reminders,
    completedAt: isDone ? moment(completed ?? due ?? '1970-01-01', '12:00:00') : null,
    list: LIST,
    labels,
  })
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
}

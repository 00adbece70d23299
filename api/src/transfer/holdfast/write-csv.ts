import type { Reminder } from '../../tasks/reminders.ts'
import type { Due } from '../../tasks/due.ts'
import type { TransferTask } from '../document.ts'
import { guardFormula } from '../formula-guard.ts'
import { COLUMNS } from './columns.ts'
import type { Cells } from './columns.ts'
import type { Pages, Surroundings } from './write-json.ts'

/** Spreadsheets take a file without it for one of their own code page. */
const MARK = '\ufeff'

/**
 * Writes everything as CSV (RFC 4180, docs/formats.md): a line of names, then one row for the
 * settings and each list, section, label, filter and task. No cell begins like a formula.
 */
export async function* writeCsv(
  { settings, lists, sections, labels, filters }: Surroundings,
  pages: Pages,
): AsyncGenerator<string> {
  const names = new Map([...lists, ...sections, ...labels].map(({ key, name }) => [key, name]))
  const nameOf = (key: string | null) => (key === null ? '' : (names.get(key) ?? ''))
  const head = [
    ...(settings === null ? [] : [line({ type: 'settings', ...settings })]),
    ...lists.map(({ key, name, color, archived, deletedAt }) =>
      line({
        ...{ type: 'list', title: name, color, archived: `${archived}`, id: key },
        deletedAt: deletedAt ?? '',
      }),
    ),
    ...sections.map(({ key, list, name }) =>
      line({ type: 'section', title: name, list: nameOf(list), id: key, listId: list }),
    ),
    ...labels.map(({ key, name, color }) => line({ type: 'label', title: name, color, id: key })),
    ...filters.map(({ key, name, filter }) =>
      line({ type: 'filter', title: name, filter, id: key }),
    ),
  ]
  yield `${MARK}${line(Object.fromEntries(COLUMNS.map((name) => [name, name])))}${head.join('')}`
  for await (const tasks of pages) {
    if (tasks.length > 0) yield tasks.map((task) => line(taskCells(task, nameOf))).join('')
  }
}

function taskCells(task: TransferTask, nameOf: (key: string | null) => string): Cells {
  const { recurrence } = task
  return {
    type: 'task',
    title: task.title,
    list: nameOf(task.list),
    section: nameOf(task.section),
    completedAt: task.completedAt ?? '',
    ...dueCells(task.due),
    start: task.start ?? '',
    priority: task.priority,
    labels: task.labels.map(nameOf).join('; '),
    notes: task.notes,
    reminders: task.reminders.map(reminderText).join(' '),
    ...(recurrence === null
      ? undefined
      : {
          rule: recurrence.rule,
          ruleFrom: recurrence.from,
          ruleExcept: recurrence.except.join(' '),
        }),
    createdAt: task.createdAt ?? '',
    deletedAt: task.deletedAt ?? '',
    id: task.key,
    parentId: task.parent ?? '',
    listId: task.list ?? '',
    sectionId: task.section ?? '',
    labelIds: task.labels.join(' '),
    externalId: task.externalId ?? '',
  }
}

function dueCells(due: Due | null): Cells {
  if (due === null) return {}
  if (due.kind === 'date') return { due: due.date }
  return { due: due.dateTime, dueTimeZone: due.kind === 'zoned' ? due.timeZone : '' }
}

/** A time, or minutes before the task is due. */
function reminderText(reminder: Reminder): string {
  return reminder.kind === 'absolute' ? reminder.at : `${reminder.minutes}`
}

function line(cells: Cells): string {
  return `${COLUMNS.map((name) => quote(cells[name] ?? '')).join(',')}\r\n`
}

function quote(text: string): string {
  const cell = guardFormula(text)
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

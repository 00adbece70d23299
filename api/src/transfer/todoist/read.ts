import { createHash } from 'node:crypto'
import { Assembly } from '../assembly.ts'
import type { Reading, TaskDraft } from '../assembly.ts'
import { readCsv } from '../csv.ts'
import type { CsvRow } from '../csv.ts'
import type { Place } from '../findings.ts'
import type { ReadOptions } from '../options.ts'
import { readUtf8 } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { readDate } from './date.ts'

const LIST = 'list'
const MAX_INDENT = 20

/** A task whose notes may still grow: its comments stand in the rows below it. */
interface Open {
  readonly place: Place
  readonly draft: TaskDraft
  readonly notes: string[]
}

/**
 * Reads one project as Todoist exports it (CSV). INDENT says what is a subtask of what, `@words` at
 * the end of CONTENT are labels, `note` rows are comments. TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function readTodoist(bytes: Uint8Array, options: ReadOptions): Reading {
  const { names, rows } = readCsv(readUtf8(bytes))
  if (!names.includes('type') || !names.includes('content')) {
    throw new TransferError(
      'TRANSFER_UNREADABLE',
      'The first line must name the columns TYPE and CONTENT.',
    )
  }
  const assembly = new Assembly('warning')
  assembly.addList({ row: 1 }, { key: LIST, name: options.listName ?? 'Todoist' })
  const state: State = { section: null, sectionName: '', above: [], seen: new Map(), open: [] }
  for (const row of rows) {
    const place = { row: row.row }
    switch (row.cell('type').trim().toLowerCase()) {
      case 'task':
        openTask(assembly, row, state)
        break
      case 'section':
        state.section = `section ${row.row}`
        state.sectionName = row.cell('content')
        state.above = []
        assembly.addSection(place, { key: state.section, list: LIST, name: state.sectionName })
        break
      case 'note': {
        const task = state.open.at(-1)
        if (task === undefined) assembly.warnings.add(place, 'The comment stands below no task.')
        else task.notes.push(row.cell('content'))
        break
      }
      case 'meta':
      case '':
        break
      default:
        assembly.errors.add(place, 'TYPE must be task, section or note.')
    }
  }
  for (const { place, draft, notes } of state.open) {
    const text = notes.filter((note) => note.trim() !== '').join('\n\n')
    assembly.addTask(place, { ...draft, notes: text })
  }
  return assembly.finish()
}

interface State {
  section: string | null
  sectionName: string
  /** The task that is the last one at each indent, the first being INDENT 1. */
  above: { key: string; path: string }[]
  readonly seen: Map<string, number>
  readonly open: Open[]
}

function openTask(assembly: Assembly, { row, cell }: CsvRow, state: State): void {
  const place = { row }
  const { title, labels } = splitLabels(cell('content'))
  const indent = Math.min(Math.max(Number.parseInt(cell('indent'), 10) || 1, 1), MAX_INDENT)
  state.above = state.above.slice(0, indent - 1)
  const parent = state.above.at(-1)
  // Todoist gives no id: where a task stands and what it says is its name, and which of its like it is.
  const path = digestOf([state.sectionName, parent?.path ?? '', title])
  const before = state.seen.get(path) ?? 0
  state.seen.set(path, before + 1)
  const key = `row ${row}`
  state.above.push({ key, path: `${path}:${before}` })
  const { due, recurrence, leftover } = readDate({
    date: cell('date'),
    timeZone: cell('timezone'),
    deadline: cell('deadline'),
  })
  if (leftover.length > 0)
    assembly.warnings.add(place, 'Its date is in the notes, as it stands there.')
  state.open.push({
    place,
    notes: [cell('description'), leftover.join('\n')],
    draft: {
      key,
      externalId: `todoist:${path}:${before}`,
      title,
      priority: PRIORITIES[cell('priority').trim()] ?? 'none',
      due,
      recurrence,
      list: LIST,
      section: state.section,
      parent: parent?.key ?? null,
      labels: labels.flatMap((name) => assembly.labelNamed(place, name) ?? []),
    },
  })
}

// In its files 1 is the highest, unlike in its API.
const PRIORITIES: Readonly<Record<string, 'high' | 'medium' | 'low'>> = {
  1: 'high',
  2: 'medium',
  3: 'low',
}

function splitLabels(content: string): { title: string; labels: string[] } {
  const words = content.trimEnd().split(' ')
  let end = words.length
  while (end > 1 && /^@[^\s@]+$/.test(words[end - 1] ?? '')) end--
  const labels = words.slice(end).map((word) => word.slice(1))
  return { title: words.slice(0, end).join(' '), labels }
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
}

import { Assembly } from '../assembly.ts'
import type { Reading } from '../assembly.ts'
import { readCsv } from '../csv.ts'
import type { CsvRow } from '../csv.ts'
import { unguardFormula } from '../formula-guard.ts'
import { readUtf8 } from '../read-text.ts'
import { TransferError } from '../transfer-error.ts'
import { COLUMNS } from './columns.ts'
import type { Column } from './columns.ts'
import { addTaskItem } from './items.ts'
import { NamedPlaces } from './named-places.ts'
import {
  FilterItem,
  LabelItem,
  ListItem,
  SectionItem,
  SettingsItem,
  TaskItem,
  check,
} from './schema.ts'
import type { Fault } from './schema.ts'

type Row = { readonly row: number; readonly of: (column: Column) => string }

/**
 * Reads what {@link writeCsv} writes, or a table that a hand made with some of its columns: only
 * `title` has to be there. TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function readHoldfastCsv(bytes: Uint8Array): Reading {
  const { names, rows } = readCsv(readUtf8(bytes))
  if (!names.includes('title')) {
    throw new TransferError('TRANSFER_UNREADABLE', 'The first line must name a column "title".')
  }
  const assembly = new Assembly('error')
  const known = new Set<string>(COLUMNS.map((name) => name.toLowerCase()))
  for (const name of names) {
    if (!known.has(name))
      assembly.warnings.add({ row: 1 }, 'A column is not known and was left out.')
  }
  const byType = Map.groupBy(rows.map(toRow), (row) => row.of('type').toLowerCase() || 'task')
  const of = (type: string) => byType.get(type) ?? []
  for (const row of of('settings')) addSettings(assembly, row)
  for (const row of of('list')) addList(assembly, row)
  for (const row of of('section')) addSection(assembly, row)
  for (const row of of('label')) addLabel(assembly, row)
  for (const row of of('filter')) addFilter(assembly, row)
  const places = new NamedPlaces(assembly)
  for (const row of of('task')) addTask(assembly, row, places)
  for (const [type, unknown] of byType) {
    if (TYPES.has(type)) continue
    for (const row of unknown)
      assembly.errors.add(row, `type must be one of ${[...TYPES].join(', ')}.`)
  }
  return assembly.finish()
}

const TYPES = new Set(['settings', 'list', 'section', 'label', 'filter', 'task'])

function toRow({ row, cell }: CsvRow): Row {
  return { row, of: (column) => unguardFormula(cell(column.toLowerCase())) }
}

function addSettings(assembly: Assembly, { row, of }: Row): void {
  const checked = check(SettingsItem, { timeZone: of('timeZone'), weekStart: of('weekStart') })
  if ('fault' in checked) addFault(assembly, row, checked.fault)
  else assembly.addSettings({ row }, checked.item)
}

function addList(assembly: Assembly, { row, of }: Row): void {
  const archived = of('archived').toLowerCase()
  const checked = check(ListItem, {
    id: of('id') || `row ${row}`,
    name: of('title'),
    color: of('color') || undefined,
    archived: archived === '' ? undefined : { true: true, false: false }[archived],
    deletedAt: of('deletedAt') || null,
  })
  if ('fault' in checked) return void addFault(assembly, row, checked.fault)
  const { id, ...list } = checked.item
  assembly.addList({ row }, { key: id, ...list })
}

function addSection(assembly: Assembly, { row, of }: Row): void {
  const item = { id: of('id') || `row ${row}`, listId: of('listId'), name: of('title') }
  const checked = check(SectionItem, item)
  if ('fault' in checked) return void addFault(assembly, row, checked.fault)
  const { id, listId, name } = checked.item
  assembly.addSection({ row }, { key: id, list: listId, name })
}

function addLabel(assembly: Assembly, { row, of }: Row): void {
  const checked = check(LabelItem, {
    id: of('id') || `row ${row}`,
    name: of('title'),
    color: of('color') || undefined,
  })
  if ('fault' in checked) return void addFault(assembly, row, checked.fault)
  const { id, ...label } = checked.item
  assembly.addLabel({ row }, { key: id, ...label })
}

function addFilter(assembly: Assembly, { row, of }: Row): void {
  const item = { id: of('id') || `row ${row}`, name: of('title'), filter: of('filter') }
  const checked = check(FilterItem, item)
  if ('fault' in checked) {
    addFault(assembly, row, checked.fault)
    return
  }
  const { id, ...filter } = checked.item
  assembly.addFilter({ row }, { key: id, ...filter })
}

function addTask(assembly: Assembly, { row, of }: Row, places: NamedPlaces): void {
  const place = { row }
  const rule = of('rule')
  const checked = check(TaskItem, {
    externalId: of('externalId') || null,
    title: of('title'),
    notes: of('notes'),
    priority: of('priority').toLowerCase() || undefined,
    due: readDue(of('due'), of('dueTimeZone')),
    start: of('start') || null,
    reminders: words(of('reminders')).map(readReminder),
    recurrence:
      rule === ''
        ? null
        : { rule, from: of('ruleFrom') || undefined, except: words(of('ruleExcept')) },
    completedAt: of('completedAt') || null,
    createdAt: of('createdAt') || null,
    deletedAt: of('deletedAt') || null,
    parentId: of('parentId') || null,
  })
  if ('fault' in checked) return void addFault(assembly, row, checked.fault)
  const listId = of('listId') || places.listNamed(place, of('list'))
  const sectionId = of('sectionId') || places.sectionNamed(place, listId, of('section'))
  const labelIds = words(of('labelIds'))
  const named = () =>
    of('labels')
      .split(';')
      .flatMap((name) => assembly.labelNamed(place, name) ?? [])
  addTaskItem(assembly, place, {
    ...checked.item,
    id: of('id') || `row ${row}`,
    listId,
    sectionId,
    labelIds: labelIds.length > 0 ? labelIds : named(),
  })
}

function readDue(due: string, timeZone: string): unknown {
  if (due === '') return null
  if (!due.includes('T')) return { kind: 'date', date: due }
  return timeZone === ''
    ? { kind: 'floating', dateTime: due }
    : { kind: 'zoned', dateTime: due, timeZone }
}

function readReminder(word: string): unknown {
  return /^\d{1,9}$/.test(word)
    ? { kind: 'beforeDue', minutes: Number(word) }
    : { kind: 'absolute', at: word }
}

function words(cell: string): string[] {
  return cell.split(/\s+/).filter((word) => word !== '')
}

/** Which column a member of an item is read from, where it has another name. */
const COLUMN_OF: Readonly<Record<string, Column>> = { name: 'title' }

function addFault(assembly: Assembly, row: number, { path, detail }: Fault): void {
  const [member = 'row', inner] = path.map(String)
  const column =
    member === 'recurrence'
      ? ({ from: 'ruleFrom', except: 'ruleExcept' }[inner ?? ''] ?? 'rule')
      : member === 'due' && inner === 'timeZone'
        ? 'dueTimeZone'
        : (COLUMN_OF[member] ?? member)
  assembly.errors.add({ row }, `${column} ${detail}`)
}

/** What an owner can have: each kind of row by its name, in the change feed, history and undo. */
import { calendars, filters, labels, lists, sections, settings, tasks } from './schema.ts'
import type {
  CalendarRow,
  FilterRow,
  LabelRow,
  ListRow,
  SectionRow,
  SettingRow,
  TaskRow,
} from './schema.ts'

export const TABLES = {
  task: tasks,
  list: lists,
  section: sections,
  label: labels,
  setting: settings,
  filter: filters,
  calendar: calendars,
} as const

export type Kind = keyof typeof TABLES

/** Kinds whose rows the owner puts in order. */
export type Positioned = 'task' | 'list' | 'section' | 'filter'

export const KINDS = Object.keys(TABLES) as readonly Kind[]

export interface RowOf {
  task: TaskRow
  list: ListRow
  section: SectionRow
  label: LabelRow
  setting: SettingRow
  filter: FilterRow
  calendar: CalendarRow
}

export type AnyRow = RowOf[Kind]

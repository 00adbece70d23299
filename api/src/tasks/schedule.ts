import type { TaskRow } from '../db/schema.ts'
import { fromDueColumns, toDueColumns } from './due.ts'
import type { Recurrence } from './recurrence/recurrence.ts'
import type { Schedule } from './recurrence/next-occurrence.ts'
import type { Reminder } from './reminders.ts'

type ScheduleRow = Pick<
  TaskRow,
  'dueKind' | 'dueAt' | 'dueTimeZone' | 'startOn' | 'reminders' | 'recurrence'
>

export function readSchedule(row: ScheduleRow): Schedule {
  return {
    due: fromDueColumns(row),
    start: row.startOn,
    // Only what these types describe is ever written.
    reminders: row.reminders as readonly Reminder[],
    recurrence: row.recurrence as Recurrence | null,
  }
}

export function toScheduleColumns({ due, start, reminders, recurrence }: Schedule) {
  return {
    ...toDueColumns(due),
    startOn: start,
    reminders,
    recurrence,
  } satisfies ScheduleRow
}

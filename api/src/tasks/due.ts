import type { TaskRow } from '../db/schema.ts'

/** When a task is due, as it was typed (D8). `dateTime` is wall-clock: `YYYY-MM-DDTHH:mm:ss`. */
export type Due =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'floating'; readonly dateTime: string }
  | { readonly kind: 'zoned'; readonly dateTime: string; readonly timeZone: string }

type DueColumns = Pick<TaskRow, 'dueKind' | 'dueAt' | 'dueTimeZone'>

export function toDueColumns(due: Due | null): DueColumns {
  if (due === null) return { dueKind: null, dueAt: null, dueTimeZone: null }
  switch (due.kind) {
    case 'date':
      return { dueKind: 'date', dueAt: `${due.date} 00:00:00`, dueTimeZone: null }
    case 'floating':
      return { dueKind: 'floating', dueAt: due.dateTime.replace('T', ' '), dueTimeZone: null }
    case 'zoned':
      return {
        dueKind: 'zoned',
        dueAt: due.dateTime.replace('T', ' '),
        dueTimeZone: due.timeZone,
      }
  }
}

export function fromDueColumns({ dueKind, dueAt, dueTimeZone }: DueColumns): Due | null {
  if (dueKind === null || dueAt === null) return null
  const dateTime = dueAt.replace(' ', 'T')
  switch (dueKind) {
    case 'date':
      return { kind: 'date', date: dueAt.slice(0, 10) }
    case 'floating':
      return { kind: 'floating', dateTime }
    case 'zoned':
      return { kind: 'zoned', dateTime, timeZone: dueTimeZone ?? 'UTC' }
  }
}

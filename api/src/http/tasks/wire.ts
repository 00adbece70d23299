import type { TaskRow } from '../../db/schema.ts'
import { readFields } from '../../tasks/task.ts'

/** A row as the contract shows it: the one place where the two meet. */
export function toWire(row: TaskRow) {
  const { title, notes, priority, due, status } = readFields(row)
  return {
    id: row.id,
    title,
    notes,
    priority,
    due,
    status,
    completedAt: row.completedAt === null ? null : toInstant(row.completedAt),
    position: row.position,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

/**
 * PostgreSQL's text in UTC, `2026-11-20 08:15:30.123+00`, as RFC 3339 with milliseconds: it leaves
 * out zeros at the end, and then texts would not sort like times.
 */
export function toInstant(timestamp: string): string {
  const time = timestamp.slice(11, -3)
  const padded =
    time.length === 12 ? time : `${time}${time.length === 8 ? '.' : ''}`.padEnd(12, '0')
  return `${timestamp.slice(0, 10)}T${padded}Z`
}

import type { CalendarRow } from '../../db/schema.ts'
import { toInstant } from '../instant.ts'

export function toCalendarWire(row: CalendarRow) {
  return {
    id: row.id,
    name: row.name,
    shows: row.shows,
    filter: row.filter,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

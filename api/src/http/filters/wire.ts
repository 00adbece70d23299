import type { FilterRow } from '../../db/schema.ts'
import { toInstant } from '../instant.ts'

export function toFilterWire(row: FilterRow) {
  return {
    id: row.id,
    name: row.name,
    filter: row.filter,
    position: row.position,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

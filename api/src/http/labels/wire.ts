import type { LabelRow } from '../../db/schema.ts'
import { toInstant } from '../instant.ts'

export function toLabelWire(row: LabelRow) {
  return {
    id: row.id,
    name: row.name,
    color: row.color,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

import type { SectionRow } from '../../db/schema.ts'
import { toInstant } from '../instant.ts'

export function toSectionWire(row: SectionRow) {
  return {
    id: row.id,
    listId: row.listId,
    name: row.name,
    position: row.position,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

import type { ListRow } from '../../db/schema.ts'
import { toInstant } from '../instant.ts'

export function toListWire(row: ListRow) {
  return {
    id: row.id,
    name: row.name,
    color: row.color,
    archived: row.archived,
    position: row.position,
    deletedAt: row.deletedAt === null ? null : toInstant(row.deletedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

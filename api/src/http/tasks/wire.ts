import type { TaskRow } from '../../db/schema.ts'
import { readFields } from '../../tasks/task.ts'
import { toInstant } from '../instant.ts'

export function toTaskWire(row: TaskRow) {
  const { title, notes, priority, due, start, reminders, recurrence, status } = readFields(row)
  return {
    id: row.id,
    title,
    notes,
    priority,
    due,
    start,
    reminders,
    recurrence,
    status,
    completedAt: row.completedAt === null ? null : toInstant(row.completedAt),
    listId: row.listId,
    sectionId: row.sectionId,
    parentId: row.parentId,
    labelIds: row.labelIds,
    position: row.position,
    deletedAt: row.deletedAt === null ? null : toInstant(row.deletedAt),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

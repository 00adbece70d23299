// A task as it is shown until the api has answered.
import { v7 as uuidv7 } from 'uuid'
import type { Task, TaskPatch } from './task.ts'

export function draftOf(title: string, fields: TaskPatch): Task {
  const at = new Date().toISOString()
  return {
    id: uuidv7(),
    title,
    ...{ notes: '', priority: 'none', status: 'open', due: null, completedAt: null },
    ...{ listId: null, sectionId: null, parentId: null, labelIds: [], deletedAt: null },
    ...{ start: null, reminders: [], recurrence: null },
    // After all the others until the api has said where.
    position: '~',
    ...{ createdAt: at, updatedAt: at, version: 0 },
    ...fields,
  }
}

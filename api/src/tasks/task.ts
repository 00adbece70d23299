import type { TaskRow } from '../db/schema.ts'
import type { Schedule } from './recurrence/next-occurrence.ts'
import { readSchedule, toScheduleColumns } from './schedule.ts'

export const PRIORITIES = ['none', 'low', 'medium', 'high'] as const
export type Priority = (typeof PRIORITIES)[number]

export const STATUSES = ['open', 'done'] as const
export type Status = (typeof STATUSES)[number]

/** What its owner may say of a task. */
export interface TaskFields extends Schedule {
  readonly title: string
  readonly notes: string
  readonly priority: Priority
  readonly status: Status
  /** Null: the inbox. */
  readonly listId: string | null
  readonly sectionId: string | null
  readonly parentId: string | null
  /** Each once, in the owner's order. */
  readonly labelIds: readonly string[]
}

/** What {@link TaskFields} leaves out when nothing is said. */
export const NO_FIELDS = {
  notes: '',
  priority: 'none',
  due: null,
  start: null,
  reminders: [],
  recurrence: null,
  status: 'open',
  listId: null,
  sectionId: null,
  parentId: null,
  labelIds: [],
} as const satisfies Partial<TaskFields>

export function readFields(row: TaskRow): TaskFields {
  return {
    title: row.title,
    notes: row.notes,
    priority: PRIORITIES[row.priority] ?? 'none',
    ...readSchedule(row),
    status: row.completedAt === null ? 'open' : 'done',
    listId: row.listId,
    sectionId: row.sectionId,
    parentId: row.parentId,
    labelIds: row.labelIds,
  }
}

/** `completedAt` follows the status: set when it becomes done, kept while it stays so. */
export function toColumns(fields: TaskFields, completedAt: string | null, now: string) {
  return {
    title: fields.title,
    notes: fields.notes,
    priority: PRIORITIES.indexOf(fields.priority),
    completedAt: fields.status === 'done' ? (completedAt ?? now) : null,
    ...toScheduleColumns(fields),
    listId: fields.listId,
    sectionId: fields.sectionId,
    parentId: fields.parentId,
    labelIds: [...fields.labelIds],
  } satisfies Partial<TaskRow>
}

// What a task is in the browser: the contract's shapes, and the parts of them a person edits.
import type { Task } from '@holdfast/contracts/client'

export type { Task }
export type Due = NonNullable<Task['due']>
export type Priority = Task['priority']
export type Status = Task['status']
export type Recurrence = NonNullable<Task['recurrence']>

/** The fields a person edits. */
export type TaskFields = Pick<
  Task,
  | 'title'
  | 'notes'
  | 'priority'
  | 'due'
  | 'status'
  | 'listId'
  | 'sectionId'
  | 'parentId'
  | 'labelIds'
  | 'recurrence'
>

/** A change to a task: the edited fields with their new values (RFC 7396 merge patch). */
export type TaskPatch = Partial<TaskFields>

export type TaskField = keyof TaskFields

export type Counts = { open: number; done: number; total: number }

/** Limits of the contract that the inputs enforce too, in characters. */
export const titleLimit = 500
export const notesLimit = 20_000

/** How many levels of subtasks there can be below a task. */
export const deepest = 4

export const priorities = ['high', 'medium', 'low', 'none'] as const satisfies Priority[]

export const priorityNames: Record<Priority, string> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'None',
}

const fieldNames: Record<TaskField, string> = {
  title: 'title',
  notes: 'notes',
  priority: 'priority',
  due: 'due date',
  status: 'status',
  listId: 'list',
  sectionId: 'section',
  parentId: 'parent task',
  labelIds: 'labels',
  recurrence: 'recurrence',
}

export function fieldName(field: TaskField): string {
  return fieldNames[field]
}

export function patchedFields(patch: TaskPatch): TaskField[] {
  return Object.keys(patch) as TaskField[]
}

/** Compares two values of one field: a due moment by what it says, labels without their order. */
export function sameValue(a: Task[TaskField], b: Task[TaskField]): boolean {
  return a === b || keyOf(a) === keyOf(b)
}

function keyOf(value: Task[TaskField]): string {
  if (value === null || typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return [...value].sort().join(' ')
  return 'rule' in value ? recurrenceKey(value) : dueKey(value)
}

function recurrenceKey({ rule, from, except }: Recurrence): string {
  return [rule, from, ...[...except].sort()].join(' ')
}

function dueKey(due: Due): string {
  if (due.kind === 'date') return due.date
  return due.kind === 'zoned' ? `${due.dateTime} ${due.timeZone}` : due.dateTime
}

/** Whether the api has changed other tasks along with this one. */
export function bringsMore(before: Task | null, after: Task | null): boolean {
  if (before === null || after === null) return false
  // A next occurrence is a task of its own, and subtasks go where their task goes.
  const isDone = before.recurrence !== null && before.status !== after.status
  return isDone || before.listId !== after.listId
}

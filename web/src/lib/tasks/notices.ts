// What is said to the person about their tasks, in words.
import { fieldName, patchedFields } from './task.ts'
import type { Collision } from './task-list.svelte.ts'
import type { TaskRecord } from './task-record.svelte.ts'
import type { WriteKind } from './task-writer.ts'

/** Something said to the person, with at most one thing to do about it. */
export type Notice = {
  text: string
  tone: 'info' | 'error'
  action?: { name: string; run: () => void }
}

export type Notify = (notice: Notice) => void

export const refusals: Record<WriteKind, string> = {
  create: 'Could not add',
  update: 'Could not change',
  move: 'Could not move',
  remove: 'Could not delete',
}

/** Something was done, and can be undone. */
export function doneNotice(text: string, undo: (() => void) | null): Notice {
  const action = undo === null ? {} : { action: { name: 'Undo', run: undo } }
  return { text, tone: 'info', ...action }
}

export function collisionNotice({ record, lost }: Collision, useMine: () => void): Notice {
  const names = patchedFields(lost).map(fieldName)
  const verb = names.length === 1 ? 'was' : 'were'
  const what = `The ${names.join(' and ')} of ${quoted(record)} ${verb} changed in another place`
  return {
    text: `${what}. That is shown now.`,
    tone: 'error',
    action: { name: 'Use mine', run: useMine },
  }
}

export function quoted({ task: { title } }: Pick<TaskRecord, 'task'>): string {
  return `“${title.length > 60 ? `${title.slice(0, 57)}…` : title}”`
}

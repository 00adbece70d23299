// Changes that could not be sent yet, kept over a reload or a new sign-in in the same tab.
import type { TaskList } from './task-list.svelte.ts'
import { TaskRecord, type Move } from './task-record.svelte.ts'
import type { Task, TaskPatch } from './task.ts'

/** `saved` is the state the change is based on; null for a task the api has not seen. */
export type Unsent = {
  draft: Task
  saved: Task | null
  changes: TaskPatch
  move?: Move
  /** To be deleted. */
  removed?: true
}

export function collectUnsent(list: TaskList): Unsent[] {
  return [...list.records.values()]
    .filter(({ unsent, removal }) => unsent && (removal === 'none' || removal === 'due'))
    .map(({ draft, server, sending, waiting, move, removed }) => ({
      draft,
      saved: server,
      changes: { ...sending, ...waiting },
      ...(move === null ? {} : { move }),
      ...(removed ? { removed } : {}),
    }))
}

/** Puts the changes back on the page. @returns the records that are to be sent */
export function restoreUnsent(list: TaskList, entries: readonly Unsent[]): TaskRecord[] {
  return entries.map(({ draft, saved, changes, move = null, removed }) => {
    const read = list.records.get(draft.id)
    const record = saved === null ? TaskRecord.drafted(draft) : TaskRecord.saved(saved)
    record.waiting = changes
    record.move = move
    if (removed === true) record.removal = 'due'
    if (saved !== null && read?.server && read.server.version > saved.version) {
      record.rebase(read.server)
    }
    list.records.set(draft.id, record)
    return record
  })
}

function keyOf(userId: string): string {
  return `holdfast-unsent:${userId}`
}

export type Remembered = {
  /** The title being typed for a new task. */
  text: string
  entries: Unsent[]
}

export const nothing: Remembered = { text: '', entries: [] }

/** Remembers for this person in this tab only; nothing to remember forgets. */
export function rememberUnsent(userId: string, what: Remembered): void {
  if (what.text === '' && what.entries.length === 0) sessionStorage.removeItem(keyOf(userId))
  else sessionStorage.setItem(keyOf(userId), JSON.stringify(what))
}

export function recallUnsent(userId: string): Remembered {
  const json = sessionStorage.getItem(keyOf(userId))
  sessionStorage.removeItem(keyOf(userId))
  return json === null ? nothing : (JSON.parse(json) as Remembered)
}

// One task as this page knows it: what the api last said, with the edits not yet confirmed on top.
import { patchedFields, sameValue, type Task, type TaskField, type TaskPatch } from './task.ts'

/** Kept on the page only; `waiting` can be undone, `due` is to be sent, `done` has been sent. */
export type Removal = 'none' | 'waiting' | 'due' | 'done'

export class TaskRecord {
  readonly id: string
  /** What the api last said; null until a new task has been confirmed. */
  server = $state.raw<Task | null>(null)
  /** Edits on their way to the api, and edits made since. */
  sending = $state.raw<TaskPatch>({})
  waiting = $state.raw<TaskPatch>({})
  removal = $state<Removal>('none')
  /** Shown a moment longer in a view it has just left, so that the eye can follow. */
  lingering = $state(false)
  /** When the api confirmed this task, counted in reads; a read begun earlier cannot deny it. */
  confirmedIn = 0
  /** A write of this task is being worked on. */
  running = false
  readonly draft: Task

  readonly task: Task = $derived.by(() => {
    const known = this.server ?? this.draft
    return { ...known, ...this.sending, ...this.waiting }
  })

  private constructor(draft: Task, server: Task | null) {
    this.id = draft.id
    this.draft = draft
    this.server = server
  }

  static saved(task: Task): TaskRecord {
    return new TaskRecord(task, task)
  }

  static drafted(task: Task): TaskRecord {
    return new TaskRecord(task, null)
  }

  get removed(): boolean {
    return this.removal !== 'none'
  }

  /** Whether something of this record still has to reach the api. */
  get unsent(): boolean {
    return (
      this.server === null ||
      this.removal === 'due' ||
      Object.keys(this.sending).length > 0 ||
      Object.keys(this.waiting).length > 0
    )
  }

  /** Keeps those fields of an edit that change something, and answers whether there are any. */
  edit(patch: TaskPatch): boolean {
    const changed = patchedFields(patch).filter(
      (field) => !sameValue(patch[field] as Task[TaskField], this.task[field]),
    )
    if (changed.length === 0) return false
    this.waiting = { ...this.waiting, ...pick(patch, changed) }
    return true
  }

  /** Takes the edits as one change to send. */
  take(): TaskPatch {
    this.sending = this.waiting
    this.waiting = {}
    return this.sending
  }

  /** Puts a change that was not judged back, under the edits made since. */
  putBack(): void {
    this.waiting = { ...this.sending, ...this.waiting }
    this.sending = {}
  }

  confirm(task: Task): void {
    this.sending = {}
    if (this.server === null || task.version >= this.server.version) this.server = task
  }

  /**
   * Moves the unsent edits on top of a newer state of the task. An edit of a field that somebody
   * else changed to another value in the meantime is given up.
   *
   * @returns the edits that were given up
   */
  rebase(next: Task, base: Task | null = this.server): TaskPatch {
    if (this.server === null || next.version > this.server.version) this.server = next
    const fields = patchedFields(this.waiting)
    const collided = fields.filter(
      (field) =>
        base !== null &&
        !sameValue(base[field], next[field]) &&
        !sameValue(next[field], this.waiting[field] as Task[TaskField]),
    )
    const kept = fields.filter(
      (field) =>
        !collided.includes(field) &&
        !sameValue(next[field], this.waiting[field] as Task[TaskField]),
    )
    const lost = pick(this.waiting, collided)
    this.waiting = pick(this.waiting, kept)
    return lost
  }
}

function pick(patch: TaskPatch, fields: TaskField[]): TaskPatch {
  return Object.fromEntries(fields.map((field) => [field, patch[field]]))
}

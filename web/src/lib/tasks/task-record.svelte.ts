// One task as this page knows it: what the api last said, with the edits not yet confirmed on top.
import { patchedFields, sameValue, type Task, type TaskField, type TaskPatch } from './task.ts'

/** `due` is to be sent, `sending` on its way, `done` answered. */
export type Removal = 'none' | 'due' | 'sending' | 'done'

/** One thing a person did to a task, and the change the api has made of it alone. */
export type Edit = { change: number | null }

/** Where a task is to stand; at most one of `before` and `after`, neither is the end. */
export type Target = Pick<Task, 'listId' | 'sectionId' | 'parentId'> & {
  before?: string
  after?: string
}

/** `position` is for showing the task there meanwhile. */
export type Move = { target: Target; position: string; edit: Edit }

export class TaskRecord {
  readonly id: string
  /** What the api last said; null until a new task has been confirmed. */
  server = $state.raw<Task | null>(null)
  /** Edits on their way to the api, and edits made since. */
  sending = $state.raw<TaskPatch>({})
  waiting = $state.raw<TaskPatch>({})
  /** The latest move that the api has not confirmed. */
  move = $state.raw<Move | null>(null)
  removal = $state<Removal>('none')
  /** The latest deletion. */
  readonly removing: Edit = { change: null }
  /** Shown a moment longer in a view it has just left, so that the eye can follow. */
  lingering = $state(false)
  /** When the api confirmed this task, counted in reads; a read begun earlier cannot deny it. */
  confirmedIn = 0
  /** A write of this task is being worked on. */
  running = false
  readonly draft: Task
  #sendingEdits: Edit[] = []
  #waitingEdits: Edit[] = []

  readonly task: Task = $derived.by(() => {
    const known = this.server ?? this.draft
    return { ...known, ...placeOf(this.move), ...this.sending, ...this.waiting }
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
      this.move !== null ||
      this.removal === 'due' ||
      this.removal === 'sending' ||
      Object.keys(this.sending).length > 0 ||
      Object.keys(this.waiting).length > 0
    )
  }

  /** Keeps those fields of an edit that change something; null when there are none. */
  edit(patch: TaskPatch): Edit | null {
    const changed = patchedFields(patch).filter(
      (field) => !sameValue(patch[field] as Task[TaskField], this.task[field]),
    )
    if (changed.length === 0) return null
    const edit: Edit = { change: null }
    this.waiting = { ...this.waiting, ...pick(patch, changed) }
    this.#waitingEdits.push(edit)
    return edit
  }

  /** Takes the edits as one change to send. */
  take(): TaskPatch {
    this.sending = this.waiting
    this.waiting = {}
    this.#sendingEdits = this.#waitingEdits.splice(0)
    return this.sending
  }

  /** Puts a change that was not judged back, under the edits made since. */
  putBack(): void {
    this.waiting = { ...this.sending, ...this.waiting }
    this.sending = {}
    this.#waitingEdits.unshift(...this.#sendingEdits.splice(0))
  }

  /** Gives up what was sent: it was refused. */
  dropSent(): void {
    this.sending = {}
    this.#sendingEdits = []
  }

  /** @param change what the api has made of it */
  confirm(task: Task, change: number | null): void {
    const [edit, ...others] = this.#sendingEdits
    // Edits that were sent together are one change, which takes back all of them or none.
    if (edit !== undefined && others.length === 0) edit.change = change
    this.dropSent()
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

function placeOf(move: Move | null): Partial<Task> {
  if (move === null) return {}
  const { listId, sectionId, parentId } = move.target
  return { listId, sectionId, parentId, position: move.position }
}

function pick(patch: TaskPatch, fields: TaskField[]): TaskPatch {
  return Object.fromEntries(fields.map((field) => [field, patch[field]]))
}

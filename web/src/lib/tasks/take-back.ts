// Takes back what a person did to a task: by the api where it knows the change, else by hand.
import type { TasksApi } from '../client/tasks-api.ts'
import type { Failure } from '../client/answers.ts'
import { quoted, type Notify } from './notices.ts'
import { explain, problemSlug } from './problem.ts'
import type { TaskReader } from './task-reader.svelte.ts'
import type { Edit, TaskRecord } from './task-record.svelte.ts'
import type { Task } from './task.ts'
import { UndoStack } from './undo-stack.ts'

export type TakeBackTools = {
  api: TasksApi
  reader: TaskReader
  isOnline: () => boolean
  notify: Notify
  sessionOver: () => void
  /** Brings what waits in a record to the api; resolves when it is there or cannot be. */
  write: (record: TaskRecord) => Promise<void>
  confirmed: (record: TaskRecord, before: Task | null, after: Task | null) => void
  changed: (change: number | null) => void
  /** Shows a task a moment longer where it is. */
  linger: (record: TaskRecord) => void
}

export class TakeBack {
  readonly #tools: TakeBackTools

  readonly #undos = new UndoStack()
  /** What is being taken back. */
  readonly working = new Set<Promise<void>>()
  /** What is being taken back of each task, and comes to an end last. */
  readonly #last = new Map<TaskRecord, Promise<void>>()

  constructor(tools: TakeBackTools) {
    this.#tools = tools
  }

  /** Takes back the latest change. @returns whether there was one */
  latest(): boolean {
    return this.#undos.pop()
  }

  /** Something that was done and can be taken back. @returns takes it back */
  remember(run: () => boolean): () => void {
    return this.#undos.push(run)
  }

  /**
   * An edit that can be taken back from now on.
   *
   * @param changeBack changes it back on this page; false when there is nothing to change
   * @returns takes it back
   */
  rememberEdit(record: TaskRecord, edit: Edit, changeBack: () => boolean): () => void {
    return this.remember(() => {
      if (record.removed) return false
      this.#tools.linger(record)
      this.#work(record, () => this.#takeBackEdit(record, edit, changeBack))
      return true
    })
  }

  /** A deletion that can be taken back from now on. @returns takes it back */
  rememberRemoval(record: TaskRecord): () => void {
    return this.remember(() => {
      if (!record.removed) return false
      this.#work(record, () => this.#bringBack(record))
      return true
    })
  }

  /** One after the other for each task: the next one goes by what this one has brought. */
  #work(record: TaskRecord, begin: () => Promise<void>): void {
    const earlier = this.#last.get(record)
    const work = earlier === undefined ? begin() : earlier.then(begin, begin)
    const tracked = work.finally(() => {
      this.working.delete(tracked)
      if (this.#last.get(record) === tracked) this.#last.delete(record)
    })
    this.working.add(tracked)
    this.#last.set(record, tracked)
  }

  /**
   * A change that the api knows alone is undone there, with all that came of it; one that is still
   * on its way, or was sent together with others, is changed back.
   */
  async #takeBackEdit(record: TaskRecord, edit: Edit, changeBack: () => boolean): Promise<void> {
    const { api, isOnline, write, changed } = this.#tools
    const byHand = () => {
      const isBack = changeBack()
      if (isBack) void write(record)
      return isBack
    }
    // The api takes back only what nothing has changed since; an undo before this one has.
    const isLatest = record.server?.version === edit.change
    if ((!isLatest || !isOnline()) && byHand()) return
    if (edit.change === null || !isOnline()) return
    const answer = await api.undo(edit.change)
    if (answer.ok) {
      changed(answer.change)
      await this.#readAgain(record)
    } else if (!canBeDoneByHand(answer) || !byHand()) this.#failed(record, answer)
  }

  /** Out of the trash, when it is there already. */
  async #bringBack(record: TaskRecord): Promise<void> {
    const { api, write, changed } = this.#tools
    if (record.removal === 'due') {
      record.removal = 'none'
      return
    }
    await write(record)
    if (record.removal !== 'done') return
    const { change } = record.removing
    const answer = await (change === null ? api.restore(record.id) : api.undo(change))
    if (!answer.ok) {
      this.#failed(record, answer)
      return
    }
    changed(answer.change)
    await this.#readAgain(record)
  }

  /** What was taken back may have come with more than this task. */
  async #readAgain(record: TaskRecord): Promise<void> {
    const { reader } = this.#tools
    reader.distrust()
    await this.#read(record)
    await reader.start()
  }

  async #read(record: TaskRecord): Promise<void> {
    const { api, confirmed } = this.#tools
    const before = record.server
    const answer = await api.get(record.id)
    if (answer.ok) {
      record.rebase(answer.value)
      const was = record.removal === 'done' ? null : before
      record.removal = 'none'
      confirmed(record, was, answer.value)
    } else if (answer.why === 'refused') {
      // It was made by the change that was taken back.
      const was = record.removal === 'done' ? null : before
      record.removal = 'done'
      confirmed(record, was, null)
    }
  }

  #failed(record: TaskRecord, failure: Failure): void {
    if (failure.why === 'session-over') {
      this.#tools.sessionOver()
      return
    }
    const why =
      failure.why === 'refused' ? explain(failure.problem) : 'The server cannot be reached.'
    this.#tools.notify({ text: `Could not undo for ${quoted(record)}. ${why}`, tone: 'error' })
  }
}

/** When nobody answers, or when the task has been changed since. */
function canBeDoneByHand(failure: Failure): boolean {
  if (failure.why === 'unreachable') return true
  return failure.why === 'refused' && problemSlug(failure.problem) === 'undo-conflict'
}

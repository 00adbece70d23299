// Brings changes to the api: one request a task at a time, kept until the server is back.
import type { Answer, Failure } from '../client/answers.ts'
import type { NewTask, TasksApi } from '../client/tasks-api.ts'
import { problemSlug, type Problem } from './problem.ts'
import type { Collision } from './task-list.svelte.ts'
import type { Move, TaskRecord } from './task-record.svelte.ts'
import type { Task } from './task.ts'

export type WriteKind = 'create' | 'update' | 'move' | 'remove'

export type WriterEvents = {
  /** A write was answered: what the api knew of the task before and what it knows now. */
  confirmed: (record: TaskRecord, before: Task | null, after: Task | null) => void
  /** A write has made this change. */
  changed: (change: number | null) => void
  /** A write was refused and taken back. */
  refused: (record: TaskRecord, what: WriteKind, problem: Problem) => void
  /** Edits were given up because somebody else had changed the same fields. */
  collided: (collision: Collision) => void
  unreachable: (retryAfterSeconds: number | null) => void
  reached: () => void
  /** Resolves when the server answers again. */
  whenBack: () => Promise<void>
  sessionOver: () => void
}

type Verdict = 'next' | 'wait' | 'stop'

/** Browsers refuse longer bodies on a request that may outlive its page (64 KiB in all). */
const keepaliveLimit = 16_000

export class TaskWriter {
  readonly #api: TasksApi
  readonly #events: WriterEvents

  constructor(api: TasksApi, events: WriterEvents) {
    this.#api = api
    this.#events = events
  }

  /** Works until nothing of the record is unsent; edits made meanwhile go with the next request. */
  async run(record: TaskRecord): Promise<void> {
    if (record.running) return
    record.running = true
    try {
      for (;;) {
        const verdict = await this.#step(record)
        if (verdict === 'stop') return
        if (verdict === 'wait') await this.#events.whenBack()
      }
    } finally {
      record.running = false
    }
  }

  #step(record: TaskRecord): Promise<Verdict> | Verdict {
    if (record.server === null) return record.removal === 'done' ? 'stop' : this.#create(record)
    if (Object.keys(record.waiting).length > 0) return this.#update(record, record.server)
    if (record.move !== null) return this.#move(record, record.server, record.move)
    if (record.removal === 'due') return this.#remove(record, record.server)
    return 'stop'
  }

  async #create(record: TaskRecord): Promise<Verdict> {
    const body = newTask({ ...record.draft, ...record.take() })
    let answer = await this.#api.create(body, { keepalive: isSmall(body) })
    // The answer to an earlier attempt was lost on the way: the task is there already.
    if (!answer.ok && answer.why === 'refused' && problemSlug(answer.problem) === 'id-conflict') {
      answer = await this.#api.get(body.id)
    }
    if (!answer.ok) return this.#failed(record, 'create', answer)
    record.confirm(answer.value, answer.change)
    this.#events.changed(answer.change)
    this.#confirmed(record, null, answer.value)
    return 'next'
  }

  async #update(record: TaskRecord, base: Task): Promise<Verdict> {
    const patch = record.take()
    const options = { version: base.version, keepalive: isSmall(patch) }
    const answer = await this.#api.update(record.id, patch, options)
    if (answer.ok) {
      record.confirm(answer.value, answer.change)
      this.#events.changed(answer.change)
      this.#confirmed(record, base, answer.value)
      return 'next'
    }
    const current = currentOf(answer)
    if (current === null) return this.#failed(record, 'update', answer)
    record.putBack()
    const lost = record.rebase(current, base)
    this.#confirmed(record, base, current)
    if (Object.keys(lost).length > 0) this.#events.collided({ record, lost })
    return 'next'
  }

  async #move(record: TaskRecord, base: Task, move: Move): Promise<Verdict> {
    const answer = await this.#api.move(record.id, move.target, { version: base.version })
    const current = currentOf(answer)
    if (current !== null) {
      // Where it is put is what was asked for last, whatever else has changed in it.
      record.rebase(current, base)
      return 'next'
    }
    if (!answer.ok) return this.#failed(record, 'move', answer)
    if (record.move === move) record.move = null
    record.confirm(answer.value, null)
    move.edit.change = answer.change
    this.#events.changed(answer.change)
    this.#confirmed(record, base, answer.value)
    return 'next'
  }

  async #remove(record: TaskRecord, base: Task): Promise<Verdict> {
    record.removal = 'sending'
    const answer = await this.#api.remove(record.id, { version: base.version, keepalive: true })
    const gone = !answer.ok && answer.why === 'refused' && answer.problem.status === 404
    if (!answer.ok && !gone) {
      const current = currentOf(answer)
      if (current !== null) {
        record.rebase(current, base)
        this.#confirmed(record, base, current)
      }
      return this.#failed(record, 'remove', answer)
    }
    record.removal = 'done'
    record.removing.change = answer.ok ? answer.change : null
    this.#events.changed(record.removing.change)
    this.#confirmed(record, base, null)
    return 'stop'
  }

  #confirmed(record: TaskRecord, before: Task | null, after: Task | null): void {
    this.#events.reached()
    this.#events.confirmed(record, before, after)
  }

  #failed(record: TaskRecord, what: WriteKind, failure: Failure): Verdict {
    if (failure.why !== 'refused') {
      record.putBack()
      if (what === 'remove') record.removal = 'due'
      if (failure.why === 'session-over') {
        this.#events.sessionOver()
        return 'stop'
      }
      this.#events.unreachable(failure.retryAfterSeconds)
      return 'wait'
    }
    this.#events.reached()
    record.dropSent()
    if (what === 'move') record.move = null
    if (what === 'remove') record.removal = 'none'
    if (what === 'create' || failure.problem.status === 404) record.removal = 'done'
    this.#events.refused(record, what, failure.problem)
    return record.removal === 'done' ? 'stop' : 'next'
  }
}

function newTask({ id, title, notes, priority, due, status, ...rest }: Task): NewTask {
  const { listId, sectionId, parentId, labelIds, recurrence } = rest
  const placed = { listId, sectionId, parentId, labelIds, recurrence }
  return { id, title, notes, priority, due, status, ...placed }
}

function currentOf(failure: Answer<unknown>): Task | null {
  return !failure.ok && failure.why === 'refused' ? (failure.problem.current ?? null) : null
}

function isSmall(body: object): boolean {
  return JSON.stringify(body).length < keepaliveLimit
}

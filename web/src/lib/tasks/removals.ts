// Deletions that can still be undone: hidden on the page, unknown to the api until the time is over.
import type { Delay } from '../client/connection.svelte.ts'
import type { TaskRecord } from './task-record.svelte.ts'

export const undoWindowMs = 6000

export class Removals {
  readonly #delay: Delay
  readonly #send: (record: TaskRecord) => void
  readonly #waiting = new Map<TaskRecord, () => void>()

  constructor(delay: Delay, send: (record: TaskRecord) => void) {
    this.#delay = delay
    this.#send = send
  }

  /** @returns brings the task back; false when it is too late */
  start(record: TaskRecord): () => boolean {
    record.removal = 'waiting'
    const cancel = this.#delay(() => {
      this.#commit(record)
    }, undoWindowMs)
    this.#waiting.set(record, cancel)
    return () => {
      if (record.removal !== 'waiting') return false
      this.#forget(record)
      record.removal = 'none'
      return true
    }
  }

  /** Sends all of them now: the page is being left. */
  flush(): void {
    for (const record of [...this.#waiting.keys()]) this.#commit(record)
  }

  #commit(record: TaskRecord): void {
    this.#forget(record)
    record.removal = 'due'
    this.#send(record)
  }

  #forget(record: TaskRecord): void {
    this.#waiting.get(record)?.()
    this.#waiting.delete(record)
  }
}

// The writes that are under way: one at a time for each task.
import type { TaskRecord } from './task-record.svelte.ts'
import type { TaskWriter } from './task-writer.ts'

export class Writes {
  readonly #writer: TaskWriter
  readonly #running = new Map<TaskRecord, Promise<void>>()
  /** The changes that this page has made. */
  readonly #own = new Set<number>()

  constructor(writer: TaskWriter) {
    this.#writer = writer
  }

  /** Brings what waits in a record to the api; resolves when it is there or cannot be. */
  run(record: TaskRecord): Promise<void> {
    const running = record.running ? this.#running.get(record) : undefined
    if (running !== undefined) return running
    const write = this.#writer.run(record).finally(() => {
      if (this.#running.get(record) === write) this.#running.delete(record)
    })
    this.#running.set(record, write)
    return write
  }

  /** Resolves when none is under way, nor any of the others. */
  async settled(others: ReadonlySet<Promise<void>>): Promise<void> {
    while (this.#running.size + others.size > 0) {
      await Promise.all([...this.#running.values(), ...others])
    }
  }

  made(change: number | null): void {
    if (change !== null) this.#own.add(change)
  }

  hasMade(change: number): boolean {
    return this.#own.has(change)
  }
}

// Reads again when something has changed in another place: once for many changes, and not for the
// page's own ones.
import type { Delay } from '../client/connection.svelte.ts'

export type CatchUpOptions = {
  read: () => Promise<unknown>
  /** Resolves when no write is under way, so that the answers to the own ones are known. */
  settle: () => Promise<void>
  isOwn: (seq: number) => boolean
  delay: Delay
}

/** Changes often come in rows. */
const pauseMs = 120

export class CatchUp {
  readonly #options: CatchUpOptions
  #heard: (number | null)[] = []
  #working = false

  constructor(options: CatchUpOptions) {
    this.#options = options
  }

  /** @param seq the change; null when there may be any */
  changed(seq: number | null): void {
    this.#heard.push(seq)
    if (this.#working) return
    this.#working = true
    this.#options.delay(() => void this.#work(), pauseMs)
  }

  async #work(): Promise<void> {
    const { read, settle, isOwn } = this.#options
    try {
      while (this.#heard.length > 0) {
        await settle()
        const heard = this.#heard.splice(0)
        if (heard.some((seq) => seq === null || !isOwn(seq))) await read()
      }
    } finally {
      this.#working = false
    }
  }
}

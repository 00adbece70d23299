// Reads again when something has changed in another place, and not for the page's own changes.

export type CatchUpOptions = {
  read: () => Promise<unknown>
  /** Resolves when no write is under way, so that the answers to the own ones are known. */
  settle: () => Promise<void>
  isOwn: (change: number) => boolean
  /** The latest change that is shown; null when that is not known. */
  seen: number | null
}

/** Of more changes than these at once, one is not the page's own. */
const mostOwn = 100

export class CatchUp {
  readonly #options: CatchUpOptions
  #seen: number | null
  #latest = 0
  /** Nobody listened for a while. */
  #isLost = false
  #working = false

  constructor(options: CatchUpOptions) {
    this.#options = options
    this.#seen = options.seen
  }

  /** @param latest the latest change; null when there may be any */
  async changed(latest: number | null): Promise<void> {
    if (latest === null) this.#isLost = true
    else this.#latest = Math.max(this.#latest, latest)
    if (this.#working) return
    this.#working = true
    try {
      await this.#work()
    } finally {
      this.#working = false
    }
  }

  async #work(): Promise<void> {
    const { read, settle } = this.#options
    do {
      await settle()
      const [latest, isLost] = [this.#latest, this.#isLost]
      this.#isLost = false
      const isKnown = !isLost && this.#seen !== null && this.#areOwn(this.#seen, latest)
      this.#seen = Math.max(this.#seen ?? 0, latest)
      if (!isKnown) await read()
    } while (this.#isBehind())
  }

  /** News may have come while the last was worked on. */
  #isBehind(): boolean {
    return this.#isLost || this.#latest > (this.#seen ?? 0)
  }

  #areOwn(seen: number, latest: number): boolean {
    if (latest - seen > mostOwn) return false
    for (let change = seen + 1; change <= latest; change += 1) {
      if (!this.#options.isOwn(change)) return false
    }
    return true
  }
}

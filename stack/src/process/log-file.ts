// A log file that cannot fill the disk: one old generation is kept.
import { appendFileSync, renameSync, statSync } from 'node:fs'

const maxBytes = 10 * 1024 * 1024
const recentLines = 20

export class LogFile {
  readonly path: string
  #bytes: number
  #recent: string[] = []

  constructor(path: string) {
    this.path = path
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  }

  /** A log that can't be written (a full disk) is no reason to stop what it is about. */
  append(lines: readonly string[]): void {
    if (lines.length === 0) return
    this.#recent = [...this.#recent, ...lines].slice(-recentLines)
    const text = `${lines.join('\n')}\n`
    try {
      if (this.#bytes > maxBytes) {
        renameSync(this.path, `${this.path}.1`)
        this.#bytes = 0
      }
      appendFileSync(this.path, text, { mode: 0o600 })
      this.#bytes += Buffer.byteLength(text)
    } catch {
      // The last lines are still at hand, and the next ones are tried again.
    }
  }

  /** The last lines of this run, oldest first, at most 20. */
  recent(): readonly string[] {
    return this.#recent
  }
}

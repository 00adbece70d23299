// Whether the server can be reached, and when to ask again.

/** Runs `callback` later and answers how to prevent that. */
export type Delay = (callback: () => void, delayMs: number) => () => void

export const delayByTimer: Delay = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs)
  return () => {
    clearTimeout(timer)
  }
}

export type ConnectionOptions = {
  /** A cheap read that says whether the server is back. */
  probe: () => Promise<boolean>
  delay: Delay
}

const firstDelayMs = 1000
const longestDelayMs = 30_000

export class Connection {
  /** `offline`: the browser says so. `unreachable`: it is online, but nobody answers. */
  state = $state<'online' | 'offline' | 'unreachable'>('online')
  readonly #options: ConnectionOptions
  #delayMs = firstDelayMs
  #cancel: (() => void) | null = null
  readonly #waiting: Record<'back' | 'lost', (() => void)[]> = { back: [], lost: [] }

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** A call got no answer: asks again by itself until there is one. */
  lost(retryAfterSeconds: number | null): void {
    if (this.state === 'online') this.state = 'unreachable'
    this.#resume('lost')
    if (this.#cancel !== null) return
    const delayMs = Math.max(this.#delayMs, (retryAfterSeconds ?? 0) * 1000)
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs)
    this.#cancel = this.#options.delay(() => {
      this.#cancel = null
      void this.check()
    }, delayMs)
  }

  /** The browser's own word about the network. */
  networkChanged(online: boolean): void {
    if (!online) this.state = 'offline'
    else if (this.state === 'offline') void this.check()
  }

  async check(): Promise<void> {
    if (await this.#options.probe()) this.found()
    else this.lost(null)
  }

  /** A call was answered. */
  found(): void {
    if (this.state === 'online' && this.#cancel === null) return
    this.#cancel?.()
    this.#cancel = null
    this.#delayMs = firstDelayMs
    this.state = 'online'
    this.#resume('back')
  }

  /** Resolves when a call has been answered again. */
  whenBack(): Promise<void> {
    if (this.state === 'online') return Promise.resolve()
    return new Promise((resume) => this.#waiting.back.push(resume))
  }

  /** Resolves when a call gets no answer. */
  whenLost(): Promise<void> {
    return new Promise((resume) => this.#waiting.lost.push(resume))
  }

  stop(): void {
    this.#cancel?.()
  }

  #resume(kind: 'back' | 'lost'): void {
    for (const resume of this.#waiting[kind].splice(0)) resume()
  }
}

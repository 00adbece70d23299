/** How many requests each person may send: a bucket for each, which fills evenly (GCRA). */

export interface RateLimiterOptions {
  /** As many at once, too, for who has not asked for a minute. */
  readonly perMinute: number
  /** Milliseconds, monotonic. */
  readonly now?: () => number
}

export const WINDOW_SECONDS = 60
const WINDOW_MS = WINDOW_SECONDS * 1000

export class RateLimiter {
  readonly perMinute: number
  readonly #intervalMs: number
  readonly #now: () => number
  /** When the bucket of each person will be full again; who is not here has a full one. */
  #fullAt = new Map<string, number>()
  #sweptAt: number

  constructor({ perMinute, now = () => performance.now() }: RateLimiterOptions) {
    this.perMinute = perMinute
    this.#intervalMs = WINDOW_MS / perMinute
    this.#now = now
    this.#sweptAt = now()
  }

  /** Takes one request. 0 when there was one to take, or else the milliseconds until there is. */
  take(user: string): number {
    const now = this.#now()
    this.#sweep(now)
    const fullAt = Math.max(this.#fullAt.get(user) ?? now, now) + this.#intervalMs
    const waitMs = fullAt - now - WINDOW_MS
    // A hair above zero is how sums of fractions come out.
    if (waitMs > 1e-6) return waitMs
    this.#fullAt.set(user, fullAt)
    return 0
  }

  /** Once a minute at most: who has been idle for one is forgotten. */
  #sweep(now: number): void {
    if (now - this.#sweptAt < WINDOW_MS) return
    this.#sweptAt = now
    for (const [user, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(user)
  }

  /** People it has to remember. */
  get size(): number {
    return this.#fullAt.size
  }
}

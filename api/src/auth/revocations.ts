/** Sessions that have ended while tokens of theirs are still unexpired (D6), held in memory. */
import { createHash } from 'node:crypto'
import { CLOCK_TOLERANCE_SECONDS, MAX_LIFETIME_SECONDS } from './claims.ts'
import type { Identity } from './claims.ts'
import { TokenError } from './token-error.ts'

/** One session, or all that a person had until then, is over. */
export interface Revocation {
  /** Whose: a digest of the `sid` or the `sub`, so that what is kept names nobody. */
  readonly key: string
  /** Seconds since 1970: tokens issued until then (`iat`) are refused; undefined: all of them. */
  readonly issuedUntil: number | undefined
  /** Seconds since 1970: by then the last of these tokens has expired by itself. */
  readonly expiresAt: number
}

/** While the list can't be read for this long, nobody can tell whether a token still counts. */
export const MAX_SILENCE_MS = 60_000

export const sessionKey = (sid: string): string => digest(`sid:${sid}`)
export const subjectKey = (sub: string): string => digest(`sub:${sub}`)

/** When the last token that was issued before `moment` (seconds since 1970) has expired. */
export function lastExpiryAfter(moment: number): number {
  // Once for the issuer's clock and once for ours: both may be off.
  return Math.ceil(moment) + MAX_LIFETIME_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS
}

export class Revocations {
  #revoked = new Map<string, Revocation>()
  #keys = new WeakMap<Identity, readonly string[]>()
  #readAt = -Infinity
  readonly #monotonic: () => number
  #listener: (() => void) | undefined

  /** `monotonic`: milliseconds; a wall clock that is set back must not hide a silence. */
  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic
  }

  add(revocation: Revocation): void {
    const known = this.#revoked.get(revocation.key)
    this.#revoked.set(revocation.key, known === undefined ? revocation : join(known, revocation))
    this.#listener?.()
  }

  /** For what goes on after its token was judged: called whenever one has come. */
  onAdded(listener: () => void): void {
    this.#listener = listener
  }

  /** Everything known at this moment has been added. */
  markRead(): void {
    this.#readAt = this.#monotonic()
  }

  /** Forgets what has no unexpired tokens any more at `now` (seconds since 1970). */
  prune(now: number): void {
    for (const { key, expiresAt } of this.#revoked.values()) {
      if (expiresAt < now) this.#revoked.delete(key)
    }
  }

  /**
   * One look-up in memory. Throws TokenError `REVOKED`, or RevocationsUnavailableError when the
   * list has not been read yet or not for {@link MAX_SILENCE_MS}.
   */
  refuseRevoked(identity: Identity): void {
    if (this.#revoked.size > 0) {
      for (const key of this.#keysOf(identity)) {
        const found = this.#revoked.get(key)
        if (found === undefined) continue
        if (found.issuedUntil === undefined || identity.issuedAt <= found.issuedUntil) {
          throw new TokenError('REVOKED')
        }
      }
    }
    if (!this.isReady()) throw new RevocationsUnavailableError()
  }

  isReady(): boolean {
    return this.#monotonic() - this.#readAt <= MAX_SILENCE_MS
  }

  get size(): number {
    return this.#revoked.size
  }

  #keysOf(identity: Identity): readonly string[] {
    let keys = this.#keys.get(identity)
    if (keys === undefined) {
      const { user, sessionId } = identity
      keys = [subjectKey(user), ...(sessionId === undefined ? [] : [sessionKey(sessionId)])]
      this.#keys.set(identity, keys)
    }
    return keys
  }
}

/** The list of ended sessions is not to be had: the fault is not the caller's (503, not 401). */
export class RevocationsUnavailableError extends Error {
  override name = 'RevocationsUnavailableError'
  readonly code = 'REVOCATIONS_UNAVAILABLE'

  constructor() {
    super('The list of ended sessions cannot be read.')
  }
}

/** A later word about the same session never takes back an earlier one. */
function join(a: Revocation, b: Revocation): Revocation {
  const issuedUntil =
    a.issuedUntil === undefined || b.issuedUntil === undefined
      ? undefined
      : Math.max(a.issuedUntil, b.issuedUntil)
  return { key: a.key, issuedUntil, expiresAt: Math.max(a.expiresAt, b.expiresAt) }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

import { KEY_SET_ALGORITHMS } from './jwk.ts'
import { fetchKeySet } from './key-set-document.ts'
import type { Fetcher } from './key-set-document.ts'
import { KeySetUnavailableError, TokenError } from './token-error.ts'
import type { KeySource, VerificationKey } from './signed-token.ts'

export interface KeySetOptions {
  readonly url: URL
  /** The set is fetched anew this often, so a key that leaves it stops counting within this time. */
  readonly refreshMs: number
  /** An unknown `kid` makes one fetch at the most in this time, also while the issuer fails. */
  readonly cooldownMs: number
  /** How long the last good set still counts while the issuer can't be reached. */
  readonly staleMs: number
  readonly onEvent?: (event: KeySetEvent) => void
  readonly fetch?: Fetcher
  /** Milliseconds, monotonic: a wall clock that is set back must not keep a stale set alive. */
  readonly now?: () => number
}

export type KeySetEvent =
  | { readonly type: 'loaded'; readonly keys: number }
  | { readonly type: 'failed'; readonly reason: string }

/**
 * The issuer's key set, held in memory (D2). jose's own remote set refuses a new `kid` during its
 * cooldown, fetches without bound while the issuer fails and forgets good keys after its maximum
 * age; here a fetch happens in the background, and once per cooldown for an unknown `kid`.
 */
export function createKeySet(options: KeySetOptions): KeySource {
  const { url, refreshMs, cooldownMs, staleMs, onEvent } = options
  const now = options.now ?? (() => performance.now())
  const fetcher = options.fetch ?? fetch

  let keys = new Map<string, VerificationKey>()
  let currentIds = new Set<string>()
  let loadedAt = -Infinity
  let failing = true
  let soughtAt = -Infinity
  let loading: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const isUsable = (): boolean => now() - loadedAt <= staleMs
  const unavailable = () => new KeySetUnavailableError(Math.ceil(cooldownMs / 1000))

  function load(): Promise<void> {
    const startedAt = now()
    loading ??= fetchKeySet(url, fetcher)
      .then(
        (fetched) => {
          keys = fetched
          currentIds = new Set(Array.from(fetched.values(), (key) => key.id))
          loadedAt = now()
          if (failing) onEvent?.({ type: 'loaded', keys: fetched.size })
          failing = false
        },
        (error: unknown) => {
          if (!failing || loadedAt === -Infinity)
            onEvent?.({ type: 'failed', reason: reasonOf(error) })
          failing = true
          // While the issuer fails, background and demand share the one fetch per cooldown.
          soughtAt = Math.max(soughtAt, startedAt)
        },
      )
      .finally(() => {
        loading = undefined
        schedule()
      })
    return loading
  }

  function schedule(): void {
    clearTimeout(timer)
    if (closed) return
    // While the issuer fails the pace is the cooldown's, so that its return is seen soon.
    timer = setTimeout(() => void load(), failing ? Math.min(cooldownMs, refreshMs) : refreshMs)
    timer.unref()
  }

  async function find(kid: string | undefined): Promise<VerificationKey> {
    // Better Auth always names its key; guessing one would tie a token to no key at all.
    if (kid === undefined) throw new TokenError('HEADER_REFUSED')
    const lookUp = () => (isUsable() ? keys.get(kid) : undefined)
    let found = lookUp()
    if (found === undefined && loading !== undefined) {
      await loading
      found = lookUp()
      // A fetch that fails may take its whole time limit; nobody waits for that twice.
      if (found === undefined && failing) throw unavailable()
    }
    if (found === undefined && now() - soughtAt >= cooldownMs) {
      soughtAt = now()
      await load()
      found = lookUp()
    }
    if (found !== undefined) return found
    if (failing) throw unavailable()
    throw new TokenError('UNKNOWN_KEY')
  }

  void load()
  return {
    algorithms: KEY_SET_ALGORITHMS,
    find,
    isCurrent: (key) => isUsable() && currentIds.has(key.id),
    isReady: () => isUsable() && keys.size > 0,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** Fetch failures differ by engine and may carry addresses; the code or the name is enough for a log. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? code : error.name === 'Error' ? error.message : error.name
}

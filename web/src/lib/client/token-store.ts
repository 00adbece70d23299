// The api token: in memory only, one request in flight, renewed before it runs out.

/** The session has ended: the person has to sign in again. */
export class SessionOverError extends Error {
  override name = 'SessionOverError'
  readonly code = 'session-over'
}

/** No token right now, but nobody said that the session is over: keep the person signed in. */
export class AuthUnavailableError extends Error {
  override name = 'AuthUnavailableError'
  readonly code = 'auth-unavailable'
}

type AuthAnswer<T> = { data: T | null; error: { status: number } | null }

/** What is asked of the Better Auth client; it rejects when the network does. */
export type AuthClient = {
  token: () => Promise<AuthAnswer<{ token: string }>>
  getSession: () => Promise<AuthAnswer<{ user: { id: string } }>>
}

export type TokenStoreOptions = {
  /** The signed-in person's id: a token for anybody else means that the session has changed. */
  userId: string
  auth: AuthClient
  /** Milliseconds; injected so that a test can turn the clock. */
  now?: () => number
}

type Held = { token: string; renewAt: number; endsAt: number }

const renewBeforeMs = 60_000

export class TokenStore {
  readonly #userId: string
  readonly #auth: AuthClient
  readonly #now: () => number
  #held: Held | null = null
  #flight: Promise<Held> | null = null
  #generation = 0

  constructor({ userId, auth, now = Date.now }: TokenStoreOptions) {
    this.#userId = userId
    this.#auth = auth
    this.#now = now
  }

  /**
   * A token that is good for a while. While a still valid one is being renewed and the
   * authentication server is away, the old one is used to its end.
   *
   * @throws {SessionOverError} when the session has ended
   * @throws {AuthUnavailableError} when nobody could be asked
   */
  async token(): Promise<string> {
    const held = this.#held
    if (held !== null && this.#now() < held.renewAt) return held.token
    try {
      return (await this.#renew()).token
    } catch (error) {
      const usable = held !== null && held === this.#held && this.#now() < held.endsAt
      if (error instanceof AuthUnavailableError && usable) return held.token
      throw error
    }
  }

  /** Forgets one refused token, unless a newer one is already here. */
  discard(token: string): void {
    if (this.#held?.token === token) this.#held = null
  }

  /** Forgets everything, also what is still on its way: sign-out and change of user. */
  drop(): void {
    this.#generation += 1
    this.#held = null
    this.#flight = null
  }

  #renew(): Promise<Held> {
    if (this.#flight !== null) return this.#flight
    const generation = this.#generation
    const flight = this.#request().then((held) => {
      if (generation !== this.#generation) throw new SessionOverError('The session was left.')
      this.#held = held
      return held
    })
    this.#flight = flight
    const landed = () => {
      if (this.#flight === flight) this.#flight = null
    }
    flight.then(landed, landed)
    return flight
  }

  async #request(): Promise<Held> {
    const { data, error } = await ask(() => this.#auth.token())
    // A database failure answers 401 here too, so only the session itself can say that it is over.
    if (error?.status === 401) throw await this.#whyRefused()
    if (data === null) throw unavailable(error)
    const claims = claimsOf(data.token)
    if (claims.sub !== this.#userId) throw new SessionOverError('Somebody else is signed in.')
    // The lifetime is counted from now, so a wrong clock on this machine does no harm.
    const lifetimeMs = (claims.exp - claims.iat) * 1000
    const endsAt = this.#now() + lifetimeMs
    const renewAt = endsAt - Math.min(renewBeforeMs, lifetimeMs / 2)
    return { token: data.token, endsAt, renewAt }
  }

  async #whyRefused(): Promise<Error> {
    const { data, error } = await ask(() => this.#auth.getSession())
    if (error !== null) return unavailable(error)
    if (data?.user.id === this.#userId) return new AuthUnavailableError('No token was issued.')
    return new SessionOverError('The session has ended.')
  }
}

async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question()
  } catch (cause) {
    throw new AuthUnavailableError('The server cannot be reached.', { cause })
  }
}

function unavailable(error: { status: number } | null): AuthUnavailableError {
  return new AuthUnavailableError(`The server answered ${String(error?.status ?? 'nothing')}.`)
}

function claimsOf(token: string): { sub: string; iat: number; exp: number } {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  return JSON.parse(atob(payload)) as { sub: string; iat: number; exp: number }
}

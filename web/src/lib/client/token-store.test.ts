import { describe, expect, it } from 'vitest'
import { AuthUnavailableError, SessionOverError, TokenStore } from './token-store.ts'
import type { AuthClient } from './token-store.ts'

const minuteMs = 60_000

function encode(part: object): string {
  return btoa(JSON.stringify(part)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A token of five minutes, told apart by its number. */
function tokenOf(userId: string, number: number): string {
  return `${encode({ alg: 'EdDSA' })}.${encode({ sub: userId, iat: 1000, exp: 1300, jti: number })}.x`
}

function setUp(userId = 'ada') {
  const world = {
    now: 0,
    issued: 0,
    tokenStatus: 200,
    session: { user: { id: userId } } as { user: { id: string } } | null,
    sessionStatus: 200,
    tokenUser: userId,
    network: true,
  }
  const auth: AuthClient = {
    token: () => {
      if (!world.network) return Promise.reject(new TypeError('no network'))
      if (world.tokenStatus !== 200) {
        return Promise.resolve({ data: null, error: { status: world.tokenStatus } })
      }
      world.issued += 1
      const data = { token: tokenOf(world.tokenUser, world.issued) }
      return Promise.resolve({ data, error: null })
    },
    getSession: () =>
      Promise.resolve(
        world.sessionStatus === 200
          ? { data: world.session, error: null }
          : { data: null, error: { status: world.sessionStatus } },
      ),
  }
  return { world, store: new TokenStore({ userId, auth, now: () => world.now }) }
}

describe('TokenStore', () => {
  it('asks once for callers that come together, and keeps the answer', async () => {
    const { world, store } = setUp()
    const [first, second] = await Promise.all([store.token(), store.token()])
    expect(first).toBe(second)
    expect(await store.token()).toBe(first)
    expect(world.issued).toBe(1)
  })

  it('renews a minute before the end, counted by the own clock', async () => {
    const { world, store } = setUp()
    await store.token()
    world.now = 4 * minuteMs - 1
    await store.token()
    expect(world.issued).toBe(1)
    world.now = 4 * minuteMs
    await store.token()
    expect(world.issued).toBe(2)
  })

  it('uses a token to its end while no new one can be had', async () => {
    const { world, store } = setUp()
    const token = await store.token()
    world.network = false
    world.now = 4.5 * minuteMs
    expect(await store.token()).toBe(token)
    world.now = 5 * minuteMs
    await expect(store.token()).rejects.toThrow(AuthUnavailableError)
  })

  it('says that the session is over only when the session says so', async () => {
    const { world, store } = setUp()
    world.tokenStatus = 401
    world.session = null
    await expect(store.token()).rejects.toThrow(SessionOverError)
  })

  it('keeps the person signed in when the token is refused and the session lives', async () => {
    const { world, store } = setUp()
    world.tokenStatus = 401
    await expect(store.token()).rejects.toThrow(AuthUnavailableError)
    world.sessionStatus = 500
    world.session = null
    await expect(store.token()).rejects.toThrow(AuthUnavailableError)
  })

  it('recovers by itself after a failure', async () => {
    const { world, store } = setUp()
    world.tokenStatus = 503
    await expect(store.token()).rejects.toThrow(AuthUnavailableError)
    world.tokenStatus = 200
    expect(await store.token()).toBe(tokenOf('ada', 1))
  })

  it("refuses somebody else's token", async () => {
    const { world, store } = setUp()
    world.tokenUser = 'bob'
    await expect(store.token()).rejects.toThrow(SessionOverError)
  })

  it('forgets a refused token, but not the newer one that replaced it', async () => {
    const { world, store } = setUp()
    const first = await store.token()
    store.discard(first)
    const second = await store.token()
    store.discard(first)
    expect(await store.token()).toBe(second)
    expect(world.issued).toBe(2)
  })

  it('drops what is still on its way at sign-out', async () => {
    const { store } = setUp()
    const pending = store.token()
    store.drop()
    await expect(pending).rejects.toThrow(SessionOverError)
  })
})

// The drill: from the click on "Sign out" to the api that web has not told. One session of a person
// ends after the other, two real apis judge, and nobody else is harmed (D6).
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../log.ts'
import { openTasksDatabase, startApi, type Api } from '../testing/api-process.ts'
import {
  cookiesOf,
  openAuthRoom,
  password,
  signUp,
  tokenOf,
  type AuthRoom,
} from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { serveKeySet, type KeySetServer } from '../testing/key-set-server.ts'
import { startLogoutDelivery, type LogoutDelivery } from './logout-delivery.ts'
import { createLogoutTokens } from './logout-tokens.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const rounds = 100
/** How late the slowest but one of a hundred may be. */
const boundMs = 1000
const soon = { timeout: 20_000, interval: 5 }

let database: TestDatabase
let keySet: KeySetServer
let told: Api
let other: Api
let room: AuthRoom
let delivery: LogoutDelivery

beforeAll(async () => {
  database = await startTestDatabase()
  room = openAuthRoom(database.db, { AUTH_ATTEMPTS_PER_MINUTE: 1000 })
  keySet = await serveKeySet(room)
  const tasks = await openTasksDatabase(database)
  const trust = { JWKS_URL: keySet.url, JWKS_COOLDOWN_SECONDS: '1' }
  ;[told, other] = await Promise.all([startApi(tasks, trust), startApi(tasks, trust)])
  delivery = startLogoutDelivery({
    db: database.db,
    apiUrl: told.origin,
    signLogoutToken: createLogoutTokens(room.config, room.auth, database.db),
    logger: createLogger('silent'),
  })
})

afterAll(async () => {
  await delivery.stop()
  await Promise.all([told.stop(), other.stop()])
  keySet.stop()
  await database.stop()
})

describe('a sign-out', () => {
  it('is true at the other api within a second, and for that session alone', async () => {
    const { email, cookie: kept } = await signUp(room)
    const { cookie: bystander } = await signUp(room)
    const valid = [await tokenOf(room, kept), await tokenOf(room, bystander)]
    for (const token of valid) {
      await expect.poll(() => other.status(token), { timeout: 20_000 }).toBe(200)
    }
    const late: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const signedIn = await room.post('/api/auth/sign-in/email', { email, password })
      const headers = { cookie: cookiesOf(signedIn) }
      const token = await tokenOf(room, headers.cookie)
      expect(await other.status(token)).toBe(200)
      const clicked = performance.now()
      const out = await room.post('/api/auth/sign-out', {}, { headers })
      expect(out.status).toBe(200)
      delivery.wake()
      await expect.poll(() => other.status(token), soon).toBe(401)
      late.push(performance.now() - clicked)
      expect(await Promise.all(valid.map((one) => other.status(one)))).toEqual([200, 200])
    }
    late.sort((a, b) => a - b)
    expect(late[98], `p99 of ${late.map(Math.round).join(' ')}`).toBeLessThan(boundMs)
  })
})

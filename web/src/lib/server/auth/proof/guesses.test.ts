import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  cookiesOf,
  openAuthRoom,
  password,
  signUp,
  type AuthRoom,
} from '../../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../../testing/database.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
})

afterAll(() => database.stop())

const wrong = 'not the password'
const newPassword = 'another pass word'

/** Each asks for the password of who is signed in. */
const ways = [
  ['/api/auth/prove-by-password', (typed: string) => ({ password: typed })],
  ['/api/auth/change-password', (typed: string) => ({ currentPassword: typed, newPassword })],
  [
    '/api/auth/delete-account',
    (typed: string, email: string) => ({ email, password: typed, code: '' }),
  ],
  ['/api/auth/two-factor/enable', (typed: string) => ({ password: typed })],
] as const

describe('the password, asked for in a session', () => {
  it('is tried twenty times in ten minutes, by whichever way, session and address', async () => {
    const room = openAuthRoom(database.db)
    const { cookie, email } = await signUp(room)
    const other = cookiesOf(await room.post('/api/auth/sign-in/email', { email, password }))
    const ask = (n: number, typed: string, session: string) => {
      const [path, body] = ways[n % ways.length] ?? ways[0]
      return room.post(path, body(typed, email), { headers: { cookie: session } })
    }
    for (let n = 0; n < 20; n += 1) {
      expect((await ask(n, wrong, n % 2 === 0 ? cookie : other)).status).toBe(400)
    }
    for (const [n] of ways.entries()) {
      const refused = await ask(n, password, other)
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500)
      expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    }
    expect(await proves(room, (await signUp(room)).cookie)).toBe(200)
  })

  it('is nothing that a stranger can use up', async () => {
    const room = openAuthRoom(database.db)
    const { cookie } = await signUp(room)
    for (let n = 0; n < 30; n += 1) expect(await proves(room, 'none=none')).toBe(401)
    expect(await proves(room, cookie)).toBe(200)
  })
})

async function proves(room: AuthRoom, cookie: string): Promise<number> {
  const answer = await room.post(
    '/api/auth/prove-by-password',
    { password },
    { headers: { cookie } },
  )
  return answer.status
}

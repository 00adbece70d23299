import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openAuthRoom, type AuthRoom } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import type { AuthConfig } from './options.ts'

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 30_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

const open = (changes: Partial<AuthConfig>) => openAuthRoom(database.db, changes)

describe('the rate limit', () => {
  // Refused for its form before a password is hashed, and counted all the same.
  const wrong = { email: 'nobody' }
  const attempt = (room: AuthRoom, address: string, headers: Record<string, string> = {}) =>
    room.post('/api/auth/sign-in/email', wrong, { address, headers })

  it('lets ten quick retries pass and stops at the configured number', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 12 })
    const statuses = []
    for (let n = 0; n < 13; n += 1) statuses.push((await attempt(room, '192.0.2.1')).status)
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 400), 429])
    const refused = await attempt(room, '192.0.2.1')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('counts the address that was seen, not one that a header claims', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 1 })
    expect((await attempt(room, '192.0.2.2')).status).toBe(400)
    const claimed = '198.51.100.7'
    const headers = {
      'x-holdfast-client-address': claimed,
      'x-forwarded-for': claimed,
      'x-real-ip': claimed,
    }
    expect((await attempt(room, '192.0.2.2', headers)).status).toBe(429)
    expect((await attempt(room, '192.0.2.3', headers)).status).toBe(400)
  })

  it('holds when the attempts come all at once', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 3 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => attempt(room, '192.0.2.4')))
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(3)
  })

  it('counts from the first attempt of a minute, so that steady use never adds up', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 2 })
    const secondsPass = (seconds: number) => database.owner`
      update rate_limit set last_request = last_request - ${seconds * 1000}
      where key like '192.0.2.5%'`
    for (const seconds of [40, 30, 40, 30]) {
      expect((await attempt(room, '192.0.2.5')).status).toBe(400)
      await secondsPass(seconds)
    }
  })
})

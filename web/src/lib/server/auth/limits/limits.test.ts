import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  cookiesOf,
  newEmail,
  openAuthRoom,
  password,
  signUp,
  type AuthRoom,
} from '../../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../../testing/database.ts'
import type { AuthConfig } from '../options.ts'

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 30_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

const open = (changes: Partial<AuthConfig> = {}) => openAuthRoom(database.db, changes)

describe('the limit for one address', () => {
  // Refused for its form before a password is hashed, and counted all the same.
  const wrong = {}
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
      where key like 'address|192.0.2.5%'`
    for (const seconds of [40, 30, 40, 30]) {
      expect((await attempt(room, '192.0.2.5')).status).toBe(400)
      await secondsPass(seconds)
    }
  })

  it('takes the addresses of one IPv6 customer for one, and an IPv4 address for itself', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 2 })
    const statuses = []
    for (const address of [
      ...['2001:db8:1:2::1', '2001:0DB8:1:2:ffff::1', '2001:db8:1:2::3', '2001:db8:1:3::1'],
      ...['192.0.2.6', '::ffff:192.0.2.6', '::ffff:c000:206', '192.0.2.7'],
    ]) {
      statuses.push((await attempt(room, address)).status)
    }
    expect(statuses).toEqual([400, 400, 429, 400, 400, 400, 429, 400])
  })

  it('is one for all servers', async () => {
    const rooms = [open({ AUTH_ATTEMPTS_PER_MINUTE: 2 }), open({ AUTH_ATTEMPTS_PER_MINUTE: 2 })]
    const statuses = []
    for (const room of [...rooms, ...rooms]) {
      statuses.push((await attempt(room, '192.0.2.8')).status)
    }
    expect(statuses).toEqual([400, 400, 429, 429])
  })

  it('says how much is left, and until when', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 2 })
    const fieldsOf = ({ headers }: Response) => [
      headers.get('ratelimit-policy'),
      headers.get('ratelimit')?.replace(/t=(?:[1-9]|[1-5]\d|60)$/, 't=SECONDS'),
    ]
    const answers = [await attempt(room, '192.0.2.9'), await attempt(room, '192.0.2.9')]
    answers.push(await attempt(room, '192.0.2.9'))
    expect(answers.map(fieldsOf)).toEqual([
      ['"address";q=2;w=60', '"address";r=1;t=SECONDS'],
      ['"address";q=2;w=60', '"address";r=0;t=SECONDS'],
      ['"address";q=2;w=60', '"address";r=0;t=SECONDS'],
    ])
    expect(answers[2]?.headers.get('retry-after')).toMatch(/^(?:[1-9]|[1-5]\d|60)$/)
  })

  it('is not spent by what is refused for where it comes from or what it is', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 1 })
    const address = '192.0.2.10'
    const headers = { origin: 'https://evil.example' }
    expect((await attempt(room, address, headers)).status).toBe(403)
    expect((await attempt(room, address, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await attempt(room, address)).status).toBe(400)
  })

  it('holds for every endpoint that changes or proves something', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 1 })
    for (const path of ['sign-up/email', 'confirm-email', 'change-password', 'reset-password']) {
      const asked = () => room.post(`/api/auth/${path}`, {}, { address: '192.0.2.11' })
      expect((await asked()).status).toBeLessThan(429)
      expect((await asked()).status).toBe(429)
    }
  })

  it('leaves reading alone, and the key set without any', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 1 })
    for (const path of ['get-session', 'jwks']) {
      for (let n = 0; n < 3; n += 1) {
        const answer = await room.call(`/api/auth/${path}`, { address: '192.0.2.12' })
        expect(answer.status).toBe(200)
        expect(answer.headers.has('ratelimit')).toBe(path === 'get-session')
      }
    }
  })
})

describe('the limit for one account', () => {
  const guess = (room: AuthRoom, email: string, more: { address?: string; cookie?: string } = {}) =>
    room.post(
      '/api/auth/sign-in/email',
      { email, password: 'not the one' },
      {
        ...(more.address !== undefined && { address: more.address }),
        ...(more.cookie !== undefined && { headers: { cookie: more.cookie } }),
      },
    )
  const signIn = (
    room: AuthRoom,
    email: string,
    more: { address?: string; cookie?: string } = {},
  ) =>
    room.post(
      '/api/auth/sign-in/email',
      { email, password },
      {
        ...(more.address !== undefined && { address: more.address }),
        ...(more.cookie !== undefined && { headers: { cookie: more.cookie } }),
      },
    )
  /** As if so many had guessed from everywhere. */
  const guessedByMany = async (room: AuthRoom, email: string, count: number) => {
    await guess(room, email)
    const counted = await database.owner`
      update rate_limit set count = ${count} where key in (
        select key from rate_limit where key ~ '^account[|][^|]+$'
        order by last_request desc limit 1) returning key`
    expect(counted).toHaveLength(1)
  }

  it.each(['somebody', 'nobody'])('stops guesses from one address after ten: %s', async (who) => {
    const room = open()
    const email = who === 'nobody' ? newEmail() : (await signUp(room)).email
    const address = who === 'nobody' ? '198.51.100.1' : '198.51.100.2'
    const statuses = []
    for (let n = 0; n < 11; n += 1) {
      const spelling = n % 2 === 0 ? email : email.toUpperCase()
      statuses.push((await guess(room, spelling, { address })).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    // The right one is not tried any more, either, and others are let in.
    expect((await signIn(room, email, { address })).status).toBe(429)
    if (who === 'somebody') expect((await signIn(room, email)).status).toBe(200)
  })

  it('begins anew with the right password', async () => {
    const room = open()
    const { email } = await signUp(room)
    const address = '198.51.100.3'
    for (let n = 0; n < 9; n += 1) await guess(room, email, { address })
    expect((await signIn(room, email, { address })).status).toBe(200)
    for (let n = 0; n < 10; n += 1) {
      expect((await guess(room, email, { address })).status).toBe(401)
    }
  })

  it('stops who guesses from everywhere, and not the browsers that it knows', async () => {
    const room = open()
    const { email } = await signUp(room)
    const cookie = cookiesOf(await signIn(room, email))
    const known = cookie.split('; ').find((one) => one.includes('.known.')) ?? ''
    expect(known).toMatch(/^__Secure-holdfast\.known\./)
    await guessedByMany(room, email, 100)
    const refused = await signIn(room, email)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect((await signIn(room, email, { cookie: known })).status).toBe(200)
    // Somebody else's sign, a made-up one, and one for another account.
    const other = await signUp(room)
    const theirs = cookiesOf(await signIn(room, other.email))
    const [name = '', value = ''] = known.split('=', 2)
    const [browser = '', signature = ''] = value.split('.')
    for (const forged of [
      ...[theirs, `${name}=${browser}`, `${name}=${browser}.`, `${name}=x${browser}.${signature}`],
      `${name}=${
        theirs
          .split('; ')
          .find((one) => one.includes('.known.'))
          ?.split('=', 2)[1] ?? ''
      }`,
    ]) {
      expect((await signIn(room, email, { cookie: forged })).status).toBe(429)
    }
  })

  it('gives a known browser twenty guesses', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 1000 })
    const { email } = await signUp(room)
    const cookie = cookiesOf(await signIn(room, email))
    const statuses = []
    for (let n = 0; n < 21; n += 1) statuses.push((await guess(room, email, { cookie })).status)
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429])
  })

  it('is not spent by whoever is refused for the address already', async () => {
    const room = open({ AUTH_ATTEMPTS_PER_MINUTE: 2 })
    const email = newEmail()
    const address = '198.51.100.4'
    const newest = () => database.owner`
      select count from rate_limit where key ~ '^account[|][^|]+$'
      order by last_request desc limit 1`
    const statuses = []
    for (let n = 0; n < 5; n += 1) statuses.push((await guess(room, email, { address })).status)
    expect(statuses).toEqual([401, 401, 429, 429, 429])
    expect(await newest()).toEqual([{ count: 2 }])
  })

  it('tells nobody how often others have guessed', async () => {
    const room = open()
    const { email } = await signUp(room)
    const before = await guess(room, email)
    await guessedByMany(room, email, 50)
    const after = await guess(room, email)
    expect(after.headers.get('ratelimit')).toBe(before.headers.get('ratelimit'))
    expect(after.headers.get('ratelimit-policy')).toBe('"address";q=30;w=60, "account";q=10;w=900')
  })

  it('keeps no name of anybody', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    await guess(room, email)
    await room.call('/api/auth/token', { headers: { cookie } })
    const rows = JSON.stringify(await database.owner`select key from rate_limit`)
    expect(rows).not.toContain('@')
    expect(rows).not.toContain(/session_token=([^.]+)/.exec(cookie)?.[1])
  })
})

describe('the limit for one session', () => {
  it('stops a program that asks for tokens without end, wherever it is', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const { cookie: other } = await signUp(room)
    const ask = (headers: Record<string, string>) => room.call('/api/auth/token', { headers })
    expect((await ask({ cookie })).status).toBe(200)
    await database.owner`update rate_limit set count = 120 where key like 'session|%'`
    const refused = await ask({ cookie: `other=1; ${cookie}` })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit-policy')).toContain('"session";q=120;w=60')
    expect((await ask({ cookie: other })).status).toBe(200)
  })
})

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../log.ts'
import { openAuthRoom, signUp, tokenFor, type AuthRoom } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import {
  keptRows,
  listSecurityEvents,
  purgeSecurityEvents,
  recordSecurityEvent,
} from './security-events.ts'

// Hashing a password takes seconds when the machine is busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const password = 'correct horse'
let database: TestDatabase
let room: AuthRoom

beforeAll(async () => {
  database = await startTestDatabase()
  room = openAuthRoom(database.db, { AUTH_ATTEMPTS_PER_MINUTE: 1000 })
}, 120_000)

afterAll(() => database.stop())

async function newPerson() {
  const { cookie, email } = await signUp(room)
  const [row] = await database.owner`select id from "user" where email = ${email}`
  return { cookie, email, userId: String(row?.['id']) }
}

const signIn = (email: string, secret = password) =>
  room.post(
    '/api/auth/sign-in/email',
    { email, password: secret },
    { address: '192.0.2.7', headers: { 'user-agent': 'curl/8.5.0' } },
  )

/** What the list says, the oldest first. */
async function happened(userId: string): Promise<string[]> {
  const { events } = await listSecurityEvents(database.db, userId, null)
  return events.map(({ kind, outcome }) => `${kind}: ${outcome}`).reverse()
}

const rows = async () => {
  const [row] = await database.owner`select count(*)::int as n from security_event`
  return Number(row?.['n'])
}

const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''

describe('security activity', () => {
  it('has sign-up, sign-in, a wrong password, a changed one and sign-out, each once', async () => {
    const { userId, email, cookie } = await newPerson()
    expect((await signIn(email.toUpperCase())).status).toBe(200)
    expect((await signIn(email, 'wrong horse')).status).toBe(401)
    await vi.waitFor(async () => {
      expect(await happened(userId)).toContain('sign-in: failure')
    })
    const change = (currentPassword: string) =>
      room.post(
        '/api/auth/change-password',
        { currentPassword, newPassword: 'battery staple' },
        { headers: { cookie } },
      )
    expect((await change('wrong horse')).status).toBe(400)
    const changed = await change(password)
    expect(changed.status).toBe(200)
    const headers = { cookie: cookieOf(changed) }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(200)
    expect((await room.post('/api/auth/sign-out', {}, { headers })).status).toBe(200)
    expect(await happened(userId)).toEqual([
      'sign-up: success',
      'email-confirmed: success',
      'sign-in: success',
      'sign-in: failure',
      'password-changed: failure',
      'password-changed: success',
      'sign-out: success',
    ])
  })

  it('says from where and with what, and never with which secret', async () => {
    const { userId, email } = await newPerson()
    const token = decodeURIComponent(cookieOf(await signIn(email))).split(/[=.]/)
    await signIn(email, 'a secret of somebody')
    const { events } = await vi.waitFor(async () => {
      const page = await listSecurityEvents(database.db, userId, null)
      expect(page.events).toHaveLength(4)
      return page
    })
    for (const event of events.slice(0, 2)) {
      expect(event).toMatchObject({ ipAddress: '192.0.2.7', userAgent: 'curl/8.5.0' })
    }
    expect(events[1]?.sessionId).toMatch(/^[0-9a-f-]{36}$/)
    const text = JSON.stringify(await database.owner`select * from security_event`)
    for (const secret of [password, 'a secret of somebody', token.at(-2) ?? 'no token']) {
      expect(text).not.toContain(secret)
    }
  })

  it('knows nothing of addresses without an account', async () => {
    const before = await rows()
    const { userId } = await newPerson()
    expect((await signIn('nobody@example.com')).status).toBe(401)
    // Written later than the other one would have been.
    await recordSecurityEvent(
      { db: database.db, logger: createLogger('silent') },
      { userId, kind: 'name-changed', client: { ipAddress: null, userAgent: null } },
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await rows()).toBe(before + 3)
  })

  it('of a refused sign-in keeps no answer waiting, and asks the same with and without account', async () => {
    const { email } = await newPerson()
    for (const tried of [email, 'nobody@example.com']) {
      await database.owner.begin(async (sql) => {
        await sql`lock table security_event in access exclusive mode`
        expect((await signIn(tried, 'wrong horse')).status).toBe(401)
        // Still there: an answer that waited for it would have outlived the statement's timeout.
        await vi.waitFor(async () => {
          const waiting = await sql`
            select 1 from pg_locks where relation = 'security_event'::regclass and not granted`
          expect(waiting, tried).toHaveLength(1)
        })
      })
    }
  })

  it('that can not be written keeps nobody out, and is in the log', async () => {
    const { email, userId } = await newPerson()
    await database.owner`revoke insert on security_event from holdfast_web`
    const lines: string[] = []
    try {
      expect((await signIn(email)).status).toBe(200)
      expect((await signIn(email, 'wrong horse')).status).toBe(401)
      const logger = createLogger('error', (line) => lines.push(line))
      const client = { ipAddress: '192.0.2.7', userAgent: null }
      await recordSecurityEvent({ db: database.db, logger }, { userId, kind: 'sign-in', client })
    } finally {
      await database.owner`grant insert on security_event to holdfast_web`
    }
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('a security event was not written')
    expect(lines[0]).not.toContain('192.0.2.7')
    expect(lines[0]).not.toContain(userId)
  })

  it('comes in pages that neither repeat nor leave out, also within one moment', async () => {
    const { userId } = await newPerson()
    const other = await newPerson()
    for (const owner of [userId, other.userId]) {
      await database.owner`
        insert into security_event (id, user_id, kind, outcome, at)
        select gen_random_uuid()::text, ${owner}, 'sign-in', 'success',
          date_trunc('second', now()) - make_interval(secs => n / 40)
        from generate_series(1, 120) as n`
    }
    const ids: string[] = []
    const sizes: number[] = []
    let cursor: string | null = null
    do {
      const page = await listSecurityEvents(database.db, userId, cursor)
      ids.push(...page.events.map(({ id }) => id))
      sizes.push(page.events.length)
      cursor = page.next
    } while (cursor !== null)
    const all = await database.owner`
      select id from security_event where user_id = ${userId} order by at desc, id desc`
    expect(ids).toEqual(all.map((row) => String(row['id'])))
    expect(sizes).toEqual([50, 50, 22])
    for (const nonsense of ['x', '1.2', "9'--", '99999999999999999999.a']) {
      const { events } = await listSecurityEvents(database.db, userId, nonsense)
      expect(events[0]?.id).toBe(ids[0])
    }
  })

  it('is kept for ninety days and a number of rows, and refusals push out no other', async () => {
    const { userId } = await newPerson()
    const neighbour = await newPerson()
    const add = (outcome: string, count: number, days: number) => database.owner`
      insert into security_event (id, user_id, kind, outcome, at)
      select gen_random_uuid()::text, ${userId}, 'sign-in', ${outcome},
        now() - make_interval(days => ${days}, secs => n)
      from generate_series(1, ${count}) as n`
    await add('success', 10, 91)
    await add('success', 3, 89)
    await add('failure', 2500, 0)
    await purgeSecurityEvents(database.db)
    const count = async (outcome: string) => {
      const [row] = await database.owner`
        select count(*)::int as n from security_event
        where user_id = ${userId} and outcome = ${outcome}`
      return Number(row?.['n'])
    }
    expect([await count('success'), await count('failure')]).toEqual([5, keptRows.failure])
    await add('success', 600, 1)
    await purgeSecurityEvents(database.db)
    expect(await count('success')).toBe(keptRows.success)
    // As the page and SECURITY.md say.
    expect(keptRows.success + keptRows.failure).toBe(500)
    // What is kept is the newest: the sign-up of just now is among it.
    expect(await happened(neighbour.userId)).toEqual([
      'sign-up: success',
      'email-confirmed: success',
    ])
    const [newest] = await database.owner`
      select kind from security_event where user_id = ${userId} and outcome = 'success'
      order by at desc limit 1`
    expect(newest).toEqual({ kind: 'email-confirmed' })
  })

  it('goes with its owner', async () => {
    const { userId } = await newPerson()
    await database.owner`delete from "user" where id = ${userId}`
    const left = await database.owner`select 1 from security_event where user_id = ${userId}`
    expect(left).toHaveLength(0)
  })
})

describe('what is done by mail', () => {
  const headers = { 'user-agent': 'curl/8.5.0' }
  const call = { address: '192.0.2.7', headers }

  it('is in the list: a new password, but not who asked for the link', async () => {
    const { userId, email } = await newPerson()
    await room.post('/api/auth/request-password-reset', { email }, call)
    const body = { token: tokenFor(room, email), newPassword: 'battery staple' }
    expect((await room.post('/api/auth/reset-password', body, call)).status).toBe(200)
    expect((await room.post('/api/auth/reset-password', body, call)).status).toBe(400)
    const { events } = await listSecurityEvents(database.db, userId, null)
    expect(events.map(({ kind }) => kind)).toEqual(['password-reset', 'email-confirmed', 'sign-up'])
    expect(events[0]).toMatchObject({
      ...{ outcome: 'success', ipAddress: '192.0.2.7', userAgent: 'curl/8.5.0', sessionId: null },
    })
  })

  it('is in the list: each step of a new address, also when somebody has it', async () => {
    const { userId, email, cookie } = await newPerson()
    const taken = await newPerson()
    const free = `free-${email}`
    for (const newEmail of [taken.email, free]) {
      const asked = { address: '192.0.2.7', headers: { ...headers, cookie } }
      await room.post('/api/auth/request-email-change', { newEmail }, asked)
      await room.post('/api/auth/approve-email-change', { token: tokenFor(room, email) }, call)
    }
    await room.post('/api/auth/complete-email-change', { token: tokenFor(room, free) }, call)
    const { events } = await listSecurityEvents(database.db, userId, null)
    const steps = events.slice(0, -2)
    expect(steps.map(({ kind }) => kind)).toEqual([
      'email-changed',
      'email-change-approved',
      'email-change-requested',
      'email-change-approved',
      'email-change-requested',
    ])
    for (const step of steps) {
      expect(step).toMatchObject({ ipAddress: '192.0.2.7', userAgent: 'curl/8.5.0' })
    }
    expect(steps.map(({ sessionId }) => sessionId !== null)).toEqual([
      ...[false, false, true, false, true],
    ])
    // Whose address it was asked for learns nothing of who asked, and the other way round.
    expect(await happened(taken.userId)).toEqual(['sign-up: success', 'email-confirmed: success'])
    expect(JSON.stringify(events)).not.toContain('@')
  })
})

describe('a changed password', () => {
  it('signs out everybody else, whatever the call asks for, and this one not', async () => {
    const { email, cookie } = await newPerson()
    const other = cookieOf(await signIn(email))
    const changed = await room.post(
      '/api/auth/change-password',
      { currentPassword: password, newPassword: 'battery staple', revokeOtherSessions: false },
      { headers: { cookie } },
    )
    expect(changed.status).toBe(200)
    expect(await changed.text()).not.toContain('token')
    for (const [held, status] of [
      [other, 401],
      [cookie, 401],
      [cookieOf(changed), 200],
    ] as const) {
      const answer = await room.call('/api/auth/token', { headers: { cookie: held } })
      expect(answer.status).toBe(status)
    }
  })

  it('needs the current one, however fresh the session is', async () => {
    const { email, cookie } = await newPerson()
    for (const body of [
      { newPassword: 'battery staple' },
      { newPassword: 'battery staple', currentPassword: '' },
      { newPassword: 'battery staple', currentPassword: 'wrong horse' },
    ]) {
      const answer = await room.post('/api/auth/change-password', body, { headers: { cookie } })
      expect(answer.status).toBe(400)
    }
    const stranger = await room.post('/api/auth/change-password', {
      currentPassword: password,
      newPassword: 'battery staple',
    })
    expect(stranger.status).toBe(401)
    expect((await signIn(email)).status).toBe(200)
  })

  it('works with a session that is days old', async () => {
    const { userId, cookie } = await newPerson()
    await database.owner`
      update session set created_at = now() - interval '6 days' where user_id = ${userId}`
    const answer = await room.post(
      '/api/auth/change-password',
      { currentPassword: password, newPassword: 'battery staple' },
      { headers: { cookie } },
    )
    expect(answer.status).toBe(200)
  })
})

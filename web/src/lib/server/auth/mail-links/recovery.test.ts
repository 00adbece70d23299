import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  cookiesOf,
  newEmail,
  openAuthRoom,
  origin,
  password,
  signUp,
  tokenFor,
  type AuthRoom,
} from '../../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../../testing/database.ts'

// Hashing a password takes seconds when the machine is busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

const open = () => openAuthRoom(database.db, { AUTH_ATTEMPTS_PER_MINUTE: 1000 })
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code
const subjectsTo = ({ sent }: AuthRoom, email: string) =>
  sent.filter(({ to }) => to === email).map(({ letter }) => letter.subject)

const signIn = (room: AuthRoom, email: string, secretWord = password) =>
  room.post('/api/auth/sign-in/email', { email, password: secretWord })
const askReset = (room: AuthRoom, email: string) =>
  room.post('/api/auth/request-password-reset', { email })
const reset = (room: AuthRoom, token: string, newPassword = 'a new password') =>
  room.post('/api/auth/reset-password', { token, newPassword })
const isSignedIn = async (room: AuthRoom, cookie: string) =>
  (await room.call('/api/auth/token', { headers: { cookie } })).status === 200

describe('a forgotten password', () => {
  it('is replaced by mail, once, and every session is over', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    const other = cookiesOf(await signIn(room, email))
    await askReset(room, email)
    const token = tokenFor(room, email)
    expect(room.sent.at(-1)?.letter.action?.url).toBe(`${origin}/reset-password?token=${token}`)
    const answers = await Promise.all([reset(room, token), reset(room, token), reset(room, token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    expect(answers.flatMap((answer) => answer.headers.getSetCookie())).toEqual([])
    expect([await isSignedIn(room, cookie), await isSignedIn(room, other)]).toEqual([false, false])
    expect((await signIn(room, email)).status).toBe(401)
    expect((await signIn(room, email, 'a new password')).status).toBe(200)
    expect(subjectsTo(room, email).at(-1)).toBe('Your password was changed')
  })

  it('answers alike whether there is an account or not', async () => {
    const room = open()
    const { email } = await signUp(room)
    const answers = []
    for (const address of [email, newEmail()]) {
      const answer = await askReset(room, address)
      answers.push([answer.status, await answer.text(), [...answer.headers.keys()]])
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(200)
  })

  it('keeps its links as hashes, and lets them live for half an hour', async () => {
    const room = open()
    const { email } = await signUp(room)
    await askReset(room, email)
    const token = tokenFor(room, email)
    const rows = await database.owner<{ identifier: string; minutes: number }[]>`
      select v.*, extract(epoch from v.expires_at - now())::float / 60 as minutes
      from verification v join "user" u on u.id = v.value where u.email = ${email}`
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows[0]?.minutes).toBeGreaterThan(28)
    expect(rows[0]?.minutes).toBeLessThanOrEqual(30)
    const query = { purpose: 'reset-password', token } as const
    expect(await room.auth.api.describeLink({ query, headers: new Headers() })).toEqual({})
    await database.owner`
      update verification set expires_at = now() where identifier = ${rows[0]?.identifier ?? ''}`
    expect(await room.auth.api.describeLink({ query, headers: new Headers() })).toBeNull()
    expect((await reset(room, token)).status).toBe(400)
    // What the database holds is no token either.
    expect((await reset(room, rows[0]?.identifier ?? '')).status).toBe(400)
  })

  it('voids all other links of the account', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    await askReset(room, email)
    const first = tokenFor(room, email)
    await room.post(
      '/api/auth/request-email-change',
      { newEmail: newEmail() },
      { headers: { cookie } },
    )
    const change = tokenFor(room, email)
    await askReset(room, email)
    expect((await reset(room, tokenFor(room, email))).status).toBe(200)
    expect((await reset(room, first)).status).toBe(400)
    const late = await room.post('/api/auth/approve-email-change', { token: change })
    expect([late.status, await codeOf(late)]).toEqual([400, 'INVALID_LINK'])
  })

  it('takes an address back from whoever signed up with it', async () => {
    const room = open()
    const email = newEmail()
    const attacker = await room.post('/api/auth/sign-up/email', {
      ...{ name: 'Eve', email, password: 'attackers choice' },
    })
    const confirmation = tokenFor(room, email)
    await askReset(room, email)
    expect((await reset(room, tokenFor(room, email))).status).toBe(200)
    expect((await signIn(room, email, 'attackers choice')).status).toBe(401)
    expect((await signIn(room, email, 'a new password')).status).toBe(200)
    const headers = { cookie: cookiesOf(attacker) }
    const late = await room.post('/api/auth/confirm-email', { token: confirmation }, { headers })
    expect(await codeOf(late)).toBe('INVALID_LINK')
  })
})

describe('a change of the password', () => {
  const change = (room: AuthRoom, cookie: string, body: Record<string, unknown>) =>
    room.post('/api/auth/change-password', body, { headers: { cookie } })

  it('needs the current one, and ends the other sessions whatever it says', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    const other = cookiesOf(await signIn(room, email))
    await askReset(room, email)
    const token = tokenFor(room, email)
    const wrong = await change(room, cookie, {
      currentPassword: 'x',
      newPassword: 'a new password',
    })
    expect([wrong.status, await codeOf(wrong)]).toEqual([400, 'INVALID_PASSWORD'])
    expect(await isSignedIn(room, other)).toBe(true)
    const body = { currentPassword: password, newPassword: 'a new password' }
    const changed = await change(room, cookie, { ...body, revokeOtherSessions: false })
    expect(changed.status).toBe(200)
    expect(await changed.text()).not.toContain('"token"')
    expect([await isSignedIn(room, cookie), await isSignedIn(room, other)]).toEqual([false, false])
    expect(await isSignedIn(room, cookiesOf(changed))).toBe(true)
    expect((await signIn(room, email)).status).toBe(401)
    expect((await reset(room, token)).status).toBe(400)
    expect(
      subjectsTo(room, email).filter((one) => one === 'Your password was changed'),
    ).toHaveLength(1)
  })

  it('needs somebody signed in', async () => {
    const room = open()
    const body = { currentPassword: password, newPassword: 'a new password' }
    expect((await room.post('/api/auth/change-password', body)).status).toBe(401)
  })
})

describe('a change of the address', () => {
  const ask = (room: AuthRoom, cookie: string, address: string) =>
    room.post('/api/auth/request-email-change', { newEmail: address }, { headers: { cookie } })
  const approve = (room: AuthRoom, token: string) =>
    room.post('/api/auth/approve-email-change', { token })
  const complete = (room: AuthRoom, token: string) =>
    room.post('/api/auth/complete-email-change', { token })

  it('needs both mailboxes, in their order, and signs nobody in', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    const next = newEmail()
    expect((await ask(room, cookie, next.toUpperCase())).status).toBe(200)
    expect(subjectsTo(room, next)).toEqual([])
    const approval = tokenFor(room, email)
    expect(await codeOf(await complete(room, approval))).toBe('INVALID_LINK')
    const approvals = await Promise.all([approve(room, approval), approve(room, approval)])
    expect(approvals.map(({ status }) => status).sort()).toEqual([200, 400])
    expect((await signIn(room, next)).status).toBe(401)
    const confirmation = tokenFor(room, next)
    expect(await codeOf(await approve(room, confirmation))).toBe('INVALID_LINK')
    await askReset(room, email)
    const earlier = tokenFor(room, email)
    const completed = await complete(room, confirmation)
    expect(completed.status).toBe(200)
    expect(completed.headers.getSetCookie()).toEqual([])
    expect(await codeOf(await complete(room, confirmation))).toBe('INVALID_LINK')
    expect([(await signIn(room, email)).status, (await signIn(room, next)).status]).toEqual([
      401, 200,
    ])
    expect(await isSignedIn(room, cookie)).toBe(true)
    expect(subjectsTo(room, email).at(-1)).toBe('Your e-mail address was changed')
    // What the old mailbox still holds opens nothing.
    expect((await reset(room, earlier)).status).toBe(400)
  })

  it('to an address that somebody has looks the same all along, and they are told', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    const { email: taken, cookie: theirs } = await signUp(room)
    const answers = []
    for (const address of [taken, newEmail()]) {
      const asked = await ask(room, cookie, address)
      const approved = await approve(room, tokenFor(room, email))
      for (const answer of [asked, approved]) {
        answers.push([answer.status, await answer.text(), [...answer.headers.keys()]])
      }
      expect(subjectsTo(room, email).at(-1)).toBe('Approve your new e-mail address')
    }
    expect(answers.slice(0, 2)).toEqual(answers.slice(2))
    expect(subjectsTo(room, taken).at(-1)).toBe('This address has an account already')
    expect(await isSignedIn(room, theirs)).toBe(true)
  })

  it('fails without a word when somebody was faster', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    const wanted = newEmail()
    await ask(room, cookie, wanted)
    await approve(room, tokenFor(room, email))
    const token = tokenFor(room, wanted)
    await room.post('/api/auth/sign-up/email', { name: 'Bob', email: wanted, password })
    const late = await complete(room, token)
    expect([late.status, await codeOf(late)]).toEqual([400, 'INVALID_LINK'])
    expect((await signIn(room, email)).status).toBe(200)
  })

  it('is one at a time: the next request voids the one before', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    await ask(room, cookie, newEmail())
    const first = tokenFor(room, email)
    await ask(room, cookie, newEmail())
    expect(await codeOf(await approve(room, first))).toBe('INVALID_LINK')
    expect((await approve(room, tokenFor(room, email))).status).toBe(200)
  })

  it('needs somebody signed in, and another address than before', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    expect((await ask(room, '', newEmail())).status).toBeGreaterThanOrEqual(400)
    expect(await codeOf(await ask(room, cookie, email.toUpperCase()))).toBe('SAME_EMAIL')
    for (const bad of ['', 'x', 'a@b', 'a@example.com\r\nBcc: b@example.com', 'a@x.org, b@x.org']) {
      expect((await ask(room, cookie, bad)).status).toBe(400)
    }
    expect(subjectsTo(room, email)).not.toContain('Approve your new e-mail address')
  })
})

describe('the rate limit', () => {
  it.each([
    ['send-confirmation', { email: 'x' }],
    ['confirm-email', { token: 'x' }],
    ['request-password-reset', { email: 'x' }],
    ['reset-password', { token: 'x' }],
    ['change-password', {}],
    ['request-email-change', {}],
    ['approve-email-change', { token: 'x' }],
    ['complete-email-change', { token: 'x' }],
  ])('counts %s', async (path, body) => {
    const room = openAuthRoom(database.db, { AUTH_ATTEMPTS_PER_MINUTE: 2 })
    const address = '192.0.2.77'
    const statuses = []
    for (let n = 0; n < 3; n += 1) {
      statuses.push((await room.post(`/api/auth/${path}`, body, { address })).status)
    }
    expect(statuses.slice(0, 2).every((status) => status < 429)).toBe(true)
    expect(statuses[2]).toBe(429)
  })
})

import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  cookiesOf,
  newEmail,
  openAuthRoom,
  origin,
  password,
  secret,
  signUp,
  tokenFor,
  tokenOf,
  type AuthRoom,
} from '../../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../../testing/database.ts'
import type { Auth } from '../create.ts'
import { handleAuth } from '../handle.ts'
import type { AuthConfig } from '../options.ts'

// Hashing a password takes seconds when the machine is busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

const open = (changes: Partial<AuthConfig> = {}) =>
  openAuthRoom(database.db, { AUTH_ATTEMPTS_PER_MINUTE: 1000, ...changes })

const ask = (room: AuthRoom, email: string, more: Record<string, unknown> = {}) =>
  room.post('/api/auth/sign-up/email', { name: 'Ann', email, password, ...more })

const confirm = (room: AuthRoom, body: Record<string, unknown>, cookie = '') =>
  room.post('/api/auth/confirm-email', body, { headers: cookie === '' ? {} : { cookie } })

const signIn = (room: AuthRoom, email: string, secretWord = password) =>
  room.post('/api/auth/sign-in/email', { email, password: secretWord })

const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code

describe('signing up', () => {
  it('makes no session before the address is confirmed', async () => {
    const room = open()
    const email = newEmail()
    const asked = await ask(room, email)
    expect([asked.status, await asked.text()]).toEqual([200, '{"status":true}'])
    expect(cookiesOf(asked)).not.toContain('session_token')
    const early = await signIn(room, email)
    expect([early.status, await codeOf(early)]).toEqual([403, 'EMAIL_NOT_VERIFIED'])
    expect(cookiesOf(early)).toBe('')
    const confirmed = await confirm(room, { token: tokenFor(room, email) }, cookiesOf(asked))
    expect(await confirmed.json()).toEqual({ status: true, redirectTo: '/tasks' })
    expect(cookiesOf(confirmed)).toMatch(/^__Secure-holdfast\.session_token=[^;]+$/)
    expect((await signIn(room, email)).status).toBe(200)
  })

  it.each([
    ['as always', {}],
    ['with blanks around the name', { name: '  Ann ' }],
    ['with more than asked', { image: 'https://evil.example/x', emailVerified: true, role: 'a' }],
    ['with a name that can not be stored', { name: 'a\u0000b' }],
    ['with a name that is too long', { name: 'x'.repeat(101) }],
    ['with no name', { name: undefined }],
    ['with a name that is no text', { name: 7 }],
    ['with a short password', { password: 'short' }],
    ['with a long password', { password: 'x'.repeat(129) }],
    ['without a password', { password: undefined }],
    ['with a bad goal', { callbackURL: '//evil.example' }],
    ['in capitals', { upper: true }],
  ] satisfies [string, Record<string, unknown>][])(
    'answers alike for a known address and a new one: %s',
    async (_how, { upper, ...more }: Record<string, unknown>) => {
      const room = open()
      const { email: known } = await signUp(room)
      const unconfirmed = newEmail()
      await ask(room, unconfirmed)
      const answers = []
      for (const address of [known, unconfirmed, newEmail()]) {
        const email = upper ? address.toUpperCase() : address
        const { auth } = room
        const hash = vi.spyOn((await auth.$context).password, 'hash')
        const answer = await ask(room, email, more)
        const cookies = answer.headers.getSetCookie().map((one) => one.replace(/=[^;]*/, '=…'))
        const names = [...answer.headers.keys()]
        const hashed = hash.mock.calls.length
        hash.mockRestore()
        answers.push({ status: answer.status, body: await answer.text(), names, cookies, hashed })
      }
      expect(answers[1]).toEqual(answers[0])
      expect(answers[2]).toEqual(answers[0])
      // The same work, too.
      expect(answers[0]?.hashed).toBe(answers[0]?.status === 200 ? 1 : 0)
    },
  )

  it('answers alike when two come at once', async () => {
    const room = open()
    const email = newEmail()
    const answers = await Promise.all([1, 2, 3].map(() => ask(room, email)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const users = await database.owner`select id from "user" where email = ${email}`
    expect(users).toHaveLength(1)
  })

  it.each([
    'sign-up/email',
    'send-confirmation',
    'request-password-reset',
    'request-email-change',
    'approve-email-change',
  ])('and all that asks about an address takes no less time than the floor: %s', async (path) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const auth = { handler: () => Promise.resolve(Response.json({})) } as unknown as Auth
      const url = new URL(`/api/auth/${path}`, origin)
      const headers = { 'content-type': 'application/json' }
      const request = new Request(url, { method: 'POST', headers, body: '{}' })
      const limit = () => Promise.resolve({ retryAfter: 0, headers: {} })
      const room = { auth, limit, publicUrl: origin, onFault: () => undefined }
      const done = vi.fn()
      void handleAuth(room, { request, url, clientAddress: '192.0.2.1' }).then(done)
      // Not by vi.waitUntil, which lets the time go by.
      while (vi.getTimerCount() === 0) await setImmediate()
      await vi.advanceTimersByTimeAsync(299)
      expect(done).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      while (done.mock.calls.length === 0) await setImmediate()
    } finally {
      vi.useRealTimers()
    }
  })

  it('with the address of somebody writes to them, and changes nothing', async () => {
    const room = open()
    const { email, cookie } = await signUp(room)
    await ask(room, email, { name: 'Eve', password: 'another password' })
    expect(room.sent.at(-1)).toMatchObject({
      to: email,
      letter: { subject: 'You already have an account' },
      sending: { unasked: 'account-exists' },
    })
    expect((await signIn(room, email, 'another password')).status).toBe(401)
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(200)
    const [user] = await database.owner`select name from "user" where email = ${email}`
    expect(user?.['name']).toBe('Ann')
  })

  it.each(['//evil.example', '/\\evil.example', '/%2f%2fevil.example', '/%5cevil.example'])(
    'goes nowhere but to paths of ours: %s',
    async (callbackURL) => {
      const room = open()
      const email = newEmail()
      const bodies: [string, unknown][] = [
        ['/api/auth/sign-up/email', { name: 'Ann', email, password, callbackURL }],
        ['/api/auth/sign-in/email', { email, password, callbackURL }],
        ['/api/auth/send-confirmation', { email, callbackURL }],
        ['/api/auth/request-password-reset', { email, redirectTo: callbackURL }],
        ['/api/auth/sign-in/email', { email, password, errorCallbackURL: callbackURL }],
      ]
      for (const [path, body] of bodies) {
        const answer = await room.post(path, body)
        expect([path, answer.status]).toEqual([path, 400])
      }
      expect(room.sent).toEqual([])
    },
  )

  it.each(['javascript:alert(1)', 'https://evil.example', origin, 'data:,x', '', 7, null, {}])(
    'takes no goal that is no path: %j',
    async (callbackURL) => {
      const room = open()
      expect((await ask(room, newEmail(), { callbackURL })).status).toBe(400)
      expect(room.sent).toEqual([])
    },
  )

  it('leads where one wanted to go', async () => {
    const room = open()
    const email = newEmail()
    const asked = await ask(room, email, { callbackURL: '/tasks?status=done' })
    const confirmed = await confirm(room, { token: tokenFor(room, email) }, cookiesOf(asked))
    expect(await confirmed.json()).toMatchObject({ redirectTo: '/tasks?status=done' })
  })

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/jsonp', ''])(
    'comes as JSON and not as %j',
    async (type) => {
      const room = open()
      const body = new URLSearchParams({ name: 'A', email: newEmail(), password }).toString()
      const answer = await room.call('/api/auth/sign-up/email', {
        method: 'POST',
        body,
        headers: { origin, ...(type && { 'content-type': type }) },
      })
      expect(answer.status).toBe(415)
      expect(room.sent).toEqual([])
    },
  )
})

describe('the link of a sign-up', () => {
  it('opened in another browser, wants a new password, and the old one is void', async () => {
    const room = open()
    const email = newEmail()
    const attacker = await ask(room, email, { password: 'attackers choice' })
    const token = tokenFor(room, email)
    const refused = await confirm(room, { token })
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'PASSWORD_REQUIRED'])
    const confirmed = await confirm(room, { token, newPassword: 'the owners choice' })
    expect(confirmed.status).toBe(200)
    expect((await signIn(room, email, 'attackers choice')).status).toBe(401)
    expect((await signIn(room, email, 'the owners choice')).status).toBe(200)
    // Nor does the attacker's browser get in later.
    const late = await confirm(room, { token }, cookiesOf(attacker))
    expect([late.status, await codeOf(late)]).toEqual([400, 'INVALID_LINK'])
  })

  it('is void once the address is confirmed, by whichever way', async () => {
    const room = open()
    const email = newEmail()
    const asked = await ask(room, email)
    await database.owner`update "user" set email_verified = true where email = ${email}`
    const late = await confirm(room, { token: tokenFor(room, email) }, cookiesOf(asked))
    expect([late.status, await codeOf(late)]).toEqual([400, 'INVALID_LINK'])
    expect(cookiesOf(late)).not.toContain('session_token')
  })

  it('does not take the cookie of another sign-up, nor a session, for its own', async () => {
    const room = open()
    const email = newEmail()
    await ask(room, email)
    const token = tokenFor(room, email)
    const other = cookiesOf(await ask(room, newEmail()))
    // Again with the same address: what this browser typed is not what the account has.
    const again = cookiesOf(await ask(room, email, { password: 'attackers choice' }))
    const { cookie } = await signUp(room)
    const asSignUp = cookie.replace('session_token', 'sign_up')
    for (const wrong of [other, again, cookie, asSignUp, '__Secure-holdfast.sign_up=x']) {
      expect(await codeOf(await confirm(room, { token }, wrong))).toBe('PASSWORD_REQUIRED')
    }
    expect((await confirm(room, { token, newPassword: 'short' })).status).toBe(400)
  })

  it('works once, also when it is opened many times at once', async () => {
    const room = open()
    const email = newEmail()
    const cookie = cookiesOf(await ask(room, email))
    const token = tokenFor(room, email)
    const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(room, { token }, cookie)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400])
    const sessions = await database.owner`
      select 1 from session join "user" on "user".id = user_id where email = ${email}`
    expect(sessions).toHaveLength(1)
  })

  it('is kept as a hash, and does not work when it is too old, nor for something else', async () => {
    const room = open()
    const email = newEmail()
    const cookie = cookiesOf(await ask(room, email))
    const token = tokenFor(room, email)
    const [kept] = await database.owner`select * from mail_link where email = ${email}`
    expect(JSON.stringify(kept)).not.toContain(token)
    for (const path of ['approve-email-change', 'complete-email-change']) {
      const answer = await room.post(`/api/auth/${path}`, { token })
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'INVALID_LINK'])
    }
    const reset = await room.post('/api/auth/reset-password', { token, newPassword: password })
    expect(reset.status).toBe(400)
    await database.owner`update mail_link set expires_at = now() where email = ${email}`
    expect(await codeOf(await confirm(room, { token }, cookie))).toBe('INVALID_LINK')
  })

  it('is not used up by looking at it', async () => {
    const room = open()
    const email = newEmail()
    const cookie = cookiesOf(await ask(room, email))
    const token = tokenFor(room, email)
    const headers = new Headers({ cookie })
    const query = { purpose: 'confirm-email', token } as const
    for (let n = 0; n < 3; n += 1) {
      expect(await room.auth.api.describeLink({ query, headers })).toEqual({
        email,
        newEmail: null,
        isSignUpBrowser: true,
      })
    }
    const other = { ...query, purpose: 'confirm-new-email' as const }
    expect(await room.auth.api.describeLink({ query: other, headers })).toBeNull()
    expect((await confirm(room, { token }, cookie)).status).toBe(200)
    expect(await room.auth.api.describeLink({ query, headers })).toBeNull()
  })

  it('is sent again only to an account that waits for it, with the same answer', async () => {
    const room = open()
    const { email: known } = await signUp(room)
    const waiting = newEmail()
    await ask(room, waiting)
    const before = room.sent.length
    const answers = []
    for (const email of [known, newEmail(), waiting.toUpperCase()]) {
      const answer = await room.post('/api/auth/send-confirmation', { email })
      answers.push([answer.status, await answer.text(), [...answer.headers.keys()]])
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(room.sent.slice(before).map(({ to }) => to)).toEqual([waiting])
  })
})

describe.each(['jwks', 'shared-secret'] as const)('a token for the api (%s)', (AUTH_MODE) => {
  it('confirms no address, and no link is a token for the api', async () => {
    const { createEmailVerificationToken } = await import('better-auth/api')
    const { jwtVerify } = await import('jose')
    const { deriveSharedKey } = await import('../tokens.ts')
    const room = open({ AUTH_MODE })
    const { cookie } = await signUp(room)
    const apiToken = await tokenOf(room, cookie)
    const waiting = newEmail()
    await ask(room, waiting)
    expect(await codeOf(await confirm(room, { token: apiToken, newPassword: password }))).not.toBe(
      undefined,
    )
    expect((await room.call(`/api/auth/verify-email?token=${apiToken}`)).status).toBe(404)
    const query = { token: apiToken }
    await expect(room.auth.api.verifyEmail({ query })).rejects.toThrow()
    // Should a claim ever make it look like one of Better Auth's: it is signed with another key.
    const { SignJWT } = await import('jose')
    const looksLike = await new SignJWT({ email: waiting })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('5m')
      .sign(deriveSharedKey(secret).key)
    await expect(room.auth.api.verifyEmail({ query: { token: looksLike } })).rejects.toThrow()
    const [user] = await database.owner`
      select email_verified from "user" where email = ${waiting}`
    expect(user?.['email_verified']).toBe(false)
    const verification = await createEmailVerificationToken(secret, waiting)
    await expect(jwtVerify(verification, deriveSharedKey(secret).key)).rejects.toThrow()
    // Which Better Auth itself would take, so it has to stay out of reach.
    const reached = await room.call(`/api/auth/verify-email?token=${verification}`)
    expect(reached.status).toBe(404)
  })
})

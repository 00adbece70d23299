import { createOTP } from '@better-auth/utils/otp'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { securityEvent } from '../../db/account-tables.ts'
import { answeredChallenge, passkey } from '../../db/passkey-tables.ts'
import { account, session, twoFactor, user } from '../../db/schema.ts'
import { openAuthRoom, origin, password, signUp, type AuthRoom } from '../../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { PasskeyDevice, type Moment } from '../../testing/passkey-device.ts'
import { purgeExpired } from '../maintenance.ts'
import { canHavePasskeys } from './relying-party.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
})

afterAll(() => database.stop())

const open = () => openAuthRoom(database.db)
const rpId = 'tasks.example.com'

describe('adding a passkey', () => {
  it('asks for proof first, and for a fresh one', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const required = { status: 403, code: 'PROOF_REQUIRED' }
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject(required)
    const wrong = await prove(room, cookie, 'not the one')
    expect(wrong).toMatchObject({ status: 400, code: 'INVALID_PASSWORD' })
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject(required)
    await prove(room, cookie)
    const begun = await ask(room, 'begin-adding', {}, cookie)
    expect(begun.status).toBe(200)
    await database.db.update(session).set({ provenAt: sql`now() - interval '11 minutes'` })
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject(required)
    const made = new PasskeyDevice(origin).attest(begun.body as never)
    const late = await ask(room, 'add', made, `${cookie}; ${begun.browser}`)
    expect(late).toMatchObject(required)
  })

  it('asks who has a second factor for a code as well', async () => {
    const room = open()
    const { cookie, key, userId } = await personWithSecondFactor(room)
    expect(await prove(room, cookie)).toMatchObject({ status: 400, code: 'INVALID_CODE' })
    expect(await prove(room, cookie, password, '000000')).toMatchObject({ code: 'INVALID_CODE' })
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject({ status: 403 })
    expect(await prove(room, cookie, password, await codeNow(key))).toMatchObject({ status: 200 })
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject({ status: 200 })
    const events = await eventsOf(userId)
    expect(events.filter(([kind]) => kind === 'identity-proven').slice(-3)).toEqual([
      ['identity-proven', 'failure'],
      ['identity-proven', 'failure'],
      ['identity-proven', 'success'],
    ])
  })

  it('proves one session only, and needs one', async () => {
    const room = open()
    const { cookie, email } = await signUp(room)
    await prove(room, cookie)
    const other = await room.post('/api/auth/sign-in/email', { email, password })
    const theirs = sessionIn(other)
    expect(await ask(room, 'begin-adding', {}, theirs)).toMatchObject({ code: 'PROOF_REQUIRED' })
    for (const path of ['begin-adding', 'add', 'begin-proof', 'prove', 'rename', 'remove']) {
      const made = new PasskeyDevice(origin).attest({ challenge: 'x' })
      const body = { ...made, id: 'x', name: 'x' }
      expect([400, 401]).toContain((await ask(room, path, body)).status)
    }
    expect((await room.post('/api/auth/prove-by-password', { password })).status).toBe(401)
  })

  it('asks the device for a discoverable key, for the person, and for none it has', async () => {
    const room = open()
    const { cookie, userId, device } = await personWithPasskey(room)
    const { body } = await ask(room, 'begin-adding', {}, cookie)
    expect(body).toMatchObject({
      rp: { id: rpId, name: 'Holdfast' },
      user: { id: Buffer.from(userId).toString('base64url') },
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
      excludeCredentials: [
        { id: device.id, type: 'public-key', transports: ['internal', 'hybrid'] },
      ],
    })
  })

  it.each<[string, Moment]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a subdomain', { origin: 'https://x.tasks.example.com' }],
    ['for another domain', { rpId: 'evil.example' }],
    ['from a frame of another site', { crossOrigin: true }],
    ['that nobody has unlocked', { isVerified: false }],
    ['that nobody has touched', { isPresent: false }],
    ['that answers a sign-in', { type: 'webauthn.get' }],
    ['with a challenge of its own', { challenge: Buffer.alloc(54, 7).toString('base64url') }],
  ])('refuses a key %s', async (_what, moment) => {
    const room = open()
    const { cookie, userId } = await provenPerson(room)
    const refused = await add(room, cookie, new PasskeyDevice(origin), moment)
    expect(refused).toMatchObject({ status: 401, code: 'PASSKEY_REFUSED' })
    expect(await passkeysOf(userId)).toEqual([])
    // The same without it is taken, so that it is this what was refused.
    expect((await add(room, cookie, new PasskeyDevice(origin))).status).toBe(200)
  })

  it('takes a challenge once, from the browser and the session it was given to', async () => {
    const room = open()
    const [one, two] = [await provenPerson(room), await provenPerson(room)]
    const begun = await ask(room, 'begin-adding', {}, one.cookie)
    const made = new PasskeyDevice(origin).attest(begun.body as never)
    const refused = { status: 401, code: 'PASSKEY_REFUSED' }
    expect(await ask(room, 'add', made, one.cookie)).toMatchObject(refused)
    const other = `${begun.browser.split('=')[0] ?? ''}=${'A'.repeat(43)}`
    expect(await ask(room, 'add', made, `${one.cookie}; ${other}`)).toMatchObject(refused)
    expect(await ask(room, 'add', made, `${two.cookie}; ${begun.browser}`)).toMatchObject(refused)
    const both = `${one.cookie}; ${begun.browser}`
    expect(await ask(room, 'add', made, both)).toMatchObject({ status: 200 })
    expect(await ask(room, 'add', made, both)).toMatchObject(refused)
  })

  it("refuses a key that is somebody's already", async () => {
    const room = open()
    const { device, userId } = await personWithPasskey(room)
    const thief = await provenPerson(room)
    expect(await add(room, thief.cookie, device)).toMatchObject({ code: 'PASSKEY_REFUSED' })
    expect(await passkeysOf(thief.userId)).toEqual([])
    expect(await passkeysOf(userId)).toHaveLength(1)
  })

  it('says so in the activity and by mail', async () => {
    const room = open()
    const { email, userId } = await personWithPasskey(room)
    expect(await eventsOf(userId)).toContainEqual(['passkey-added', 'success'])
    expect(lettersTo(room, email)).toContain('A passkey was added')
  })

  it('ends at twenty, also for two at once', async () => {
    const room = open()
    const { cookie, userId } = await provenPerson(room)
    await database.db.insert(passkey).values(
      Array.from({ length: 19 }, (_, n) => ({
        ...{ id: `${userId}-${n}`, userId, credentialId: `${userId}-${n}`, publicKey: '' },
        ...{ counter: 0, transports: '', backedUp: false, name: 'x' },
      })),
    )
    const begun = [
      await ask(room, 'begin-adding', {}, cookie),
      await ask(room, 'begin-adding', {}, cookie),
    ]
    const answers = await Promise.all(
      begun.map(({ body, browser }) => {
        const made = new PasskeyDevice(origin).attest(body as never)
        return ask(room, 'add', made, `${cookie}; ${browser}`)
      }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(await passkeysOf(userId)).toHaveLength(20)
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject({
      code: 'TOO_MANY_PASSKEYS',
    })
  })
})

describe('signing in with a passkey', () => {
  it('asks nobody who they are, and tells nobody who has one', async () => {
    const room = open()
    await personWithPasskey(room)
    const { body, cookies } = await ask(room, 'begin-sign-in', {})
    expect(body).toEqual({
      rpId,
      challenge: expect.any(String) as string,
      timeout: 300_000,
      userVerification: 'required',
    })
    expect(cookies).toMatch(/passkey_browser=.*HttpOnly.*SameSite=Lax/i)
    const unknown = await signIn(room, new PasskeyDevice(origin))
    const { device } = await personWithPasskey(room)
    const known = await signIn(room, device, { isVerified: false })
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
  })

  it('begins a session that counts at the api, and notes it', async () => {
    const room = open()
    const { device, userId } = await personWithPasskey(room)
    const { status, session: cookie, text } = await signIn(room, device)
    expect([status, text]).toEqual([200, '{"status":true}'])
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(200)
    const events = await eventsOf(userId)
    expect(events).toContainEqual(['passkey-sign-in', 'success'])
    expect(events.filter(([kind]) => kind === 'sign-in')).toEqual([])
    const [row] = await passkeysOf(userId)
    expect(row?.lastUsedAt).toBeInstanceOf(Date)
  })

  it.each<[string, Moment]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a subdomain', { origin: 'https://x.tasks.example.com' }],
    ['for another domain', { rpId: 'evil.example' }],
    ['from a frame of another site', { crossOrigin: true }],
    ['that nobody has unlocked', { isVerified: false }],
    ['that nobody has touched', { isPresent: false }],
    ['that was for adding', { type: 'webauthn.create' }],
    ['with a challenge of its own', { challenge: Buffer.alloc(54, 7).toString('base64url') }],
    ['that names another person', { userHandle: Buffer.from('somebody').toString('base64url') }],
  ])('refuses an answer %s', async (_what, moment) => {
    const room = open()
    const { device, userId } = await personWithPasskey(room)
    await database.db.delete(session).where(eq(session.userId, userId))
    const refused = await signIn(room, device, moment)
    expect(refused).toMatchObject({ status: 401, code: 'PASSKEY_REFUSED', session: '' })
    expect(await sessionsOf(userId)).toEqual([])
    expect(await eventsOf(userId)).toContainEqual(['passkey-sign-in', 'failure'])
    expect((await signIn(room, device)).status).toBe(200)
  })

  it('refuses an answer that somebody else has signed', async () => {
    const room = open()
    const { device } = await personWithPasskey(room)
    const forger = new PasskeyDevice(origin)
    Object.assign(forger, { id: device.id, userHandle: device.userHandle })
    expect(await signIn(room, forger)).toMatchObject({ status: 401, session: '' })
  })

  it('takes a challenge once, of however many at the same time', async () => {
    const room = open()
    const { device, userId } = await personWithPasskey(room)
    await database.db.delete(session).where(eq(session.userId, userId))
    const begun = await ask(room, 'begin-sign-in', {})
    const answer = device.assert(begun.body as never)
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask(room, 'sign-in', answer, begun.browser)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    expect(await ask(room, 'sign-in', answer, begun.browser)).toMatchObject({ status: 401 })
    expect(await sessionsOf(userId)).toHaveLength(1)
  })

  it('takes it from the browser it was given to, in any of its tabs', async () => {
    const room = open()
    const { device } = await personWithPasskey(room)
    const first = await ask(room, 'begin-sign-in', {})
    const second = await ask(room, 'begin-sign-in', {}, first.browser)
    const other = await ask(room, 'begin-sign-in', {})
    const answer = device.assert(first.body as never)
    expect(await ask(room, 'sign-in', answer)).toMatchObject({ status: 401 })
    expect(await ask(room, 'sign-in', answer, other.browser)).toMatchObject({ status: 401 })
    expect(await ask(room, 'sign-in', answer, second.browser)).toMatchObject({ status: 200 })
  })

  it('takes it for ten minutes, and keeps nothing of it for longer', async () => {
    const room = open()
    const { device } = await personWithPasskey(room)
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const begun = await ask(room, 'begin-sign-in', {})
      vi.setSystemTime(Date.now() + 10 * 60 * 1000 + 1)
      const late = await ask(room, 'sign-in', device.assert(begun.body as never), begun.browser)
      expect(late).toMatchObject({ status: 401 })
      await purgeExpired(database.db)
      expect(await database.db.select().from(answeredChallenge)).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it('takes no challenge that was given for adding or for proof', async () => {
    const room = open()
    const { cookie, device } = await personWithPasskey(room)
    for (const path of ['begin-adding', 'begin-proof']) {
      const begun = await ask(room, path, {}, cookie)
      const answer = device.assert({ challenge: String(begun.body['challenge']), rpId })
      expect(await ask(room, 'sign-in', answer, begun.browser)).toMatchObject({ status: 401 })
    }
  })

  it('refuses a copy, whose counter does not grow; and two with the same', async () => {
    const room = open()
    const { device } = await personWithPasskey(room)
    expect((await signIn(room, device, { counter: 5 })).status).toBe(200)
    expect((await signIn(room, device, { counter: 5 })).status).toBe(401)
    expect((await signIn(room, device, { counter: 4 })).status).toBe(401)
    expect((await signIn(room, device, { counter: 0 })).status).toBe(401)
    const begun = [await ask(room, 'begin-sign-in', {}), await ask(room, 'begin-sign-in', {})]
    const answers = await Promise.all(
      begun.map(({ body, browser }) => {
        const answer = device.assert(body as never, { counter: 6 })
        return ask(room, 'sign-in', answer, browser)
      }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('is two factors: no code is asked for', async () => {
    const room = open()
    const { cookie, key, userId } = await personWithSecondFactor(room)
    await prove(room, cookie, password, await codeNow(key))
    const device = new PasskeyDevice(origin)
    await add(room, cookie, device)
    await database.db.delete(session).where(eq(session.userId, userId))
    const unlocked = await signIn(room, device)
    expect(
      (await room.call('/api/auth/token', { headers: { cookie: unlocked.session } })).status,
    ).toBe(200)
    // A touch alone is one.
    await database.db.delete(session).where(eq(session.userId, userId))
    expect(await signIn(room, device, { isVerified: false })).toMatchObject({ status: 401 })
    expect(await sessionsOf(userId)).toEqual([])
  })

  it('needs a confirmed address', async () => {
    const room = open()
    const { device, userId } = await personWithPasskey(room)
    await database.db.update(user).set({ emailVerified: false }).where(eq(user.id, userId))
    expect(await signIn(room, device)).toMatchObject({ status: 401, session: '' })
  })

  it('comes from this site only, as JSON', async () => {
    const room = open()
    const body = JSON.stringify(new PasskeyDevice(origin).assert({ challenge: 'x' }))
    const send = (headers: Record<string, string>) =>
      room.call('/api/auth/passkey/sign-in', { method: 'POST', body, headers })
    const type = { 'content-type': 'application/json' }
    expect((await send({ ...type, origin: 'https://evil.example' })).status).toBe(403)
    expect((await send({ 'content-type': 'text/plain', origin })).status).toBe(415)
    expect((await room.call('/api/auth/passkey/sign-in')).status).toBe(405)
  })
})

describe('proof by a passkey', () => {
  it("takes the account's own, and nobody else's", async () => {
    const room = open()
    const { cookie, device, userId } = await personWithPasskey(room)
    const stranger = await personWithPasskey(room)
    await forgetProof(userId)
    const begun = await ask(room, 'begin-proof', {}, cookie)
    expect(begun.body).toMatchObject({ allowCredentials: [{ id: device.id }] })
    const both = `${cookie}; ${begun.browser}`
    const theirs = stranger.device.assert(begun.body as never)
    expect(await ask(room, 'prove', theirs, both)).toMatchObject({ status: 401 })
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject({ status: 403 })
    const again = await ask(room, 'begin-proof', {}, both)
    const mine = device.assert(again.body as never)
    expect(await ask(room, 'prove', mine, both)).toMatchObject({ status: 200 })
    expect(await ask(room, 'begin-adding', {}, cookie)).toMatchObject({ status: 200 })
    expect(await eventsOf(userId)).toEqual(
      expect.arrayContaining([
        ['identity-proven', 'failure'],
        ['identity-proven', 'success'],
      ]),
    )
  })

  it('takes no challenge of a sign-in, which anybody can ask for', async () => {
    const room = open()
    const { cookie, device, userId } = await personWithPasskey(room)
    await forgetProof(userId)
    const begun = await ask(room, 'begin-sign-in', {})
    const answer = device.assert(begun.body as never)
    const both = `${cookie}; ${begun.browser}`
    expect(await ask(room, 'prove', answer, both)).toMatchObject({ status: 401 })
  })
})

describe('changing a passkey', () => {
  it('renames it, for its owner alone', async () => {
    const room = open()
    const { cookie, userId } = await personWithPasskey(room)
    const stranger = await provenPerson(room)
    const [before] = await passkeysOf(userId)
    const id = before?.id
    const body = { id, name: ' Blue key ' }
    const missing = await ask(room, 'rename', { ...body, id: 'none' }, stranger.cookie)
    const theirs = await ask(room, 'rename', body, stranger.cookie)
    expect([theirs.status, theirs.text]).toEqual([404, missing.text])
    expect(await ask(room, 'rename', { id, name: '\u0000' }, cookie)).toMatchObject({
      code: 'INVALID_NAME',
    })
    expect(await ask(room, 'rename', body, cookie)).toMatchObject({ status: 200 })
    expect(await passkeysOf(userId)).toMatchObject([{ name: 'Blue key' }])
  })

  it('removes it after proof, for its owner alone, and ends what it has signed in', async () => {
    const room = open()
    const { cookie, device, email, userId } = await personWithPasskey(room)
    const stranger = await provenPerson(room)
    const lost = await signIn(room, device)
    const [row] = await passkeysOf(userId)
    const body = { id: row?.id }
    await forgetProof(userId)
    expect(await ask(room, 'remove', body, cookie)).toMatchObject({ code: 'PROOF_REQUIRED' })
    expect(await ask(room, 'remove', body, stranger.cookie)).toMatchObject({ status: 404 })
    await prove(room, cookie)
    expect(await ask(room, 'remove', body, cookie)).toMatchObject({ status: 200 })
    expect(await passkeysOf(userId)).toEqual([])
    const isIn = async (one: string) =>
      (await room.call('/api/auth/token', { headers: { cookie: one } })).status
    expect([await isIn(lost.session), await isIn(cookie)]).toEqual([401, 200])
    expect(await signIn(room, device)).toMatchObject({ status: 401 })
    expect(await eventsOf(userId)).toContainEqual(['passkey-removed', 'success'])
    expect(lettersTo(room, email)).toContain('A passkey was removed')
    expect(await ask(room, 'remove', body, cookie)).toMatchObject({ status: 404 })
  })

  it('leaves the last way in, also to two who remove the last two at once', async () => {
    const room = open()
    const { cookie, userId } = await personWithPasskey(room)
    await add(room, cookie, new PasskeyDevice(origin))
    await database.db.delete(account).where(eq(account.userId, userId))
    const ids = (await passkeysOf(userId)).map(({ id }) => id)
    const answers = await Promise.all(ids.map((id) => ask(room, 'remove', { id }, cookie)))
    expect(answers.map(({ code }) => code).sort()).toEqual(['LAST_WAY_IN', undefined].sort())
    expect(await passkeysOf(userId)).toHaveLength(1)
  })
})

describe('the address of the server', () => {
  it.each([
    ['https://tasks.example.com', true],
    ['http://localhost:3000', true],
    ['http://127.0.0.1:3000', false],
    ['https://192.0.2.7', false],
    ['https://[2001:db8::1]', false],
    ['http://tasks.example.com', false],
  ])('%s can have passkeys: %s', (url, possible) => {
    expect(canHavePasskeys(url)).toBe(possible)
  })
})

async function provenPerson(room: AuthRoom) {
  const { cookie, email } = await signUp(room)
  await prove(room, cookie)
  const [row] = await database.db.select().from(user).where(eq(user.email, email))
  return { cookie, email, userId: row?.id ?? '' }
}

async function personWithPasskey(room: AuthRoom) {
  const person = await provenPerson(room)
  const device = new PasskeyDevice(origin)
  const added = await add(room, person.cookie, device)
  expect(added.status, added.text).toBe(200)
  return { ...person, device }
}

async function personWithSecondFactor(room: AuthRoom) {
  const person = await provenPerson(room)
  const headers = { cookie: person.cookie }
  const begun = await room.post('/api/auth/two-factor/enable', { password }, { headers })
  const { totpURI } = (await begun.json()) as { totpURI: string }
  const key = fromBase32(new URL(totpURI).searchParams.get('secret') ?? '')
  const code = await codeNow(key)
  const done = await room.post('/api/auth/two-factor/verify-totp', { code }, { headers })
  const { userId } = person
  const mine = eq(twoFactor.userId, userId)
  await database.db.update(twoFactor).set({ lastUsedStep: null }).where(mine)
  return { ...person, key, cookie: sessionIn(done) }
}

async function add(room: AuthRoom, cookie: string, device: PasskeyDevice, moment: Moment = {}) {
  const begun = await ask(room, 'begin-adding', {}, cookie)
  const made = device.attest(begun.body as never, moment)
  return ask(room, 'add', made, `${cookie}; ${begun.browser}`)
}

async function signIn(room: AuthRoom, device: PasskeyDevice, moment: Moment = {}) {
  const begun = await ask(room, 'begin-sign-in', {})
  return ask(room, 'sign-in', device.assert(begun.body as never, moment), begun.browser)
}

async function prove(room: AuthRoom, cookie: string, given = password, code?: string) {
  const body = { password: given, ...(code !== undefined && { code }) }
  const answer = await room.post('/api/auth/prove-by-password', body, { headers: { cookie } })
  const { code: refusal } = (await answer.json()) as { code?: string }
  return { status: answer.status, code: refusal }
}

async function ask(room: AuthRoom, path: string, body: unknown, cookie?: string) {
  const headers = cookie === undefined ? {} : { cookie }
  const answer = await room.post(`/api/auth/passkey/${path}`, body, { headers })
  const text = await answer.text()
  const parsed = JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>
  const lines = answer.headers.getSetCookie()
  const browser = lines.find((line) => line.includes('passkey_browser'))?.split(';', 1)[0] ?? ''
  return {
    ...{ status: answer.status, code: parsed['code'], body: parsed, text },
    ...{ cookies: lines.join('\n'), browser, session: sessionIn(answer) },
  }
}

function sessionIn(answer: Response): string {
  const lines = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return lines.find((pair) => pair.includes('.session_token=') && !pair.endsWith('=')) ?? ''
}

function lettersTo({ sent }: AuthRoom, email: string): string[] {
  return sent.filter(({ to }) => to === email).map(({ letter }) => letter.subject)
}

const forgetProof = (userId: string) =>
  database.db.update(session).set({ provenAt: null }).where(eq(session.userId, userId))

const passkeysOf = (userId: string) =>
  database.db.select().from(passkey).where(eq(passkey.userId, userId))

const sessionsOf = (userId: string) =>
  database.db.select().from(session).where(eq(session.userId, userId))

async function eventsOf(userId: string) {
  const mine = eq(securityEvent.userId, userId)
  const rows = await database.db.select().from(securityEvent).where(mine).orderBy(securityEvent.at)
  return rows.map(({ kind, outcome }) => [kind, outcome])
}

const codeNow = (key: string) => createOTP(key).hotp(Math.floor(Date.now() / 30_000))

function fromBase32(text: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('latin1')
}

import { createOTP } from '@better-auth/utils/otp'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { securityEvent } from '../../db/account-tables.ts'
import { session, twoFactor, user, verification } from '../../db/schema.ts'
import {
  openAuthRoom,
  secret as authSecret,
  signUp,
  type AuthRoom,
} from '../../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { checkCode } from './checks.ts'
import { resealSecondFactors } from './seals.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const password = 'correct horse'
const wrong = { totp: '000000', recovery: 'aaaaa-aaaaa' }

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
})

afterAll(() => database.stop())

const open = () => openAuthRoom(database.db)

describe('a second factor that is being set up', () => {
  it('is asked for the password, and counts only once a code of it was right', async () => {
    const room = open()
    const { cookie, email } = await signUp(room)
    const refused = await ask(room, 'enable', { password: 'not the one' }, cookie)
    expect([refused.status, refused.code]).toEqual([400, 'INVALID_PASSWORD'])
    const { key } = await begin(room, cookie)
    expect((await signIn(room, email)).cookies).toHaveProperty('session')
    const guessed = await ask(room, 'verify-totp', { code: notOf(await codeNow(key)) }, cookie)
    expect([guessed.status, guessed.code]).toEqual([401, 'INVALID_CODE'])
    expect((await signIn(room, email)).cookies).toHaveProperty('session')
    expect(await ask(room, 'verify-totp', { code: await codeNow(key) }, cookie)).toMatchObject({
      status: 200,
    })
    expect((await signIn(room, email)).cookies).not.toHaveProperty('session')
  })

  it('needs a session, and keeps its secret and its codes out of sight in the database', async () => {
    const room = open()
    for (const path of ['enable', 'disable', 'generate-backup-codes', 'verify-totp']) {
      expect((await ask(room, path, { password, code: '123456' })).status).toBe(401)
    }
    const { key, recoveryCodes, userId } = await personWithSecondFactor(room)
    const [row] = await database.db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
    const stored = JSON.stringify(row)
    for (const text of [key, ...recoveryCodes]) expect(stored).not.toContain(text)
    expect(recoveryCodes).toHaveLength(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-km-np-z2-9]{5}-[a-km-np-z2-9]{5}$/)
  })

  it('names Holdfast in the app, whatever the request says', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const body = { password, issuer: 'Bank', method: 'otp' }
    const { body: answer } = await ask(room, 'enable', body, cookie)
    expect(answer['totpURI']).toMatch(/^otpauth:\/\/totp\/Holdfast:.*&issuer=Holdfast&/)
  })
})

describe('signing in with a second factor', () => {
  it('gives no session for the password: no page, no token, no row', async () => {
    const room = open()
    const { email, userId } = await personWithSecondFactor(room)
    await database.db.delete(session).where(eq(session.userId, userId))
    const { cookies, all } = await signIn(room, email)
    expect(Object.keys(cookies)).toEqual(['challenge'])
    expect(await database.db.select().from(session).where(eq(session.userId, userId))).toEqual([])
    const headers = { cookie: all }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(401)
    const found = await room.call('/api/auth/get-session', { headers })
    expect(await found.text()).toBe('null')
    const changed = await room.post(
      '/api/auth/change-password',
      { currentPassword: password, newPassword: 'another horse' },
      { headers },
    )
    expect(changed.status).toBe(401)
    for (const path of ['disable', 'enable', 'generate-backup-codes']) {
      expect((await ask(room, path, { password, code: '123456' }, all)).status).toBe(401)
    }
  })

  it('takes the code, once', async () => {
    const room = open()
    const { email, key } = await personWithSecondFactor(room)
    const first = await signIn(room, email)
    const second = await signIn(room, email)
    const code = await codeNow(key)
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    const done = await ask(room, 'verify-totp', { code: spaced }, first.all)
    expect(done.status).toBe(200)
    expect(JSON.stringify(done.body)).not.toContain('token')
    const headers = { cookie: done.cookies.session ?? '' }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(200)
    // Over the shoulder, within the same 30 seconds.
    const again = await ask(room, 'verify-totp', { code }, second.all)
    expect(again).toMatchObject({ status: 401, code: 'INVALID_CODE' })
    const guess = await ask(room, 'verify-totp', { code: notOf(code) }, second.all)
    expect([guess.status, guess.text]).toEqual([again.status, again.text])
    // The way in is used up, too.
    expect((await ask(room, 'verify-totp', { code }, first.all)).status).toBe(401)
  })

  it('takes it once from two who send it at the same time', async () => {
    const room = open()
    const { email, key, userId } = await personWithSecondFactor(room)
    await database.db.delete(session).where(eq(session.userId, userId))
    const ways = [await signIn(room, email), await signIn(room, email), await signIn(room, email)]
    const code = await codeNow(key)
    const answers = await Promise.all(
      ways.map(({ all }) => ask(room, 'verify-totp', { code }, all)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    const rows = await database.db.select().from(session).where(eq(session.userId, userId))
    expect(rows).toHaveLength(1)
  })

  it('takes no code that an older one has overtaken, nor that of the setting up', async () => {
    const room = open()
    const { cookie, email } = await signUp(room)
    const { key } = await begin(room, cookie)
    const code = await codeNow(key)
    expect((await ask(room, 'verify-totp', { code }, cookie)).status).toBe(200)
    const { all } = await signIn(room, email)
    expect((await ask(room, 'verify-totp', { code }, all)).status).toBe(401)
    expect((await ask(room, 'verify-totp', { code: await codeNow(key, -1) }, all)).status).toBe(401)
    expect((await ask(room, 'verify-totp', { code: await codeNow(key, 1) }, all)).status).toBe(200)
  })

  it('takes a recovery code, once, however it is typed', async () => {
    const room = open()
    const { email, recoveryCodes, userId } = await personWithSecondFactor(room)
    const [code = ''] = recoveryCodes
    const typed = ` ${code.replace('-', ' ').toUpperCase()} `
    const ways = [await signIn(room, email), await signIn(room, email)]
    const done = await ask(room, 'verify-backup-code', { code: typed }, ways[0]?.all)
    expect(done.status).toBe(200)
    expect(done.cookies).toHaveProperty('session')
    const again = await ask(room, 'verify-backup-code', { code }, ways[1]?.all)
    expect(again).toMatchObject({ status: 401, code: 'INVALID_BACKUP_CODE' })
    const never = await ask(room, 'verify-backup-code', { code: wrong.recovery }, ways[1]?.all)
    expect(never.text).toBe(again.text)
    expect(await eventsOf(userId)).toEqual(
      expect.arrayContaining([
        ['recovery-code-used', 'success'],
        ['sign-in-code', 'failure'],
        ['sign-in', 'success'],
      ]),
    )
  })

  it('ends after five wrong codes, and begins with the password again', async () => {
    const room = open()
    const { email, key } = await personWithSecondFactor(room)
    const { all } = await signIn(room, email)
    const code = await codeNow(key)
    for (let n = 0; n < 5; n += 1) {
      const { status } = await ask(room, 'verify-totp', { code: notOf(code, n) }, all)
      expect(status).toBe(401)
    }
    expect((await ask(room, 'verify-totp', { code }, all)).status).not.toBe(200)
    expect((await ask(room, 'verify-totp', { code }, all)).cookies).toEqual({})
  })

  it('rests for a while after ten wrong codes in a row, from wherever they come', async () => {
    const room = open()
    const { email, key, recoveryCodes, userId } = await personWithSecondFactor(room)
    for (let n = 0; n < 10; n += 1) {
      const { all } = await signIn(room, email)
      const body = n % 2 ? { code: wrong.recovery } : { code: notOf(await codeNow(key), n) }
      await ask(room, n % 2 ? 'verify-backup-code' : 'verify-totp', body, all)
    }
    const { all } = await signIn(room, email)
    const locked = { status: 429, code: 'ACCOUNT_TEMPORARILY_LOCKED' }
    const code = await codeNow(key)
    expect(await ask(room, 'verify-totp', { code }, all)).toMatchObject(locked)
    const recovery = { code: recoveryCodes[0] }
    expect(await ask(room, 'verify-backup-code', recovery, all)).toMatchObject(locked)
    await database.owner`
      update two_factor set locked_until = now() - interval '1 second', last_used_step = null
      where user_id = ${userId}`
    const fresh = await signIn(room, email)
    const late = await ask(room, 'verify-totp', { code: await codeNow(key) }, fresh.all)
    expect(late.status).toBe(200)
  })

  it('is over after ten minutes, and when the password has been changed', async () => {
    const room = open()
    const { email, key, cookie, userId, recoveryCodes } = await personWithSecondFactor(room)
    const over = { status: 401, code: 'INVALID_TWO_FACTOR_COOKIE' }
    const slow = await signIn(room, email)
    const challenges = database.db.select().from(verification)
    const [row] = await challenges.where(eq(verification.value, userId))
    const life = (row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)
    expect(Math.round(life / 60_000)).toBe(10)
    await database.owner`
      update verification set expires_at = now() - interval '1 second' where value = ${userId}`
    const code = await codeNow(key)
    expect(await ask(room, 'verify-totp', { code }, slow.all)).toMatchObject(over)
    const thief = await signIn(room, email)
    const change = { currentPassword: password, newPassword: 'another horse' }
    const changed = await room.post('/api/auth/change-password', change, { headers: { cookie } })
    expect(changed.status).toBe(200)
    expect(await ask(room, 'verify-totp', { code }, thief.all)).toMatchObject(over)
    const recovery = { code: recoveryCodes[0] }
    expect(await ask(room, 'verify-backup-code', recovery, thief.all)).toMatchObject(over)
    // Also when nobody has taken the way in away: it is older than the password.
    const late = { email, password: 'another horse' }
    const signedIn = await room.post('/api/auth/sign-in/email', late)
    const waiting = Object.values(cookiesOf(signedIn)).join('; ')
    await database.owner`
      update account set updated_at = now() + interval '1 minute' where user_id = ${userId}`
    expect(await ask(room, 'verify-backup-code', recovery, waiting)).toMatchObject(over)
  })

  it('trusts no device, and spends no code without signing in', async () => {
    const room = open()
    const { email, key, recoveryCodes } = await personWithSecondFactor(room)
    const { all } = await signIn(room, email)
    const body = { code: await codeNow(key), trustDevice: true }
    const done = await ask(room, 'verify-totp', body, all)
    expect(done.status).toBe(200)
    const again = await signIn(room, email, done.all)
    expect(again.cookies).not.toHaveProperty('session')
    const recovery = { code: recoveryCodes[0], disableSession: true }
    const signedIn = await ask(room, 'verify-backup-code', recovery, again.all)
    expect(signedIn.cookies).toHaveProperty('session')
  })

  it('takes no forged and no foreign way in', async () => {
    const room = open()
    const ann = await personWithSecondFactor(room)
    const eve = await personWithSecondFactor(room)
    const { all } = await signIn(room, eve.email)
    const [name = '', value = ''] = all.split('=')
    const forged = `${name}=${value.replace(/^./, 'x')}`
    const code = await codeNow(ann.key)
    expect((await ask(room, 'verify-totp', { code }, forged)).status).toBe(401)
    // Eve's way in is open to Eve's code alone.
    expect((await ask(room, 'verify-totp', { code }, all)).status).toBe(401)
    const recovery = { code: ann.recoveryCodes[0] }
    expect((await ask(room, 'verify-backup-code', recovery, all)).status).toBe(401)
  })
})

describe('another way in', () => {
  it('begins no session past the second factor', async () => {
    const room = open()
    const { userId } = await personWithSecondFactor(room)
    const plain = await signUp(room)
    const { internalAdapter } = await room.auth.$context
    // As a link in a mail, another provider or a passkey would.
    await expect(internalAdapter.createSession(userId)).rejects.toMatchObject({
      body: { code: 'SECOND_FACTOR_REQUIRED' },
    })
    const [row] = await database.db.select().from(user).where(eq(user.email, plain.email))
    expect(await internalAdapter.createSession(row?.id ?? '')).toHaveProperty('token')
  })

  it('does not open by signing up with the same address', async () => {
    const room = open()
    const { email } = await personWithSecondFactor(room)
    const body = { name: 'Eve', email, password }
    const answer = await room.post('/api/auth/sign-up/email', body)
    expect(cookiesOf(answer)).not.toHaveProperty('session')
  })

  it('the password can be changed by whoever is in, and they stay in', async () => {
    const room = open()
    const { cookie } = await personWithSecondFactor(room)
    const change = { currentPassword: password, newPassword: 'another horse' }
    const answer = await room.post('/api/auth/change-password', change, { headers: { cookie } })
    expect(answer.status).toBe(200)
    const headers = { cookie: cookiesOf(answer).session ?? '' }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(200)
  })
})

describe.each([
  ['disable', 'second-factor-off'],
  ['generate-backup-codes', 'recovery-codes-made'],
])('%s', (path, kind) => {
  it('asks for the password and a code, and says in the activity what came of it', async () => {
    const room = open()
    const { cookie, key, userId } = await personWithSecondFactor(room)
    const code = await codeNow(key)
    const refusals = [
      [{ password }, 'INVALID_CODE'],
      [{ password, code: notOf(code) }, 'INVALID_CODE'],
      [{ password: 'not the one', code }, 'INVALID_PASSWORD'],
    ] as const
    for (const [body, reason] of refusals) {
      expect(await ask(room, path, body, cookie)).toMatchObject({ status: 400, code: reason })
    }
    // The mistyped password has not cost the code.
    expect(await ask(room, path, { password, code }, cookie)).toMatchObject({ status: 200 })
    expect(await eventsOf(userId)).toEqual(
      expect.arrayContaining([
        [kind, 'success'],
        [kind, 'failure'],
      ]),
    )
  })

  it('takes a recovery code as well, which is used up by it', async () => {
    const room = open()
    const { cookie, recoveryCodes } = await personWithSecondFactor(room)
    const code = recoveryCodes[3]
    const [one, two] = await Promise.all([
      ask(room, path, { password, code }, cookie),
      ask(room, path, { password, code: recoveryCodes[3] }, cookie),
    ])
    expect([one.status, two.status]).toContain(200)
    expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1)
  })

  it('is locked with the sign-in after ten wrong codes', async () => {
    const room = open()
    const { cookie, email, key } = await personWithSecondFactor(room)
    const code = await codeNow(key)
    for (let n = 0; n < 10; n += 1) {
      await ask(room, path, { password, code: notOf(code, n) }, cookie)
    }
    const locked = { status: 429, code: 'ACCOUNT_TEMPORARILY_LOCKED' }
    expect(await ask(room, path, { password, code }, cookie)).toMatchObject(locked)
    const { all } = await signIn(room, email)
    expect(await ask(room, 'verify-totp', { code }, all)).toMatchObject(locked)
  })
})

describe('somebody who is signed in', () => {
  it('has no endpoint that tells right codes from wrong ones', async () => {
    const room = open()
    const { cookie, key, recoveryCodes } = await personWithSecondFactor(room)
    const right = await ask(room, 'verify-totp', { code: await codeNow(key) }, cookie)
    const recovery = await ask(room, 'verify-backup-code', { code: recoveryCodes[0] }, cookie)
    expect([right.code, recovery.code]).toEqual(['ALREADY_SIGNED_IN', 'ALREADY_SIGNED_IN'])
  })

  it('signs in with the password alone once the second factor is off', async () => {
    const room = open()
    const { cookie, email, key, userId } = await personWithSecondFactor(room)
    const off = await ask(room, 'disable', { password, code: await codeNow(key) }, cookie)
    expect(off.cookies).toHaveProperty('session')
    expect((await signIn(room, email)).cookies).toHaveProperty('session')
    const rows = await database.db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
    expect(rows).toEqual([])
  })

  it('spends a recovery code once, however many requests show it at the same time', async () => {
    const room = open()
    const { userId, recoveryCodes } = await personWithSecondFactor(room)
    const { secretConfig } = await room.auth.$context
    for (const code of recoveryCodes.slice(0, 5)) {
      const asked = Array.from({ length: 4 }, () =>
        checkCode(database.db, secretConfig, { userId, code }),
      )
      const found = (await Promise.all(asked)).sort()
      expect(found).toEqual(['right', 'wrong', 'wrong', 'wrong'])
    }
  })

  it('finds the older recovery codes worthless when there are new ones', async () => {
    const room = open()
    const { cookie, email, key, recoveryCodes } = await personWithSecondFactor(room)
    const made = await ask(
      room,
      'generate-backup-codes',
      { password, code: await codeNow(key) },
      cookie,
    )
    const fresh = made.body['backupCodes'] as string[]
    const { all } = await signIn(room, email)
    const old = await ask(room, 'verify-backup-code', { code: recoveryCodes[0] }, all)
    expect(old.status).toBe(401)
    expect((await ask(room, 'verify-backup-code', { code: fresh[0] }, all)).status).toBe(200)
  })
})

describe('the secret of web', () => {
  it('can change: second factors are encrypted anew, and need nothing of the older one', async () => {
    const { email, key } = await personWithSecondFactor(open())
    const older = { version: 1, value: authSecret }
    const newer = { version: 2, value: 'Zt6Yk2Wc9Xr4Bn8Qm1Lp5Vd7Hg3Jf0Sa' }
    const at = (secrets: (typeof older)[]) =>
      openAuthRoom(database.db, { BETTER_AUTH_SECRET: null, BETTER_AUTH_SECRETS: secrets })
    const changed = at([newer, older])
    const { renewed } = await resealSecondFactors(changed.auth, database.db)
    expect(renewed).toBeGreaterThan(0)
    expect(await resealSecondFactors(changed.auth, database.db)).toEqual({
      renewed: 0,
      unreadable: 0,
    })
    const after = at([newer])
    const { all } = await signIn(after, email)
    const done = await ask(after, 'verify-totp', { code: await codeNow(key) }, all)
    expect(done.status).toBe(200)
    const lost = at([{ version: 3, value: 'Qx4Nb7Ws2Ht9Jk5Fv8Dz3Gp6Cr1Lm0Ye' }])
    const { unreadable } = await resealSecondFactors(lost.auth, database.db)
    expect(unreadable).toBe(renewed)
  })
})

/** Signed up and in, with a second factor whose code of this moment is still to be used. */
async function personWithSecondFactor(room: AuthRoom) {
  const { cookie: first, email } = await signUp(room)
  const { key, recoveryCodes } = await begin(room, first)
  const confirmed = await ask(room, 'verify-totp', { code: await codeNow(key) }, first)
  const [row] = await database.db.select().from(user).where(eq(user.email, email))
  const userId = row?.id ?? ''
  await database.db
    .update(twoFactor)
    .set({ lastUsedStep: null })
    .where(eq(twoFactor.userId, userId))
  return { email, key, recoveryCodes, userId, cookie: confirmed.cookies.session ?? '' }
}

async function begin(room: AuthRoom, cookie: string) {
  const { body } = await ask(room, 'enable', { password }, cookie)
  const uri = new URL(String(body['totpURI']))
  return {
    key: fromBase32(uri.searchParams.get('secret') ?? ''),
    recoveryCodes: body['backupCodes'] as string[],
  }
}

async function signIn(room: AuthRoom, email: string, cookie = '') {
  const headers = cookie === '' ? {} : { cookie }
  const answer = await room.post('/api/auth/sign-in/email', { email, password }, { headers })
  const cookies = cookiesOf(answer)
  return { cookies, all: Object.values(cookies).join('; ') }
}

async function ask(room: AuthRoom, path: string, body: unknown, cookie?: string) {
  const headers = cookie === undefined ? {} : { cookie }
  const answer = await room.post(`/api/auth/two-factor/${path}`, body, { headers })
  const text = await answer.text()
  const cookies = cookiesOf(answer)
  const parsed = JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>
  const all = Object.values(cookies).join('; ')
  return { status: answer.status, code: parsed['code'], body: parsed, text, cookies, all }
}

/** What the answer leaves in the browser. */
function cookiesOf(answer: Response) {
  const kept: { session?: string; challenge?: string; other?: string } = {}
  for (const line of answer.headers.getSetCookie()) {
    const pair = line.split(';', 1)[0] ?? ''
    if (pair.endsWith('=') || /max-age=0/i.test(line)) continue
    const name = pair.split('=', 1)[0] ?? ''
    // It says that this browser has shown the password before, and opens nothing.
    if (name.includes('.known.')) continue
    if (name.endsWith('.session_token')) kept.session = pair
    else if (name.endsWith('.two_factor')) kept.challenge = pair
    else kept.other = pair
  }
  return kept
}

async function eventsOf(userId: string) {
  const rows = await database.db
    .select()
    .from(securityEvent)
    .where(eq(securityEvent.userId, userId))
  return rows.map(({ kind, outcome }) => [kind, outcome])
}

/** The app's code of now, or of so many half minutes later. */
function codeNow(key: string, later = 0): Promise<string> {
  return createOTP(key).hotp(Math.floor(Date.now() / 30_000) + later)
}

/** Some other code, which is right at no time near this one but once in a blue moon. */
function notOf(code: string, n = 0): string {
  return String((Number(code) + 123_457 + n) % 1_000_000).padStart(6, '0')
}

function fromBase32(text: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('latin1')
}

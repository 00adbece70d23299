// Deleting an account, with the database and a stand-in for the api: each step, and every way in
// which it can be interrupted.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOTP } from '@better-auth/utils/otp'
import { eq, like } from 'drizzle-orm'
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveSettings } from '../account/settings.ts'
import { createKnownBrowsers } from '../auth/limits/known-browser.ts'
import { createLogoutTokens } from '../auth/logout-tokens.ts'
import { createLink } from '../auth/mail-links/links.ts'
import { accountDeletion } from '../db/deletion-tables.ts'
import { mailOutbox } from '../db/mail-tables.ts'
import { account, endedSession, rateLimit, session, user, verification } from '../db/schema.ts'
import { createLogger } from '../log.ts'
import { createPost } from '../mail/post.ts'
import { createSeal } from '../mail/seal.ts'
import { createProgram, listPrograms, useProgram } from '../programs/grants.ts'
import { spend } from '../programs/limits.ts'
import {
  cookiesOf,
  openAuthRoom,
  origin,
  password,
  secret,
  signUp,
  tokenOf,
  type AuthRoom,
} from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { createClosingTokens } from './closing-tokens.ts'
import { startDeletions, type DeletionWork } from './work.ts'

vi.setConfig({ testTimeout: 60_000 })

const wait = { timeout: 30_000, interval: 20 }
const lines: string[] = []
const logger = createLogger('debug', (line) => void lines.push(line))
const seal = createSeal({ current: secret, older: [] })
const { accountOf } = createKnownBrowsers(secret, true)
let database: TestDatabase
let api: Server
let asked: { method: string | undefined; path: string | undefined; headers: IncomingHttpHeaders }[]
let answer: (response: ServerResponse) => unknown
const running: DeletionWork[] = []

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

beforeEach(async () => {
  asked = []
  lines.length = 0
  answer = (response) => response.writeHead(204).end()
  await database.db.delete(mailOutbox)
  api = createServer(({ method, url: path, headers }, response) => {
    asked.push({ method, path, headers })
    answer(response)
  }).listen(0, '127.0.0.1')
  await once(api, 'listening')
})

afterEach(async () => {
  for (const work of running.splice(0)) await work.stop()
  await database.db.delete(accountDeletion)
  api.closeAllConnections()
  api.close()
})

const newRoom = () => openAuthRoom(database.db)
const post = () => createPost({ db: database.db, seal, onQueued: () => undefined })

function start(room: AuthRoom): DeletionWork {
  const { db } = database
  const work = startDeletions({
    ...{ db, logger, post: post(), accountOf, publicUrl: origin },
    apiUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    signClosingToken: createClosingTokens(room.config, room.auth, db),
  })
  running.push(work)
  return work
}

async function newPerson(room: AuthRoom) {
  const person = await signUp(room)
  const [row] = await database.db.select().from(user).where(eq(user.email, person.email))
  return { ...person, userId: row?.id ?? '' }
}

type Person = Awaited<ReturnType<typeof newPerson>>

const ask = (room: AuthRoom, { cookie, email }: Person, changes: Record<string, string> = {}) =>
  room.post('/api/auth/delete-account', { email, password, ...changes }, { headers: { cookie } })

const signIn = (room: AuthRoom, email: string, typed = password) =>
  room.post('/api/auth/sign-in/email', { email, password: typed })

const codeOf = async (response: Response) =>
  ((await response.json()) as { code?: string }).code ?? null

const deletionOf = async ({ userId }: Person) =>
  (await database.db.select().from(accountDeletion).where(eq(accountDeletion.userId, userId))).at(0)

const isThere = async ({ userId }: Person) =>
  (await database.db.select().from(user).where(eq(user.id, userId))).length > 0

/** Every place in the database where one of these texts stands. */
async function placesOf(...texts: string[]): Promise<string[]> {
  const columns = await database.owner<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public'`
  const places: string[] = []
  for (const { table, column } of columns) {
    for (const text of texts) {
      const rows = await database.owner`select 1 from ${database.owner(table)}
        where position(${text} in ${database.owner(column)}::text) > 0 limit 1`
      if (rows.length > 0) places.push(`${table}.${column}: ${text}`)
    }
  }
  return places
}

async function mails() {
  const rows = await database.db.select().from(mailOutbox)
  return Promise.all(rows.map(({ content }) => seal.open(content)))
}

describe('asking for it', () => {
  it('takes a session, the password and the address', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    const stranger = await room.post('/api/auth/delete-account', { email: ann.email, password })
    expect(stranger.status).toBe(401)
    for (const [changes, code] of [
      [{ password: 'not the password' }, 'INVALID_PASSWORD'],
      [{ password: '' }, 'INVALID_PASSWORD'],
      [{ email: 'somebody@example.com' }, 'OTHER_EMAIL'],
    ] as const) {
      const refused = await ask(room, ann, changes)
      expect([refused.status, await codeOf(refused)]).toEqual([400, code])
    }
    expect(await deletionOf(ann)).toBeUndefined()
    await tokenOf(room, ann.cookie)
    expect((await ask(room, ann, { email: ` ${ann.email.toUpperCase()} ` })).status).toBe(200)
    expect(await deletionOf(ann)).toMatchObject({ tasksErasedAt: null })
  })

  it('takes the code of the second factor, too, and each only once', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    const headers = { cookie: ann.cookie }
    const enabled = await room.post('/api/auth/two-factor/enable', { password }, { headers })
    const { totpURI } = (await enabled.json()) as { totpURI: string }
    const key = new URL(totpURI).searchParams.get('secret') ?? ''
    const code = (ahead: number) =>
      createOTP(Buffer.from(fromBase32(key)).toString('utf8'), { digits: 6, period: 30 }).hotp(
        Math.floor(Date.now() / 30_000) + ahead,
      )
    const used = await code(0)
    const on = await room.post('/api/auth/two-factor/verify-totp', { code: used }, { headers })
    const now = { ...ann, cookie: cookiesOf(on) || ann.cookie }
    for (const wrong of [{}, { code: '' }, { code: '000000' }, { code: used }]) {
      const refused = await ask(room, now, wrong)
      expect([refused.status, await codeOf(refused)]).toEqual([400, 'INVALID_CODE'])
    }
    expect(await deletionOf(ann)).toBeUndefined()
    expect((await ask(room, now, { code: await code(1) })).status).toBe(200)
    expect(await deletionOf(ann)).toBeDefined()
  })

  it('takes a proof of this moment where there is no password', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    const { db } = database
    await db.update(account).set({ password: null }).where(eq(account.userId, ann.userId))
    for (const typed of ['', password]) {
      const refused = await ask(room, ann, { password: typed })
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'PROOF_REQUIRED'])
    }
    const mine = eq(session.userId, ann.userId)
    await db
      .update(session)
      .set({ provenAt: new Date(Date.now() - 11 * 60_000) })
      .where(mine)
    expect((await ask(room, ann, { password: '' })).status).toBe(403)
    await db.update(session).set({ provenAt: new Date() }).where(mine)
    expect((await ask(room, ann, { password: '' })).status).toBe(200)
  })

  it('ends what programs may do, and lets in no more of them', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    const { db } = database
    const wanted = { userId: ann.userId, name: 'x', kind: 'token', days: 7 } as const
    const made = await createProgram(db, { ...wanted, scopes: ['tasks:read'] })
    expect(await useProgram(db, made?.secret ?? '', null)).not.toBeNull()
    await ask(room, ann)
    expect(await useProgram(db, made?.secret ?? '', null)).toBeNull()
    await expect(createProgram(db, { ...wanted, scopes: ['tasks:read'] })).rejects.toThrow()
    expect(await listPrograms(db, ann.userId)).toEqual([])
  })

  it('ends every session at once, and the api is to hear of all that was issued', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await signIn(room, ann.email)
    const before = await tokenOf(room, ann.cookie)
    await ask(room, ann)
    const { db } = database
    expect(await db.select().from(session).where(eq(session.userId, ann.userId))).toEqual([])
    const headers = { cookie: ann.cookie }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(401)
    const ended = await db.select().from(endedSession).where(eq(endedSession.userId, ann.userId))
    const whole = ended.find(({ sessionId }) => sessionId === null)
    if (!whole) throw new Error('the api would not hear of it')
    const logout = decodeJwt(await createLogoutTokens(room.config, room.auth, db)(whole))
    expect(logout).toMatchObject({ sub: ann.userId })
    expect(logout.iat).toBeGreaterThanOrEqual(decodeJwt(before).iat ?? Infinity)
  })

  it('voids the links that were mailed', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await room.post('/api/auth/request-password-reset', { email: ann.email })
    const { db } = database
    const mine = () => db.select().from(verification).where(eq(verification.value, ann.userId))
    await expect.poll(async () => (await mine()).length, wait).toBe(1)
    await ask(room, ann)
    expect(await mine()).toEqual([])
  })
})

describe('while it is pending', () => {
  it('nobody signs in, and only who knows the password is told why', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await ask(room, ann)
    const right = await signIn(room, ann.email)
    expect([right.status, await codeOf(right)]).toEqual([403, 'ACCOUNT_BEING_DELETED'])
    expect(right.headers.getSetCookie().join()).not.toContain('session_token')
    const wrong = await signIn(room, ann.email, 'not the password')
    const nobody = await signIn(room, 'nobody@example.com', 'not the password')
    expect([wrong.status, await wrong.text()]).toEqual([nobody.status, await nobody.text()])
    const { db } = database
    expect(await db.select().from(session).where(eq(session.userId, ann.userId))).toEqual([])
  })

  it('no statement begins a session, also one that was waiting when it was asked for', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    const { owner } = database
    const insert = () => owner`
      insert into session (id, user_id, token, expires_at)
      values (gen_random_uuid(), ${ann.userId}, gen_random_uuid(), now() + interval '1 day')`
    let waiting: Promise<unknown> = Promise.resolve()
    await database.db.transaction(async (transaction) => {
      const people = transaction.select().from(user).where(eq(user.id, ann.userId))
      await people.for('update')
      await transaction.insert(accountDeletion).values({ userId: ann.userId })
      waiting = expect(insert()).rejects.toMatchObject({ code: 'HF001' })
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await waiting
    await expect(insert()).rejects.toMatchObject({ code: 'HF001' })
  })
})

describe('the work', () => {
  it('erases the tasks by the word of the issuer, then everything here, and says so', async () => {
    const room = newRoom()
    const [ann, bob] = [await newPerson(room), await newPerson(room)]
    await tokenOf(room, ann.cookie)
    const { db } = database
    await saveSettings(db, ann.userId, { theme: 'dark', initials: 'AnnAnn' })
    await createLink(db, {
      ...{ purpose: 'approve-email-change', userId: ann.userId },
      ...{ email: ann.email, newEmail: `new-${ann.email}` },
    })
    await signIn(room, ann.email, 'a wrong one')
    await post().send(
      ann.email,
      { subject: 'x', paragraphs: [], footnote: '' },
      { lastsSeconds: 60, unasked: 'reset' },
    )
    await post().send(
      bob.email,
      { subject: 'y', paragraphs: [], footnote: '' },
      { lastsSeconds: 60 },
    )
    const sessions = await db.select().from(session).where(eq(session.userId, ann.userId))
    const ids = sessions.map(({ id }) => id)
    expect(ids).not.toEqual([])
    await spend(db, [{ what: 'code', whom: ann.userId, max: 30 }])
    await ask(room, ann)
    start(room)
    await expect.poll(() => isThere(ann), wait).toBe(false)

    expect(asked).toMatchObject([{ method: 'DELETE', path: '/v1/me' }])
    const jwt = asked[0]?.headers.authorization?.replace('Bearer ', '') ?? ''
    const keys = (await (await room.call('/api/auth/jwks')).json()) as JSONWebKeySet
    const { payload } = await jwtVerify(jwt, createLocalJWKSet(keys), {
      ...{ issuer: origin, audience: 'holdfast-api', clockTolerance: 5 },
    })
    expect(payload).toMatchObject({ sub: ann.userId, account_closed: true })
    expect(payload).not.toHaveProperty('sid')
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(60)

    const sent = await mails()
    expect(sent.map(({ to, subject }) => `${to}: ${subject}`).toSorted()).toEqual(
      [`${ann.email}: Your account is deleted`, `${bob.email}: y`].toSorted(),
    )
    // What the api has still to be told names the person until it has heard.
    await db.delete(endedSession)
    const hashes = [ann.email, ann.userId].map((text) =>
      createHash('sha256').update(text).digest('base64url'),
    )
    const own = [ann.userId, ann.email, 'AnnAnn', accountOf(ann.email), ...hashes, ...ids]
    expect(await placesOf(...own)).toEqual([])
    expect(await db.select().from(rateLimit).where(like(rateLimit.key, 'code|%'))).toEqual([])
    expect(lines.join('')).not.toContain(ann.userId)
    expect(await isThere(bob)).toBe(true)
  })

  it('signs a token that is newer than all that has ended, in the very same second', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await tokenOf(room, ann.cookie)
    const sign = createClosingTokens(room.config, room.auth, database.db)
    for (const askedAt of [new Date(), new Date(Math.floor(Date.now() / 1000) * 1000 + 999)]) {
      const { iat = 0 } = decodeJwt(await sign({ userId: ann.userId, askedAt }))
      expect(iat).toBeGreaterThan(Math.floor(askedAt.getTime() / 1000))
      expect(iat).toBeLessThan(Date.now() / 1000 + 3)
    }
  })

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['is not ready', (response) => response.writeHead(503).end()],
    ['refuses', (response) => response.writeHead(401).end()],
    ['hangs up', (response) => response.destroy()],
  ])('waits while the api %s, and goes on when it is back', async (_, trouble) => {
    const room = newRoom()
    const ann = await newPerson(room)
    await tokenOf(room, ann.cookie)
    await ask(room, ann)
    answer = trouble
    start(room)
    await expect.poll(() => asked.length, wait).toBeGreaterThan(1)
    expect(await deletionOf(ann)).toMatchObject({ tasksErasedAt: null })
    expect(await isThere(ann)).toBe(true)
    answer = (response) => response.writeHead(204).end()
    await expect.poll(() => isThere(ann), wait).toBe(false)
  })

  it('is gone on with by another server when one is killed before the api has answered', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await tokenOf(room, ann.cookie)
    await ask(room, ann)
    answer = () => undefined
    const first = start(room)
    await expect.poll(() => asked.length, wait).toBe(1)
    await first.stop()
    expect(await isThere(ann)).toBe(true)
    answer = (response) => response.writeHead(204).end()
    start(room)
    await expect.poll(() => isThere(ann), wait).toBe(false)
  })

  it('is gone on with where the tasks are erased and the account is not', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await ask(room, ann)
    await database.db.update(accountDeletion).set({ tasksErasedAt: new Date() })
    start(room)
    await expect.poll(() => isThere(ann), wait).toBe(false)
    expect(asked).toEqual([])
    expect(await mails()).toMatchObject([{ to: ann.email }])
  })

  it('waits for the lease of a server that was killed without a word', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await tokenOf(room, ann.cookie)
    await ask(room, ann)
    const later = new Date(Date.now() + 2000)
    await database.db.update(accountDeletion).set({ nextAttemptAt: later })
    start(room)
    await expect.poll(() => isThere(ann), wait).toBe(false)
    expect(Date.now()).toBeGreaterThanOrEqual(later.getTime())
  })

  it('is done once by however many servers', async () => {
    const room = newRoom()
    const people = [await newPerson(room), await newPerson(room), await newPerson(room)]
    await tokenOf(room, people[0]?.cookie ?? '')
    for (const person of people) await ask(room, person)
    for (let server = 0; server < 3; server += 1) start(room)
    for (const person of people) await expect.poll(() => isThere(person), wait).toBe(false)
    expect(asked).toHaveLength(3)
    expect((await mails()).map(({ to }) => to).toSorted()).toEqual(
      people.map(({ email }) => email).toSorted(),
    )
  })

  it('frees the address: who signs up with it is somebody else', async () => {
    const room = newRoom()
    const ann = await newPerson(room)
    await ask(room, ann)
    await database.db.update(accountDeletion).set({ tasksErasedAt: new Date() })
    start(room)
    await expect.poll(() => isThere(ann), wait).toBe(false)
    const again = { name: 'Ann again', email: ann.email, password: 'another password' }
    expect((await room.post('/api/auth/sign-up/email', again)).status).toBe(200)
    const [row] = await database.db.select().from(user).where(eq(user.email, ann.email))
    expect(row?.id).not.toBe(ann.userId)
  })
})

/** RFC 4648 §6. */
function fromBase32(text: string): Uint8Array {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

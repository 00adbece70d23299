import { createOTP } from '@better-auth/utils/otp'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { securityEvent } from '../../db/account-tables.ts'
import { passkey } from '../../db/passkey-tables.ts'
import { account, session, twoFactor, user } from '../../db/schema.ts'
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
import {
  client,
  startProvider,
  type Claims,
  type Lies,
  type TestProvider,
} from '../../testing/provider.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let database: TestDatabase
let provider: TestProvider

beforeAll(async () => {
  ;[database, provider] = await Promise.all([startTestDatabase(), startProvider()])
})

afterAll(() => Promise.all([database.stop(), provider.close()]))

const open = (issuer = provider.issuer) =>
  openAuthRoom(database.db, {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: 'Our Identity',
  })

let people = 0
const newSubject = () => `subject-${String((people += 1))}`
const somebody = (claims: Partial<Claims> = {}): Claims => ({
  ...{ sub: newSubject(), email: newEmail(), email_verified: true, name: 'Ada' },
  ...claims,
})

describe('signing in by the provider', () => {
  it('goes there with PKCE, state and nonce, and to one address back', async () => {
    const { url } = await begin(open())
    const asked = new URL(url)
    expect(asked.origin + asked.pathname).toBe(`${provider.issuer}/authorize`)
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: client.id,
      redirect_uri: `${origin}/provider/callback`,
      response_type: 'code',
      scope: 'openid email profile',
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: 'S256',
    })
  })

  it('makes an account with a confirmed address, once, and signs it in again', async () => {
    const room = open()
    const claims = somebody()
    const first = await signIn(room, claims)
    expect(first).toMatchObject({ status: 200, body: { status: 'signed-in' } })
    const made = await personOf(claims.email)
    expect(made).toMatchObject({ name: 'Ada', emailVerified: true })
    const again = await signIn(room, { ...claims, email: 'changed@example.com' })
    expect(again).toMatchObject({ status: 200 })
    const headers = { cookie: again.session }
    const found = await room.call('/api/auth/get-session', { headers })
    expect(await found.json()).toMatchObject({ user: { id: made?.id, email: claims.email } })
    expect((await room.call('/api/auth/token', { headers })).status).toBe(200)
    expect(await eventsOf(made?.id)).toEqual(['sign-up', 'provider-sign-in', 'provider-sign-in'])
  })

  it('keeps none of the tokens it gets', async () => {
    const claims = somebody()
    await signIn(open(), claims)
    const rows = await database.db.select().from(account).where(eq(account.accountId, claims.sub))
    expect(rows).toMatchObject([
      { providerId: provider.issuer, accessToken: null, refreshToken: null, idToken: null },
    ])
  })

  it('takes the address from the user info, of the same subject only', async () => {
    const claims = somebody()
    expect(await signIn(open(), claims, { byUserInfo: true })).toMatchObject({ status: 200 })
    const other = somebody()
    const lies = { byUserInfo: true, userInfo: { sub: claims.sub } }
    expect(await signIn(open(), other, lies)).toMatchObject({ code: 'PROVIDER_UNTRUSTED' })
  })

  it.each<[string, Lies]>([
    ['of another nonce', { claims: { nonce: 'another' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['for somebody else', { claims: { aud: 'another-client' } }],
    ['for two, of whom the other has asked', { claims: { aud: [client.id, 'x'], azp: 'x' } }],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['without an issuer', { claims: { iss: undefined } }],
    ['that has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 60 } }],
    ['that never expires', { claims: { exp: undefined } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['signed by another key', { signed: 'by another key' }],
    ['that nobody has signed', { signed: 'not at all' }],
    ['signed with the public key as a secret', { signed: 'with the public key as a secret' }],
    ['that is not there', { withoutToken: true }],
  ])('refuses an ID token %s', async (_what, lies) => {
    const claims = somebody()
    const refused = await signIn(open(), claims, lies)
    expect(refused).toMatchObject({ status: 400, code: 'PROVIDER_UNTRUSTED', session: '' })
    expect(await personOf(claims.email)).toBeUndefined()
  })

  it.each<[string, (back: URL) => void]>([
    ['from another issuer', (back) => back.searchParams.set('iss', 'https://evil.example')],
    ['that does not say from whom', (back) => back.searchParams.delete('iss')],
    ['with two codes', (back) => back.searchParams.append('code', 'x')],
    ['with a code of its own', (back) => back.searchParams.set('code', 'x')],
  ])('refuses an answer %s', async (_what, change) => {
    const room = open()
    const { url, cookie } = await begin(room)
    const claims = somebody()
    const back = provider.authorize(url, claims)
    change(back)
    const refused = await finish(room, back, cookie)
    expect(refused).toMatchObject({ status: 400, code: 'PROVIDER_UNTRUSTED', session: '' })
    expect(await personOf(claims.email)).toBeUndefined()
  })

  it('ends in the browser that has begun it, with the state it was given, once', async () => {
    const room = open()
    const [mine, theirs] = [await begin(room), await begin(room)]
    const back = provider.authorize(mine.url, somebody())
    const over = { status: 400, code: 'PROVIDER_ATTEMPT_OVER', session: '' }
    expect(await finish(room, back, '')).toMatchObject(over)
    // Somebody leads another one into their own account: it is another browser.
    expect(await finish(room, back, theirs.cookie)).toMatchObject(over)
    const other = new URL(back)
    other.searchParams.set('state', new URL(theirs.url).searchParams.get('state') ?? '')
    expect(await finish(room, other, mine.cookie)).toMatchObject(over)
    const [name = '', value = ''] = mine.cookie.split('=')
    const bent = `${name}=${value.slice(0, -2)}xx`
    expect(await finish(room, back, bent)).toMatchObject(over)
    const answers = await Promise.all([1, 2, 3].map(() => finish(room, back, mine.cookie)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    expect(await finish(room, back, mine.cookie)).toMatchObject(over)
  })

  it('waits ten minutes', async () => {
    const room = open()
    const { url, cookie } = await begin(room)
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      vi.setSystemTime(Date.now() + 10 * 60 * 1000 + 1000)
      const late = await finish(room, provider.authorize(url, somebody()), cookie)
      expect(late).toMatchObject({ code: 'PROVIDER_ATTEMPT_OVER' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('goes on to a path of ours, and to nothing else', async () => {
    const room = open()
    for (const [next, kept] of [
      ['/tasks?status=done', '/tasks?status=done'],
      ['//evil.example', null],
      ['https://evil.example/tasks', null],
      ['/\\evil.example', null],
      [`/tasks?q=${'x'.repeat(600)}`, null],
    ] as const) {
      const { url, cookie } = await begin(room, { next })
      const back = provider.authorize(url, somebody())
      back.searchParams.set('next', '/elsewhere')
      expect(await finish(room, back, cookie)).toMatchObject({ body: { next: kept } })
    }
  })

  it('says when somebody has said no there, and only to who has asked', async () => {
    const room = open()
    const { url, cookie } = await begin(room)
    const state = new URL(url).searchParams.get('state') ?? ''
    const no = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer })
    const back = new URL(`${origin}/provider/callback?${no.toString()}`)
    expect(await finish(room, back, '')).toMatchObject({ code: 'PROVIDER_ATTEMPT_OVER' })
    expect(await finish(room, back, cookie)).toMatchObject({ code: 'PROVIDER_DECLINED' })
  })

  it('is not there while the provider is away, and is there when it is back', async () => {
    const room = open('http://127.0.0.1:1')
    const away = await room.post('/api/auth/provider/begin', {})
    expect([away.status, await away.json()]).toEqual([400, { code: 'PROVIDER_DOWN' }])
    const { email } = await signUp(room)
    const byPassword = await room.post('/api/auth/sign-in/email', { email, password })
    expect(byPassword.status).toBe(200)
    const later = open()
    provider.hang(true)
    const slow = await later.post('/api/auth/provider/begin', {})
    provider.hang(false)
    expect(await slow.json()).toEqual({ code: 'PROVIDER_DOWN' })
    expect((await begin(later)).url).toContain(provider.issuer)
  })

  it('refuses a provider that calls itself something else', async () => {
    const { issuer } = provider.metadata
    provider.metadata['issuer'] = 'https://other.example'
    const answer = await open().post('/api/auth/provider/begin', {})
    provider.metadata['issuer'] = issuer
    expect(await answer.json()).toEqual({ code: 'PROVIDER_UNTRUSTED' })
  })

  it('has no endpoint where none is configured', async () => {
    const room = openAuthRoom(database.db)
    for (const path of ['begin', 'begin-link', 'finish', 'unlink']) {
      expect((await room.post(`/api/auth/provider/${path}`, { search: '' })).status).toBe(404)
    }
  })
})

describe('an address that the provider names', () => {
  it('opens nobody else’s account: it is connected by its owner, signed in', async () => {
    const room = open()
    const { email } = await signUp(room)
    const person = await personOf(email)
    const refused = await signIn(room, somebody({ email: email.toUpperCase() }))
    expect(refused).toMatchObject({ status: 403, code: 'PROVIDER_KNOWN_ADDRESS', session: '' })
    const rows = await database.db
      .select({ providerId: account.providerId })
      .from(account)
      .where(eq(account.userId, person?.id ?? ''))
    expect(rows).toEqual([{ providerId: 'credential' }])
  })

  it('counts for nothing unless the provider vouches for it, known or not', async () => {
    const room = open()
    const { email } = await signUp(room)
    const unsure = [
      { email_verified: false },
      { email_verified: undefined },
      { email_verified: 'true' as never },
      { email: 'not an address' },
      { email: undefined },
    ]
    for (const claims of unsure) {
      const known = await signIn(room, somebody({ email, ...(claims as Partial<Claims>) }))
      const unknown = await signIn(room, somebody(claims as Partial<Claims>))
      expect(known).toMatchObject({ status: 403, code: 'PROVIDER_UNVERIFIED', session: '' })
      expect(unknown.text).toBe(known.text)
    }
  })

  it('ends what somebody else has prepared with it: password, link and all', async () => {
    const room = open()
    const email = newEmail()
    const trap = { name: 'Mallory', email, password: 'a password of Mallory' }
    const asked = await room.post('/api/auth/sign-up/email', trap)
    const token = tokenFor(room, email)
    const claims = somebody({ email })
    const done = await signIn(room, claims)
    expect(done).toMatchObject({ status: 200, body: { status: 'signed-in' } })
    expect(await personOf(email)).toMatchObject({ name: 'Ada', emailVerified: true })
    const byPassword = await room.post('/api/auth/sign-in/email', trap)
    expect(byPassword.status).toBe(401)
    const headers = { cookie: cookiesOf(asked) }
    const byLink = await room.post('/api/auth/confirm-email', { token }, { headers })
    expect(byLink.status).toBe(400)
    const person = await personOf(email)
    const rows = await database.db
      .select({ providerId: account.providerId })
      .from(account)
      .where(eq(account.userId, person?.id ?? ''))
    expect(rows).toEqual([{ providerId: provider.issuer }])
  })
})

describe('an account with a second factor', () => {
  it('is asked for the code when the provider sends its owner back', async () => {
    const room = open()
    const { cookie, email } = await provenPerson(room)
    const claims = somebody()
    await link(room, cookie, claims)
    const { key, userId } = await switchOn(room, cookie, email)
    await database.db.delete(session).where(eq(session.userId, userId))
    const half = await signIn(room, claims)
    expect(half).toMatchObject({ status: 200, body: { status: 'code' }, session: '' })
    const rows = await database.db.select().from(session).where(eq(session.userId, userId))
    expect(rows).toEqual([])
    const headers = { cookie: half.all }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(401)
    const wrong = await room.post(
      '/api/auth/two-factor/verify-totp',
      { code: '000000' },
      { headers },
    )
    expect(wrong.status).toBe(401)
    const code = await codeNow(key)
    const done = await room.post('/api/auth/two-factor/verify-totp', { code }, { headers })
    expect(done.status).toBe(200)
    expect(sessionIn(done)).not.toBe('')
  })

  it('takes five wrong codes, and no code without a password of its own either', async () => {
    const room = open()
    const { cookie, email } = await provenPerson(room)
    const claims = somebody()
    await link(room, cookie, claims)
    const { key, userId } = await switchOn(room, cookie, email)
    await database.db.delete(account).where(eq(account.providerId, 'credential'))
    const half = await signIn(room, claims)
    const headers = { cookie: half.all }
    const guess = (code: string) =>
      room.post('/api/auth/two-factor/verify-totp', { code }, { headers })
    for (let n = 0; n < 5; n += 1) expect((await guess('000000')).status).toBe(401)
    expect((await guess(await codeNow(key))).status).toBe(400)
    const again = await signIn(room, claims)
    const code = await codeNow(key)
    await forgetStep(userId)
    const done = await room.post(
      '/api/auth/two-factor/verify-totp',
      { code },
      { headers: { cookie: again.all } },
    )
    expect(done.status).toBe(200)
  })
})

describe('connecting an account', () => {
  it('asks for proof, tells its owner, and signs them in from then on', async () => {
    const room = open()
    const { cookie, email } = await signUp(room)
    const required = await room.post('/api/auth/provider/begin-link', {}, { headers: { cookie } })
    expect(await required.json()).toMatchObject({ code: 'PROOF_REQUIRED' })
    expect((await room.post('/api/auth/provider/begin-link', {})).status).toBe(401)
    await prove(room, cookie)
    const claims = somebody({ email_verified: false })
    expect(await link(room, cookie, claims)).toMatchObject({ body: { status: 'linked' } })
    const person = await personOf(email)
    const again = await signIn(room, claims)
    const found = await room.call('/api/auth/get-session', { headers: { cookie: again.session } })
    expect(await found.json()).toMatchObject({ user: { id: person?.id } })
    expect(await eventsOf(person?.id)).toContain('provider-linked')
    expect(lettersTo(room, email)).toContain('A sign-in provider was connected')
    expect(await link(room, cookie, somebody())).toMatchObject({ code: 'PROVIDER_LINKED_ALREADY' })
  })

  it('is for one account here, and ends in the session that has begun it', async () => {
    const room = open()
    const claims = somebody()
    await signIn(room, claims)
    const one = await provenPerson(room)
    expect(await link(room, one.cookie, claims)).toMatchObject({ code: 'PROVIDER_TAKEN' })
    const two = await provenPerson(room)
    const begun = await beginLink(room, one.cookie)
    const back = provider.authorize(begun.url, somebody())
    const over = { code: 'PROVIDER_ATTEMPT_OVER' }
    expect(await finish(room, back, `${two.cookie}; ${begun.cookie}`)).toMatchObject(over)
    const next = await beginLink(room, one.cookie)
    const signedOut = provider.authorize(next.url, somebody())
    expect(await finish(room, signedOut, next.cookie)).toMatchObject(over)
    // Nor does a sign-in, which anybody can begin, connect who is signed in by now.
    const anyone = await begin(room)
    const strange = provider.authorize(anyone.url, somebody())
    expect(await finish(room, strange, `${one.cookie}; ${anyone.cookie}`)).toMatchObject(over)
    const mine = await personOf(one.email)
    const rows = await database.db
      .select()
      .from(account)
      .where(eq(account.userId, mine?.id ?? ''))
    expect(rows).toHaveLength(1)
  })

  it('is taken back after proof, with all other sessions, but not as the last way in', async () => {
    const room = open()
    const { cookie, email } = await provenPerson(room)
    const claims = somebody()
    await link(room, cookie, claims)
    const other = await signIn(room, claims)
    const person = await personOf(email)
    const userId = person?.id ?? ''
    const unlink = async () => {
      const answer = await room.post('/api/auth/provider/unlink', {}, { headers: { cookie } })
      return ((await answer.json()) as { code?: string; status?: boolean }).code ?? answer.status
    }
    await database.db.update(session).set({ provenAt: null }).where(eq(session.userId, userId))
    expect(await unlink()).toBe('PROOF_REQUIRED')
    await prove(room, cookie)
    const mine = eq(account.userId, userId)
    const [kept] = await database.db
      .delete(account)
      .where(eq(account.accountId, userId))
      .returning()
    expect(await unlink()).toBe('LAST_WAY_IN')
    if (kept) await database.db.insert(account).values(kept)
    expect(await unlink()).toBe(200)
    expect(await unlink()).toBe('PROVIDER_NOT_LINKED')
    expect(await database.db.select().from(account).where(mine)).toHaveLength(1)
    const headers = { cookie: other.session }
    expect((await room.call('/api/auth/token', { headers })).status).toBe(401)
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(200)
    expect(await signIn(room, { ...claims, email })).toMatchObject({
      code: 'PROVIDER_KNOWN_ADDRESS',
    })
    expect(lettersTo(room, email)).toContain('A sign-in provider was disconnected')
    expect(await database.db.select().from(passkey)).toEqual([])
  })
})

describe('an account without a password', () => {
  it('gets one by mail, and has both ways in then', async () => {
    const room = open()
    const claims = somebody()
    const { session: cookie } = await signIn(room, claims)
    const email = claims.email ?? ''
    const refused = await room.post(
      '/api/auth/prove-by-password',
      { password },
      { headers: { cookie } },
    )
    expect(await refused.json()).toMatchObject({ code: 'INVALID_PASSWORD' })
    await room.post('/api/auth/request-password-reset', { email })
    const chosen = { token: tokenFor(room, email), newPassword: password }
    expect((await room.post('/api/auth/reset-password', chosen)).status).toBe(200)
    expect((await room.post('/api/auth/sign-in/email', { email, password })).status).toBe(200)
    expect(await signIn(room, claims)).toMatchObject({ status: 200 })
  })
})

async function begin(room: AuthRoom, body: unknown = {}) {
  return begun(await room.post('/api/auth/provider/begin', body))
}

async function beginLink(room: AuthRoom, cookie: string) {
  return begun(await room.post('/api/auth/provider/begin-link', {}, { headers: { cookie } }))
}

async function begun(answer: Response) {
  expect(answer.status).toBe(200)
  const { url } = (await answer.json()) as { url: string }
  const [line = ''] = answer.headers.getSetCookie()
  expect(line).toMatch(/HttpOnly/i)
  expect(line).toMatch(/SameSite=Lax/i)
  return { url, cookie: line.split(';', 1)[0] ?? '' }
}

async function finish(room: AuthRoom, back: URL, cookie: string) {
  const headers: Record<string, string> = cookie === '' ? {} : { cookie }
  const answer = await room.post('/api/auth/provider/finish', { search: back.search }, { headers })
  const text = await answer.text()
  const body = JSON.parse(text) as Record<string, unknown>
  const all = cookiesOf(answer)
  return { status: answer.status, code: body['code'], body, text, all, session: sessionIn(answer) }
}

async function signIn(room: AuthRoom, claims: Claims, lies?: Lies) {
  const { url, cookie } = await begin(room)
  return finish(room, provider.authorize(url, claims, lies), cookie)
}

async function link(room: AuthRoom, cookie: string, claims: Claims) {
  const begun = await beginLink(room, cookie)
  return finish(room, provider.authorize(begun.url, claims), `${cookie}; ${begun.cookie}`)
}

async function provenPerson(room: AuthRoom) {
  const person = await signUp(room)
  await prove(room, person.cookie)
  return person
}

const prove = (room: AuthRoom, cookie: string) =>
  room.post('/api/auth/prove-by-password', { password }, { headers: { cookie } })

async function switchOn(room: AuthRoom, cookie: string, email: string) {
  const headers = { cookie }
  const begun = await room.post('/api/auth/two-factor/enable', { password }, { headers })
  const { totpURI } = (await begun.json()) as { totpURI: string }
  const key = fromBase32(new URL(totpURI).searchParams.get('secret') ?? '')
  const code = await codeNow(key)
  await room.post('/api/auth/two-factor/verify-totp', { code }, { headers })
  const userId = (await personOf(email))?.id ?? ''
  await forgetStep(userId)
  return { key, userId }
}

const forgetStep = (userId: string) =>
  database.db.update(twoFactor).set({ lastUsedStep: null }).where(eq(twoFactor.userId, userId))

async function personOf(email = '') {
  const [row] = await database.db.select().from(user).where(eq(user.email, email.toLowerCase()))
  return row
}

async function eventsOf(userId = ''): Promise<string[]> {
  const mine = eq(securityEvent.userId, userId)
  const rows = await database.db.select().from(securityEvent).where(mine).orderBy(securityEvent.at)
  return rows.map(({ kind }) => kind)
}

function lettersTo({ sent }: AuthRoom, email: string): string[] {
  return sent.filter(({ to }) => to === email).map(({ letter }) => letter.subject)
}

function sessionIn(answer: Response): string {
  const lines = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return lines.find((pair) => pair.includes('.session_token=') && !pair.endsWith('=')) ?? ''
}

const codeNow = (key: string) => createOTP(key).hotp(Math.floor(Date.now() / 30_000))

function fromBase32(text: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('latin1')
}

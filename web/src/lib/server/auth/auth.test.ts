import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  newEmail,
  openAuthRoom,
  origin,
  password,
  secret,
  signUp,
  tokenOf,
} from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { purgeExpired } from './maintenance.ts'
import type { AuthConfig } from './options.ts'
import { deriveSharedKey } from './tokens.ts'

// Hashing a password takes seconds when the machine is busy with other tests.
vi.setConfig({ testTimeout: 30_000 })

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

/** A web server of its own, as far as the auth endpoints are concerned. */
const open = (changes: Partial<AuthConfig> = {}) => openAuthRoom(database.db, changes)

describe('the token', () => {
  it('says who, for whom, from whom and how long, and not a word more', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const token = await tokenOf(room, cookie)
    const keys = (await (await room.call('/api/auth/jwks')).json()) as JSONWebKeySet
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer: origin,
      audience: 'holdfast-api',
      algorithms: ['EdDSA'],
    })
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub'])
    expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid'])
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
    expect(payload.sub).toMatch(/^[0-9a-f-]{36}$/)
    expect(decodeJwt(await tokenOf(room, cookie)).jti).not.toBe(payload.jti)
  })

  it('is signed with the derived key when the secret is shared, and no key set is published', async () => {
    const room = open({ AUTH_MODE: 'shared-secret' })
    const { cookie } = await signUp(room)
    const token = await tokenOf(room, cookie)
    const { key, header } = deriveSharedKey(secret)
    expect(decodeProtectedHeader(token)).toEqual({ ...header, typ: 'JWT' })
    const { payload } = await jwtVerify(token, key, { issuer: origin })
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub'])
    await expect(jwtVerify(token, Buffer.from(secret))).rejects.toThrow()
    expect((await room.call('/api/auth/jwks')).status).toBe(404)
  })

  it('is not to be had after signing out', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const out = await room.post('/api/auth/sign-out', {}, { headers: { cookie } })
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    const response = await room.call('/api/auth/token', { headers: { cookie } })
    expect(response.status).toBe(401)
  })
})

describe('a session', () => {
  it('is read anew each time: no copy of it in a cookie outlives it', async () => {
    const room = open()
    const { cookie, response } = await signUp(room)
    const read = await room.call('/api/auth/get-session', { headers: { cookie } })
    const set = [...response.headers.getSetCookie(), ...read.headers.getSetCookie()]
    const names = set.filter((one) => !/=;/.test(one)).map((one) => one.split('=', 1)[0])
    expect([...new Set(names)]).toEqual(['__Secure-holdfast.session_token'])
    await database.owner`delete from session`
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(401)
    const after = await room.call('/api/auth/get-session', { headers: { cookie } })
    expect(await after.text()).toBe('null')
  })

  it('signs no token that nobody has asked for', async () => {
    const room = open()
    const { cookie, response } = await signUp(room)
    const read = await room.call('/api/auth/get-session', { headers: { cookie } })
    for (const { headers } of [response, read]) {
      expect([...headers.values()].join(' ')).not.toContain('eyJ')
    }
  })
})

describe('an account', () => {
  it('is made whole or not at all', async () => {
    const room = open()
    await database.owner.unsafe(`
      create function refuse() returns trigger language plpgsql as $$
        begin raise exception 'no room'; end $$;
      create trigger refuse before insert on account for each row execute function refuse()`)
    const email = newEmail()
    const profile = { name: 'Ann', email, password }
    try {
      const refused = await room.post('/api/auth/sign-up/email', profile)
      expect(refused.status).toBeGreaterThanOrEqual(422)
    } finally {
      await database.owner.unsafe('drop trigger refuse on account; drop function refuse()')
    }
    expect(await database.owner`select id from "user" where email = ${email}`).toEqual([])
    expect((await room.post('/api/auth/sign-up/email', profile)).status).toBe(200)
  })
})

describe('/api/auth', () => {
  it('keeps the session token in its httpOnly cookie and out of every body', async () => {
    const room = open()
    const { cookie, response, email } = await signUp(room)
    const set = response.headers.getSetCookie()[0] ?? ''
    expect(set).toMatch(/^__Secure-holdfast\.session_token=/)
    expect(set).toMatch(/; Secure; HttpOnly; SameSite=Lax|; HttpOnly; Secure; SameSite=Lax/)
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''
    expect(token).toHaveLength(32)
    const signIn = { email, password: 'correct horse' }
    for (const answer of [
      response,
      await room.call('/api/auth/get-session', { headers: { cookie } }),
      await room.post('/api/auth/sign-in/email', signIn),
    ]) {
      const body = await answer.text()
      if (answer !== response) expect(body).toContain(email)
      expect(body).not.toContain(token)
      expect(body).not.toContain('"token"')
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it.each([
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/change-email'],
    ['POST', '/api/auth/delete-user'],
    ['GET', '/api/auth/list-sessions'],
    // Better Auth's own links: they work by GET, more than once, and go where they are told.
    ['GET', '/api/auth/verify-email'],
    ['POST', '/api/auth/send-verification-email'],
    ['GET', '/api/auth/describe-link'],
    ['GET', '/api/auth//token'],
    ['GET', '/api/auth/token/'],
    ['GET', '/api/auth/constructor'],
    ['GET', '/api/auth/reset-password/x'],
    ['POST', '/api/auth/sign-in/social'],
  ])('has no %s %s', async (method, path) => {
    expect((await open().call(path, { method })).status).toBe(404)
  })

  it('names the method when it is the wrong one, and refuses a foreign origin', async () => {
    const room = open()
    const wrong = await room.call('/api/auth/sign-in/email')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
    const body = { email: 'a@example.com', password: 'correct horse' }
    for (const foreign of ['https://evil.example', 'null', 'http://tasks.example.com']) {
      const headers = { origin: foreign }
      expect((await room.post('/api/auth/sign-in/email', body, { headers })).status).toBe(403)
    }
  })

  it.each(['', '   ', 'x'.repeat(101), 'a\u0000b', 'a\nb', '\ud800'])(
    'takes no name that can not be shown or stored: %j',
    async (name) => {
      const body = { name, email: 'name@example.com', password: 'correct horse' }
      const response = await open().post('/api/auth/sign-up/email', body)
      expect(response.status).toBe(400)
    },
  )

  it('lets the key set be cached for seconds only', async () => {
    const { headers } = await open().call('/api/auth/jwks')
    expect(headers.get('cache-control')).toBe('public, max-age=10')
  })
})

describe('expired rows', () => {
  it('are deleted, and the live ones are not', async () => {
    const room = open()
    const [gone, kept] = [await signUp(room), await signUp(room)]
    await database.owner`
      update session set expires_at = now() - interval '1 second'
      where user_id = (select id from "user" where email = ${gone.email})`
    await purgeExpired(database.db)
    const rows = await database.db.query.session.findMany({ with: { user: true } })
    const owners = rows.map((row) => row.user.email)
    expect(owners).toContain(kept.email)
    expect(owners).not.toContain(gone.email)
  })
})

describe('without its database', () => {
  it('answers 503 for a token when only the session could not be read', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    await database.owner`revoke select on session from holdfast_web`
    const response = await room.call('/api/auth/token', { headers: { cookie } })
    await database.owner`grant select on session to holdfast_web`
    expect(response.status).toBe(503)
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(200)
  })

  it('answers 503 where 401 would sign people out', async () => {
    const room = open()
    const { cookie } = await signUp(room)
    const printed = vi.spyOn(console, 'error').mockReturnValue()
    await database.crash()
    for (const path of ['/api/auth/token', '/api/auth/get-session', '/api/auth/jwks']) {
      const response = await room.call(path, { headers: { cookie } })
      expect([path, response.status]).toEqual([path, 503])
      expect(response.headers.get('retry-after')).toBe('2')
    }
    // Better Auth would print the failed query, and with it whose session it looked for.
    expect(printed).not.toHaveBeenCalled()
  })
})

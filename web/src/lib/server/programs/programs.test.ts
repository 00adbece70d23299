import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mostPrograms, type ProgramScope } from '../../account/programs.ts'
import { purgeExpired } from '../auth/maintenance.ts'
import { deviceRequest, program } from '../db/program-tables.ts'
import { endedSession, user } from '../db/schema.ts'
import {
  openAuthRoom,
  origin,
  password,
  signUp,
  tokenFor,
  type AuthRoom,
} from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { answerDeviceAuthorization } from './device-endpoint.ts'
import { findRequest, judgeRequest, redeem } from './device-requests.ts'
import { createProgram, listPrograms, revokeAllPrograms, revokeProgram } from './grants.ts'
import { handleOAuth } from './handle.ts'
import { newSecret } from './secret.ts'
import { answerToken } from './token-endpoint.ts'
import { eq } from 'drizzle-orm'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code'
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'
const both: ProgramScope[] = ['tasks:read', 'tasks:write']

let database: TestDatabase
let room: AuthRoom

beforeAll(async () => {
  database = await startTestDatabase()
  room = openAuthRoom(database.db)
  // The first look makes the key that signs.
  await room.call('/api/auth/jwks')
})

afterAll(() => database.stop())

let addresses = 0
const nextAddress = () => `10.9.${String((addresses += 1) >> 8)}.${String(addresses % 256)}`

type Form = Record<string, string> | string[][] | string

function formRequest(form: Form, type = 'application/x-www-form-urlencoded'): Request {
  const body = new URLSearchParams(form).toString()
  return new Request(`${origin}/api/oauth/token`, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
}

const noFault = (error: unknown) => {
  throw error
}

async function ask(
  form: Form,
  {
    in: asked = room,
    address = nextAddress(),
    type,
  }: {
    in?: AuthRoom
    address?: string
    type?: string | undefined
  } = {},
) {
  const { auth, config } = asked
  const response = await handleOAuth(
    formRequest(form, type),
    (read) => answerToken({ auth, config, db: database.db, form: read, address }),
    noFault,
  )
  return { response, body: (await response.json()) as Record<string, unknown> }
}

async function askDevice(form: Form, address = nextAddress(), asked = room) {
  const client = { ipAddress: address, userAgent: 'a program' }
  const response = await handleOAuth(
    formRequest(form),
    (read) =>
      answerDeviceAuthorization({ config: asked.config, db: database.db, form: read, client }),
    noFault,
  )
  return { response, body: (await response.json()) as Record<string, string> }
}

const exchange = (secret: string, more: Record<string, string> = {}) =>
  ask({
    grant_type: EXCHANGE,
    subject_token: secret,
    subject_token_type: ACCESS_TOKEN,
    ...more,
  })

async function newUser() {
  const { email, cookie } = await signUp(room)
  const [found] = await database.db.select().from(user).where(eq(user.email, email))
  if (!found) throw new Error('nobody signed up')
  return { id: found.id, email, cookie }
}

async function newProgram(scopes = both, days = 7) {
  const person = await newUser()
  const wanted = { userId: person.id, name: 'backup', kind: 'token' as const, scopes, days }
  const created = await createProgram(database.db, wanted)
  if (!created) throw new Error('no program was made')
  return { person, ...created }
}

const endedOf = async (userId: string) =>
  (await database.db.select().from(endedSession).where(eq(endedSession.userId, userId))).map(
    ({ sessionId }) => sessionId,
  )

describe('the exchange of a secret', () => {
  it('gives a token of five minutes that names the program and what it may', async () => {
    const { person, secret, grant } = await newProgram(['tasks:read'])
    const { response, body } = await exchange(secret)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('pragma')).toBe('no-cache')
    const { access_token: token, ...rest } = body
    expect(rest).toEqual({
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'tasks:read',
      issued_token_type: ACCESS_TOKEN,
    })
    const claims = decodeJwt(String(token))
    expect(claims).toMatchObject({
      ...{ iss: origin, aud: 'holdfast-api', sub: person.id, sid: grant.id, scope: 'tasks:read' },
    })
    expect(Object.keys(claims).sort()).toEqual(
      ['aud', 'exp', 'iat', 'iss', 'jti', 'scope', 'sid', 'sub'].sort(),
    )
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300)
    expect(decodeProtectedHeader(String(token))).toMatchObject({ alg: 'EdDSA', typ: 'JWT' })
  })

  it('is signed with the derived key in the other mode', async () => {
    const { secret } = await newProgram()
    const shared = openAuthRoom(database.db, { AUTH_MODE: 'shared-secret' })
    const form = { grant_type: 'refresh_token', refresh_token: secret }
    const { body } = await ask(form, { in: shared })
    expect(decodeProtectedHeader(String(body['access_token']))).toMatchObject({ alg: 'HS256' })
  })

  it('gives less when less is asked for, and never more', async () => {
    const { secret } = await newProgram()
    for (const [scope, given] of [
      ['tasks:read', 'tasks:read'],
      ['tasks:write', 'tasks:write'],
      ['tasks:write tasks:read', 'tasks:read tasks:write'],
    ] as const) {
      const { body } = await exchange(secret, { scope })
      expect(body['scope']).toBe(given)
      expect(decodeJwt(String(body['access_token']))['scope']).toBe(given)
    }
    const { secret: reader } = await newProgram(['tasks:read'])
    for (const scope of ['tasks:write', 'tasks:read tasks:write', 'tasks:*', 'openid', '*', ' ']) {
      const { response, body } = await exchange(reader, { scope })
      expect(response.status, scope).toBe(400)
      expect(body['error'], scope).toBe('invalid_scope')
    }
  })

  it('says the same of every secret that does not count', async () => {
    const { secret, person, grant } = await newProgram()
    await revokeProgram(database.db, person.id, grant.id)
    const { secret: expired, grant: old } = await newProgram()
    const past = new Date(Date.now() - 1000)
    await database.db.update(program).set({ expiresAt: past }).where(eq(program.id, old.id))
    const bad = [secret, expired, newSecret(), secret.slice(0, -1), 'x', `${secret} `, person.id]
    const answers = await Promise.all(bad.map((one) => exchange(one)))
    for (const { response, body } of answers) {
      expect(response.status).toBe(400)
      expect(body).toEqual(answers[0]?.body)
      expect(body['error']).toBe('invalid_grant')
    }
  })

  it('refuses what is no such request', async () => {
    const { secret } = await newProgram()
    const good = { grant_type: EXCHANGE, subject_token: secret, subject_token_type: ACCESS_TOKEN }
    const bad: [string, Form, string][] = [
      ['nothing', '', 'invalid_request'],
      ['another grant', { ...good, grant_type: 'password' }, 'unsupported_grant_type'],
      ['client credentials', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
      ['no secret', { ...good, subject_token: '' }, 'invalid_request'],
      ['another type', { ...good, subject_token_type: 'x' }, 'invalid_request'],
      ['another wish', { ...good, requested_token_type: 'saml' }, 'invalid_request'],
      ['an actor', { ...good, actor_token: secret }, 'invalid_request'],
      ['another audience', { ...good, audience: 'elsewhere' }, 'invalid_target'],
      ['a resource', { ...good, resource: 'https://x.example' }, 'invalid_target'],
      ['twice', [...Object.entries(good), ['subject_token', secret]], 'invalid_request'],
    ]
    for (const [name, form, error] of bad) {
      const { response, body } = await ask(form)
      expect(response.status, name).toBe(400)
      expect(body['error'], name).toBe(error)
      expect(JSON.stringify(body), name).not.toContain(secret)
    }
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=b']) {
      expect((await ask(good, { type })).response.status, type).toBe(400)
    }
    const filled = { ...good, filler: 'x'.repeat(20_000) }
    expect((await ask(filled)).response.status).toBe(413)
    expect((await ask(good)).response.status).toBe(200)
  })

  it('notes when and from where a program was last used', async () => {
    const { person, secret } = await newProgram()
    expect(await listPrograms(database.db, person.id)).toMatchObject([
      { lastUsedAt: null, lastUsedAddress: null },
    ])
    const form = { grant_type: 'refresh_token', refresh_token: secret }
    await ask(form, { address: '192.0.2.77' })
    const [listed] = await listPrograms(database.db, person.id)
    expect(listed?.lastUsedAddress).toBe('192.0.2.77')
    expect(listed?.lastUsedAt).toBeInstanceOf(Date)
    expect(JSON.stringify(listed)).not.toContain(secret)
  })

  it('gives out no token that outlives its program', async () => {
    const { secret, grant } = await newProgram()
    const soon = new Date(Date.now() + 60_000)
    await database.db.update(program).set({ expiresAt: soon }).where(eq(program.id, grant.id))
    const { body } = await exchange(secret)
    const { exp = 0 } = decodeJwt(String(body['access_token']))
    expect(exp * 1000).toBeLessThanOrEqual(soon.getTime())
    expect(body['expires_in']).toBeLessThanOrEqual(60)
  })

  it('stops at so many a minute, for a secret and for an address', async () => {
    const { secret } = await newProgram()
    const statuses = []
    for (let n = 0; n < 61; n += 1) statuses.push((await exchange(secret)).response.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    const { response } = await exchange(secret)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    const { secret: other } = await newProgram()
    expect((await exchange(other)).response.status).toBe(200)
    const flood = Array.from({ length: 601 }, () => ask({ grant_type: 'x' }, { address: '::1' }))
    const answers = await Promise.all(flood)
    expect(answers.filter((one) => one.response.status === 429)).toHaveLength(1)
  })
})

describe('a program', () => {
  it('is kept without its secret', async () => {
    const { secret, grant } = await newProgram()
    const rows = await database.owner`select * from program where id = ${grant.id}`
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(secret.slice(7, 50))
  })

  it('is one of fifty at the most, also when many are made at once', async () => {
    const { id: userId } = await newUser()
    const wanted = { userId, name: 'x', kind: 'token' as const, scopes: both, days: 7 }
    const made = await Promise.all(
      Array.from({ length: mostPrograms + 5 }, () => createProgram(database.db, wanted)),
    )
    expect(made.filter((one) => one === null)).toHaveLength(5)
    expect(await listPrograms(database.db, userId)).toHaveLength(mostPrograms)
  })

  it('is ended by its owner alone, and the api is told', async () => {
    const { person, grant } = await newProgram()
    const { id: stranger } = await newUser()
    expect(await revokeProgram(database.db, stranger, grant.id)).toBe(false)
    expect(await endedOf(person.id)).toEqual([])
    expect(await revokeProgram(database.db, person.id, grant.id)).toBe(true)
    expect(await revokeProgram(database.db, person.id, grant.id)).toBe(false)
    expect(await endedOf(person.id)).toEqual([grant.id])
    expect(await listPrograms(database.db, person.id)).toEqual([])
  })

  it('ends with a changed password', async () => {
    const { person, secret, grant } = await newProgram()
    const { id: stranger } = (await newProgram()).person
    const changed = await room.post(
      '/api/auth/change-password',
      { currentPassword: password, newPassword: 'another horse' },
      { headers: { cookie: person.cookie } },
    )
    expect(changed.status).toBe(200)
    expect((await exchange(secret)).body['error']).toBe('invalid_grant')
    expect(await endedOf(person.id)).toContain(grant.id)
    expect(await listPrograms(database.db, stranger)).toHaveLength(1)
  })

  it('ends with a password that was reset by mail, and so does a request that was let in', async () => {
    const { person, secret } = await newProgram()
    const waiting = await approved(person.id)
    await room.post('/api/auth/request-password-reset', { email: person.email })
    const reset = await room.post('/api/auth/reset-password', {
      token: tokenFor(room, person.email),
      newPassword: 'another horse',
    })
    expect(reset.status).toBe(200)
    expect((await exchange(secret)).body['error']).toBe('invalid_grant')
    expect(await redeem(database.db, waiting)).toBe('invalid_grant')
    expect(await listPrograms(database.db, person.id)).toEqual([])
  })

  it('ends with the account', async () => {
    const { person, secret } = await newProgram()
    await database.db.delete(user).where(eq(user.id, person.id))
    expect((await exchange(secret)).body['error']).toBe('invalid_grant')
    expect(await endedOf(person.id)).toContain(null)
  })

  it('is forgotten when its time is over, which is no news to the api', async () => {
    const { person, grant } = await newProgram()
    const past = new Date(Date.now() - 1000)
    await database.db.update(program).set({ expiresAt: past }).where(eq(program.id, grant.id))
    expect(await listPrograms(database.db, person.id)).toEqual([])
    await purgeExpired(database.db)
    const left = await database.db.select().from(program).where(eq(program.id, grant.id))
    expect(left).toEqual([])
    expect(await endedOf(person.id)).toEqual([])
  })

  it('is no session: nothing of web knows it', async () => {
    const { secret } = await newProgram()
    const { body } = await exchange(secret)
    for (const token of [secret, String(body['access_token'])]) {
      for (const headers of [
        { authorization: `Bearer ${token}` },
        { cookie: `holdfast.session_token=${token}` },
        { cookie: `__Secure-holdfast.session_token=${token}` },
        { 'x-api-key': token },
      ]) {
        const session = await room.call('/api/auth/get-session', { headers })
        expect(await session.text()).toBe('null')
        expect((await room.call('/api/auth/token', { headers })).status).toBe(401)
      }
    }
  })
})

async function approved(userId: string, clientId = 'cli') {
  const { body } = await askDevice({ client_id: clientId })
  const { device_code: deviceCode = '', user_code: userCode = '' } = body
  const inRoom = { db: database.db, config: room.config }
  expect(await judgeRequest(inRoom, userCode, { userId, days: 30 })).toBe(true)
  return { deviceCode, clientId, userCode }
}

describe('a device', () => {
  const poll = (deviceCode: string, clientId = 'cli') =>
    ask({ grant_type: DEVICE, device_code: deviceCode, client_id: clientId })
  const inRoom = () => ({ db: database.db, config: room.config })

  it('gets two codes, of which the database keeps neither', async () => {
    const { response, body } = await askDevice({ client_id: 'cli', scope: 'tasks:read' })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { device_code: deviceCode = '', user_code: userCode = '' } = body
    expect(body).toEqual({
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: `${origin}/device`,
      verification_uri_complete: `${origin}/device?user_code=${userCode}`,
      expires_in: 600,
      interval: 5,
    })
    expect(deviceCode).toMatch(/^[\w-]{43}$/)
    const kept = JSON.stringify(await database.db.select().from(deviceRequest))
    expect(kept).not.toContain(deviceCode)
    expect(kept).not.toContain(userCode)
    expect(await findRequest(inRoom(), userCode)).toMatchObject({
      clientId: 'cli',
      scopes: ['tasks:read'],
      userAgent: 'a program',
    })
  })

  it('says in its name nothing but a name, and asks for scopes that there are', async () => {
    for (const id of [
      '',
      ' ',
      'a\n',
      'a"b',
      '<b>',
      'é',
      'a'.repeat(65),
      ' a',
      'a ',
      '‮cli',
      'a:b',
    ]) {
      const { response, body } = await askDevice({ client_id: id })
      expect(response.status, id).toBe(400)
      expect(body['error'], id).toBe('invalid_request')
    }
    for (const scope of ['admin', 'tasks:read admin', ' ', '*', 'tasks:read  tasks:write']) {
      const { body } = await askDevice({ client_id: 'cli', scope })
      expect(body['error'], scope).toBe('invalid_scope')
    }
  })

  it('waits, is let in once, and is a program like any other then', async () => {
    const { id: userId } = await newUser()
    const { body: asked } = await askDevice({ client_id: 'my cli', scope: 'tasks:read' })
    const { device_code: deviceCode = '', user_code: userCode = '' } = asked
    expect((await poll(deviceCode, 'my cli')).body['error']).toBe('authorization_pending')
    expect(await judgeRequest(inRoom(), userCode, { userId, days: 90 })).toBe(true)
    const { response, body } = await poll(deviceCode, 'my cli')
    expect(response.status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'tasks:read' })
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      sub: userId,
      scope: 'tasks:read',
    })
    const listed = await listPrograms(database.db, userId)
    expect(listed).toMatchObject([{ name: 'my cli', kind: 'device', scopes: ['tasks:read'] }])
    const days = ((listed[0]?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(90)
    expect((await poll(deviceCode, 'my cli')).body['error']).toBe('invalid_grant')
    const again = await ask({
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
    })
    expect(again.response.status).toBe(200)
    expect((await exchange(String(body['refresh_token']))).response.status).toBe(200)
  })

  it('is let in once, however many times it asks at once', async () => {
    const { id: userId } = await newUser()
    const { deviceCode } = await approved(userId)
    const answers = await Promise.all(Array.from({ length: 8 }, () => poll(deviceCode)))
    expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(1)
    expect(await listPrograms(database.db, userId)).toHaveLength(1)
  })

  it('is told to slow down, each time by five seconds more', async () => {
    const { body } = await askDevice({ client_id: 'cli' })
    const { device_code: deviceCode = '' } = body
    const errors = []
    for (let n = 0; n < 3; n += 1) errors.push((await poll(deviceCode)).body['error'])
    expect(errors).toEqual(['authorization_pending', 'slow_down', 'slow_down'])
    const passed = (seconds: number) => database.owner`
      update device_request set last_polled_at = last_polled_at - make_interval(secs => ${seconds})`
    await passed(10)
    expect((await poll(deviceCode)).body['error']).toBe('slow_down')
    await passed(20)
    expect((await poll(deviceCode)).body['error']).toBe('authorization_pending')
  })

  it('is told that it is turned away, or that it came too late', async () => {
    const { body: one } = await askDevice({ client_id: 'cli' })
    expect(await judgeRequest(inRoom(), one['user_code'] ?? '', 'denied')).toBe(true)
    expect((await poll(one['device_code'] ?? '')).body['error']).toBe('access_denied')
    expect((await poll(one['device_code'] ?? '')).body['error']).toBe('invalid_grant')
    const { id: userId } = await newUser()
    const { deviceCode, userCode } = await approved(userId)
    const { body: open } = await askDevice({ client_id: 'cli' })
    await database.owner`update device_request set expires_at = now()`
    expect((await poll(deviceCode)).body['error']).toBe('expired_token')
    expect(await findRequest(inRoom(), open['user_code'] ?? '')).toBeNull()
    expect(await judgeRequest(inRoom(), open['user_code'] ?? '', { userId, days: 7 })).toBe(false)
    expect(await judgeRequest(inRoom(), userCode, 'denied')).toBe(false)
    expect(await listPrograms(database.db, userId)).toEqual([])
    await purgeExpired(database.db)
    expect((await poll(deviceCode)).body['error']).toBe('expired_token')
    await database.owner`update device_request set expires_at = now() - interval '2 hours'`
    await purgeExpired(database.db)
    expect((await poll(deviceCode)).body['error']).toBe('invalid_grant')
  })

  it('is judged once: whoever comes second finds nothing', async () => {
    const [ann, bob] = [await newUser(), await newUser()]
    const { body } = await askDevice({ client_id: 'cli' })
    const code = body['user_code'] ?? ''
    const judged = await Promise.all([
      judgeRequest(inRoom(), code, { userId: ann.id, days: 7 }),
      judgeRequest(inRoom(), code, { userId: bob.id, days: 7 }),
      judgeRequest(inRoom(), code, 'denied'),
    ])
    expect(judged.filter(Boolean)).toHaveLength(1)
    expect(await findRequest(inRoom(), code)).toBeNull()
  })

  it('is bound to the name that it asked with', async () => {
    const { id: userId } = await newUser()
    const { deviceCode } = await approved(userId)
    expect((await poll(deviceCode, 'another')).body['error']).toBe('invalid_grant')
    expect((await poll(deviceCode)).response.status).toBe(200)
  })

  it('finds no room beside fifty programs', async () => {
    const { id: userId } = await newUser()
    const { deviceCode } = await approved(userId)
    const wanted = { userId, name: 'x', kind: 'token' as const, scopes: both, days: 7 }
    for (let n = 0; n < mostPrograms; n += 1) await createProgram(database.db, wanted)
    expect((await poll(deviceCode)).body['error']).toBe('access_denied')
    expect(await revokeAllPrograms(database.db, userId)).toBe(mostPrograms)
  })

  it('begins so often a minute from one address, however it spells it', async () => {
    const few = openAuthRoom(database.db, { AUTH_ATTEMPTS_PER_MINUTE: 3 })
    const statuses = []
    for (const tail of ['1', '2', 'ffff:1', '3:4:5:6']) {
      const address = `2001:db8:77:1::${tail}`.replace('::3:4:5:6', ':3:4:5:6')
      statuses.push((await askDevice({ client_id: 'cli' }, address, few)).response.status)
    }
    expect(statuses).toEqual([200, 200, 200, 429])
    const next = await askDevice({ client_id: 'cli' }, '2001:db8:77:2::1', few)
    expect(next.response.status).toBe(200)
  })
})

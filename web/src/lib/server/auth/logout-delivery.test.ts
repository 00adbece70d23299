import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { endedSession, session, user } from '../db/schema.ts'
import { createLogger } from '../log.ts'
import { openAuthRoom, origin, secret, signUp, tokenOf } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { createLogoutTokens } from './logout-tokens.ts'
import { startLogoutDelivery, type LogoutDelivery } from './logout-delivery.ts'
import type { AuthConfig } from './options.ts'
import { deriveSharedKey } from './tokens.ts'

vi.setConfig({ testTimeout: 30_000 })

const wait = { timeout: 20_000, interval: 20 }
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const lines: string[] = []
const logger = createLogger('debug', (line) => void lines.push(line))
let database: TestDatabase
let api: Server
let heard: { path: string; type: string | undefined; token: string }[]
let status: number
const deliveries: LogoutDelivery[] = []

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

beforeEach(async () => {
  heard = []
  lines.length = 0
  status = 200
  await database.db.delete(endedSession)
  api = createServer((request, response) => {
    void text(request).then((body) => {
      const token = new URLSearchParams(body).get('logout_token') ?? ''
      heard.push({ path: request.url ?? '', type: request.headers['content-type'], token })
      response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(api, 'listening')
})

afterEach(async () => {
  for (const delivery of deliveries.splice(0)) await delivery.stop()
  api.closeAllConnections()
  api.close()
})

function open(changes: Partial<AuthConfig> = {}) {
  const room = openAuthRoom(database.db, changes)
  return { ...room, sign: createLogoutTokens(room.config, room.auth, database.db) }
}

function deliver(signLogoutToken: ReturnType<typeof open>['sign']): LogoutDelivery {
  const { port } = api.address() as { port: number }
  const apiUrl = `http://127.0.0.1:${port}`
  const delivery = startLogoutDelivery({ db: database.db, apiUrl, signLogoutToken, logger })
  deliveries.push(delivery)
  return delivery
}

const waiting = () => database.db.select().from(endedSession)

async function signedIn(room: ReturnType<typeof open>) {
  const person = await signUp(room)
  const [row] = await database.db
    .select({ userId: user.id, sessionId: session.id })
    .from(user)
    .innerJoin(session, eq(session.userId, user.id))
    .where(eq(user.email, person.email))
  if (!row) throw new Error('nobody is signed in')
  return { ...person, ...row }
}

describe('the word that a session has ended', () => {
  it('is a logout token of the key set, told once', async () => {
    const room = open()
    const { cookie, userId, sessionId } = await signedIn(room)
    await tokenOf(room, cookie)
    deliver(room.sign)
    await room.post('/api/auth/sign-out', {}, { headers: { cookie } })
    await expect.poll(() => heard.length, wait).toBe(1)
    await expect.poll(waiting, wait).toEqual([])
    const [{ path, type, token } = { path: '', type: '', token: '' }] = heard
    expect(path).toBe('/v1/backchannel-logout')
    expect(type).toMatch(/^application\/x-www-form-urlencoded/)
    const keys = (await (await room.call('/api/auth/jwks')).json()) as JSONWebKeySet
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
      ...{ issuer: origin, audience: 'holdfast-api', typ: 'logout+jwt' },
    })
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: expect.any(String) as string })
    expect(payload).toEqual({
      ...{ iss: origin, aud: 'holdfast-api', sub: userId, sid: sessionId },
      ...{ iat: expect.any(Number) as number, exp: (payload.iat ?? 0) + 3600 },
      ...{ jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, events: { [EVENT]: {} } },
    })
  })

  it('is signed by the derived secret in shared-secret mode', async () => {
    const room = open({ AUTH_MODE: 'shared-secret' })
    const { cookie } = await signedIn(room)
    deliver(room.sign)
    await room.post('/api/auth/sign-out', {}, { headers: { cookie } })
    await expect.poll(() => heard.length, wait).toBe(1)
    const { protectedHeader } = await jwtVerify(heard[0]?.token ?? '', deriveSharedKey(secret).key)
    expect(protectedHeader).toEqual({ ...deriveSharedKey(secret).header, typ: 'logout+jwt' })
  })

  it('is kept while the api is away or refuses, and told by whoever comes next', async () => {
    const room = open()
    const { cookie, sessionId } = await signedIn(room)
    await tokenOf(room, cookie)
    status = 503
    const first = deliver(room.sign)
    await database.db.delete(session).where(eq(session.id, sessionId))
    await expect.poll(() => heard.length, wait).toBeGreaterThan(1)
    await first.stop()
    expect(await waiting()).toHaveLength(1)
    const ids = new Set(heard.map(({ token }) => jtiOf(token)))
    expect(ids.size).toBe(1)
    status = 200
    deliver(room.sign)
    await expect.poll(waiting, wait).toEqual([])
    expect(jtiOf(heard.at(-1)?.token ?? '')).toBe([...ids][0])
    expect(lines.join('')).toContain('could not be told')
    for (const word of [sessionId, ...heard.map(({ token }) => token)]) {
      expect(lines.join('')).not.toContain(word)
    }
  })

  it('comes of any statement that ends a session, and of the end of an account', async () => {
    const room = open()
    const { cookie, userId, sessionId } = await signedIn(room)
    await tokenOf(room, cookie)
    await database.db.delete(user).where(eq(user.id, userId))
    const rows = await waiting()
    expect(rows.map((row) => row.sessionId)).toEqual(expect.arrayContaining([sessionId, null]))
    expect(rows.map((row) => row.userId)).toEqual([userId, userId])
    deliver(room.sign)
    await expect.poll(waiting, wait).toEqual([])
    expect(heard).toHaveLength(2)
  })

  it('is not said of a session that has run out by itself', async () => {
    const room = open()
    const { sessionId } = await signedIn(room)
    await database.db
      .update(session)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(session.id, sessionId))
    await database.db.delete(session).where(eq(session.id, sessionId))
    expect(await waiting()).toEqual([])
  })

  it('is dropped when every token in question has expired', async () => {
    const room = open()
    await database.db
      .insert(endedSession)
      .values({ userId: 'u', endedAt: new Date(Date.now() - 3_601_000) })
    deliver(room.sign)
    await expect.poll(waiting, wait).toEqual([])
    expect(heard).toEqual([])
  })
})

function jtiOf(token: string): unknown {
  const [, payload = ''] = token.split('.')
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: unknown }).jti
}

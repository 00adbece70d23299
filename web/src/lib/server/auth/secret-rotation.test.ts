import { createEmailVerificationToken } from 'better-auth/api'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { jwks } from '../db/schema.ts'
import { openTasksDatabase, startApi, type Api } from '../testing/api-process.ts'
import {
  openAuthRoom,
  secret as older,
  signUp,
  tokenOf,
  type AuthRoom,
} from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { tendKeys } from './key-rotation.ts'
import type { AuthConfig } from './options.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const newer = 'Zt6Yk2Wc9Xr4Bn8Qm1Lp5Vd7Hg3Jf0Sa'
const one = { version: 1, value: older }
const two = { version: 2, value: newer }
/** The steps of the way from one secret to the next, as an operator sets them. */
const before = {}
const prepared = { BETTER_AUTH_SECRET: null, BETTER_AUTH_SECRETS: [one, two] }
const changed = { BETTER_AUTH_SECRET: null, BETTER_AUTH_SECRETS: [two, one] }
const after = { BETTER_AUTH_SECRET: null, BETTER_AUTH_SECRETS: [two] }

let database: TestDatabase
let tasksUrl: string
const apis: Api[] = []

beforeAll(async () => {
  database = await startTestDatabase()
  tasksUrl = await openTasksDatabase(database)
})

afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()))
  await database.stop()
})

beforeEach(async () => {
  await database.db.delete(jwks)
})

const open = (changes: Partial<AuthConfig>) => openAuthRoom(database.db, changes)
const tend = ({ auth, config }: AuthRoom) => tendKeys({ auth, db: database.db, times: config })
const privateKey = async () => {
  const [row] = await database.db.select().from(jwks)
  return JSON.parse(row?.privateKey ?? '""') as string
}
const statusOf = async (room: AuthRoom, cookie: string) =>
  (await room.call('/api/auth/token', { headers: { cookie } })).status
const kidOf = async (room: AuthRoom, cookie: string) =>
  decodeProtectedHeader(await tokenOf(room, cookie)).kid

describe('when the secret changes', () => {
  it('sessions go on, and their cookies are signed anew within the life of a session', async () => {
    await tend(open(changed))
    const { cookie, email } = await signUp(open(before))
    for (const step of [prepared, changed]) {
      expect(await statusOf(open(step), cookie)).toBe(200)
    }
    expect(await statusOf(open(after), cookie)).toBe(401)
    // A day later: a session that is used is prolonged.
    await database.owner`
      update session set expires_at = expires_at - interval '1 day', updated_at = now() - interval '1 day'
      where user_id = (select id from "user" where email = ${email})`
    const answer = await open(changed).call('/api/auth/token', { headers: { cookie } })
    const renewed = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    expect(renewed.split('=', 1)).toEqual(cookie.split('=', 1))
    expect(await statusOf(open(after), renewed)).toBe(200)
  })

  it('a page knows the session, too, and it can be ended', async () => {
    const { cookie } = await signUp(open(before))
    const room = open(changed)
    const headers = new Headers({ cookie: `theme=dark; ${cookie}; other=a.b` })
    expect(await room.auth.api.getSession({ headers })).toMatchObject({ session: {} })
    const out = await room.post('/api/auth/sign-out', {}, { headers: { cookie } })
    expect(out.status).toBe(200)
    expect(await statusOf(room, cookie)).toBe(401)
    expect(await statusOf(open(before), cookie)).toBe(401)
  })

  it.each([
    ['nobody', (value: string) => `${value}.`],
    ['the value itself', (value: string) => `${value}.${value}`],
    [
      'half a signature',
      (value: string, signature: string) => `${value}.${signature.slice(0, 20)}`,
    ],
    ['the signature of another', (value: string, signature: string) => `x${value}.${signature}`],
  ])('a cookie signed by %s is good for nothing', async (_, forge) => {
    const { cookie } = await signUp(open(before))
    const [name = '', content = ''] = cookie.split('=')
    const [value = '', signature = ''] = decodeURIComponent(content).split('.')
    const forged = `${name}=${encodeURIComponent(forge(value, signature))}`
    expect(await statusOf(open(changed), forged)).toBe(401)
  })

  it('the signing key stays, and is under the new secret as soon as that signs', async () => {
    const room = open(before)
    await tend(room)
    const { cookie } = await signUp(room)
    const kid = await kidOf(room, cookie)
    const sealed = await privateKey()

    await tend(open(prepared))
    // Servers that are not restarted yet go on reading it.
    expect(await privateKey()).toBe(sealed)
    expect(await kidOf(room, cookie)).toBe(kid)

    expect(await kidOf(open(changed), cookie)).toBe(kid)
    await tend(open(changed))
    expect(await privateKey()).toMatch(/^\$ba\$2\$/)
    expect(await kidOf(open(prepared), cookie)).toBe(kid)

    expect(await tend(open(after))).toMatchObject({ unreadable: 0, made: undefined })
    const { cookie: fresh } = await signUp(open(after))
    expect(await kidOf(open(after), fresh)).toBe(kid)
  })

  it('once more, nothing of the first is needed', async () => {
    const third = { version: 3, value: 'Qx4Nb7Ws2Ht9Jk5Fv8Dz3Gp6Cr1Lm0Ye' }
    await tend(open(changed))
    const { cookie } = await signUp(open(after))
    const kid = await kidOf(open(after), cookie)
    const again = open({ BETTER_AUTH_SECRET: null, BETTER_AUTH_SECRETS: [third, two] })
    expect(await tend(again)).toMatchObject({ unreadable: 0 })
    expect(await kidOf(again, cookie)).toBe(kid)
    expect(await privateKey()).toMatch(/^\$ba\$3\$/)
  })

  it('BETTER_AUTH_SECRET may stay beside it as the older one', async () => {
    await tend(open(before))
    const { cookie } = await signUp(open(before))
    const kid = await kidOf(open(before), cookie)
    const beside = open({ BETTER_AUTH_SECRET: older, BETTER_AUTH_SECRETS: [two] })
    expect(await kidOf(beside, cookie)).toBe(kid)
    expect(await tend(beside)).toMatchObject({ unreadable: 0 })
    expect(await privateKey()).toMatch(/^\$ba\$2\$/)
  })
})

describe('the shared secret', () => {
  const shared = { AUTH_MODE: 'shared-secret' } as const
  const api = async (secrets: Record<string, string>) => {
    const started = await startApi(tasksUrl, { ...shared, ...secrets })
    apis.push(started)
    return started
  }

  it('changes without a refusal, and what the old one signed is refused when it is dropped', async () => {
    const oldToken = await tokenIn(open({ ...shared, ...before }))
    const newToken = await tokenIn(open({ ...shared, ...changed }))
    const judges = {
      before: await api({ BETTER_AUTH_SECRET: older }),
      prepared: await api({ BETTER_AUTH_SECRETS: `1:${older},2:${newer}` }),
      changed: await api({ BETTER_AUTH_SECRETS: `2:${newer},1:${older}` }),
      after: await api({ BETTER_AUTH_SECRETS: `2:${newer}` }),
    }
    const judged = Object.entries(judges).map(async ([step, judge]) => [
      step,
      ...(await Promise.all([oldToken, newToken].map((token) => judge.status(token)))),
    ])
    expect(await Promise.all(judged)).toEqual([
      ['before', 200, 401],
      ['prepared', 200, 200],
      ['changed', 200, 200],
      ['after', 401, 200],
    ])
  })

  it('T113, T114 keeps the tokens for the api and those in e-mail links apart', async () => {
    const room = open(shared)
    const judge = await api({ BETTER_AUTH_SECRET: older })
    const { email, cookie } = await signUp(room)
    await database.owner`update "user" set email_verified = false where email = ${email}`
    const apiToken = await tokenOf(room, cookie)
    const link = await createEmailVerificationToken(older, email)
    const change = await createEmailVerificationToken(older, email, 'new@example.com')
    expect(await judge.status(apiToken)).toBe(200)
    expect(await Promise.all([link, change].map((token) => judge.status(token)))).toEqual([
      401, 401,
    ])
    const verify = (token: string) => room.auth.api.verifyEmail({ query: { token } })
    await expect(verify(apiToken)).rejects.toMatchObject({ body: { code: 'INVALID_TOKEN' } })
    expect(await verified(email)).toBe(false)
    await verify(link)
    expect(await verified(email)).toBe(true)
  })

  async function tokenIn(room: AuthRoom): Promise<string> {
    const { cookie } = await signUp(room)
    return tokenOf(room, cookie)
  }

  async function verified(email: string): Promise<unknown> {
    const rows = await database.owner`select email_verified from "user" where email = ${email}`
    return rows[0]?.['email_verified']
  }
})

import { decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import { asc, count } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { jwks } from '../db/schema.ts'
import { createLogger } from '../log.ts'
import { openAuthRoom, signUp, tokenOf, type AuthRoom } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { startKeyRotation, tendKeys, type Rotation } from './key-rotation.ts'
import { createKeyStore } from './keys.ts'
import type { AuthConfig } from './options.ts'

vi.setConfig({ testTimeout: 30_000 })

const DAY = 86_400
let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase()
}, 120_000)

afterAll(() => database.stop())

beforeEach(async () => {
  await database.db.delete(jwks)
})

const open = (changes: Partial<AuthConfig> = {}) => openAuthRoom(database.db, changes)
const tend = ({ auth, config }: AuthRoom, rotation?: Rotation) =>
  tendKeys({ auth, db: database.db, times: config }, rotation)
const rows = () => database.db.select().from(jwks).orderBy(asc(jwks.createdAt))
const published = async ({ call }: AuthRoom) => {
  const { keys } = (await (await call('/api/auth/jwks')).json()) as JSONWebKeySet
  return keys.map(({ kid }) => kid)
}

/** As if all that is in the table had happened so much earlier. */
const wait = (seconds: number) => database.owner`
  update jwks set created_at = created_at - make_interval(secs => ${seconds}),
                  expires_at = expires_at - make_interval(secs => ${seconds})`

async function signedIn() {
  const room = open()
  const { cookie } = await signUp(room)
  const signer = async () => decodeProtectedHeader(await tokenOf(room, cookie)).kid
  return { room, signer }
}

describe('a signing key', () => {
  it('is published, then signs, then is kept without its private part, then is gone', async () => {
    const { room, signer } = await signedIn()
    const { made: first } = await tend(room)
    expect([await signer(), await published(room)]).toEqual([first, [first]])

    await wait(30 * DAY - 10)
    expect(await tend(room)).toMatchObject({ made: undefined, withdrawn: 0 })
    await wait(10)
    const { made: second } = await tend(room)
    expect(second).not.toBe(first)
    expect(await published(room)).toEqual([second, first])
    expect(await signer()).toBe(first)

    await wait(2 * DAY - 10)
    await tend(room)
    expect(await signer()).toBe(first)
    await wait(10)
    // It signs by then, whether anybody has tended the keys or not.
    expect(await signer()).toBe(second)
    expect(await tend(room)).toMatchObject({ made: undefined, withdrawn: 0 })
    expect((await rows()).map(({ id, privateKey }) => [id, privateKey !== ''])).toEqual([
      [first, false],
      [second, true],
    ])
    expect(await published(room)).toEqual([second, first])

    await wait(DAY - 10)
    expect(await tend(room)).toMatchObject({ withdrawn: 0 })
    expect(await published(room)).toEqual([second, first])
    await wait(10)
    expect(await published(room)).toEqual([second])
    expect(await tend(room)).toMatchObject({ withdrawn: 1 })
    expect((await rows()).map(({ id }) => id)).toEqual([second])
  })

  it('says when it wants to be looked at next', async () => {
    const room = open()
    const seconds = async () => Math.round((await tend(room)).nextInMs / 1000)
    expect(await seconds()).toBe(30 * DAY)
    await wait(30 * DAY)
    expect(await seconds()).toBe(2 * DAY)
    await wait(2 * DAY)
    expect(await seconds()).toBe(DAY)
    await wait(DAY)
    expect(await seconds()).toBe(27 * DAY)
  })

  it('that signs does so until there is another, however long nobody has looked', async () => {
    const { room, signer } = await signedIn()
    const { made: first } = await tend(room)
    await wait(400 * DAY)
    expect(await signer()).toBe(first)
    const { made: second } = await tend(room)
    expect(await published(room)).toEqual([second, first])
    expect(await signer()).toBe(first)
  })

  it('that was given an end without a successor gets one first', async () => {
    const { room, signer } = await signedIn()
    const { made: first } = await tend(room)
    await database.db.update(jwks).set({ expiresAt: new Date(Date.now() + 60_000) })
    const { made: second } = await tend(room)
    expect(second).toBeTypeOf('string')
    await wait(DAY)
    expect(await signer()).toBe(first)
    await wait(DAY)
    expect(await signer()).toBe(second)
  })

  it('is made by one of many servers, each of which finds it missing or due', async () => {
    const rooms = [open(), open(), open(), open()]
    for (const days of [0, 30]) {
      await wait(days * DAY)
      const tended = await database.owner.begin(async (sql) => {
        // Nobody gets to write before everybody has had the chance to look.
        await sql`lock table jwks in exclusive mode`
        const tending = rooms.map((room) => tend(room))
        let waiting = 0
        while (waiting < rooms.length) {
          const [row] = await sql`select count(*)::int as n from pg_locks where not granted`
          waiting = Number(row?.['n'])
        }
        return { tending }
      })
      const made = (await Promise.all(tended.tending)).flatMap((one) => one.made ?? [])
      expect(made).toHaveLength(1)
    }
    expect(await rows()).toHaveLength(2)
    const signers = rooms.map(() => createKeyStore(database.db, open().config).getSigningKey())
    expect(new Set((await Promise.all(signers)).map((key) => key?.id)).size).toBe(1)
  })

  it('is made for the first token, too, and by one server', async () => {
    const store = createKeyStore(database.db, open().config)
    const made = ['a', 'b', 'c'].map((name) =>
      store.createJwk({ publicKey: name, privateKey: name, alg: 'EdDSA' }),
    )
    expect(new Set((await Promise.all(made)).map((key) => key.id)).size).toBe(1)
    expect(await database.db.select({ rows: count() }).from(jwks)).toEqual([{ rows: 1 }])
  })

  it('is found among any number of rows', async () => {
    const { room, signer } = await signedIn()
    const { made } = await tend(room)
    const [key] = await rows()
    if (!key) throw new Error('no key')
    const past = (days: number) => new Date(Date.now() - days * 86_400_000)
    // Retired ones still published, retired ones long over, and ones that wait for their turn.
    const others = [
      ...Array.from({ length: 120 }, (_, n) => ({ createdAt: past(90 + n), expiresAt: past(0.5) })),
      ...Array.from({ length: 150 }, (_, n) => ({ createdAt: past(500 - n), expiresAt: past(2) })),
      ...Array.from({ length: 120 }, (_, n) => ({ createdAt: past(-1 - n), expiresAt: null })),
    ].map((times, n) => ({ ...key, ...times, id: `other-${String(n)}` }))
    await database.db.insert(jwks).values(others)
    expect(await signer()).toBe(made)
    const kids = await published(room)
    expect(kids).toHaveLength(241)
    expect(kids).toContain(made)
    expect(await tend(room)).toMatchObject({ withdrawn: 150 })
    expect(await rows()).toHaveLength(241)
  })
})

describe('rotation by hand', () => {
  it('begins at once, and is the same rotation when it is asked for again', async () => {
    const { room, signer } = await signedIn()
    const { made: first } = await tend(room)
    const { made: second, signsFrom } = await tend(room, 'now')
    expect(signsFrom?.getTime()).toBeGreaterThan(Date.now() + (2 * DAY - 60) * 1000)
    expect(await published(room)).toEqual([second, first])
    expect(await signer()).toBe(first)
    expect(await tend(room, 'now')).toMatchObject({ made: undefined, signsFrom })
    await wait(2 * DAY)
    expect(await signer()).toBe(second)
  })

  it('of a leaked key leaves nothing of it: another is published and signs', async () => {
    const { room, signer } = await signedIn()
    await tend(room)
    await tend(room, 'now')
    const { made, withdrawn, signsFrom } = await tend(room, 'leaked')
    expect([withdrawn, signsFrom]).toEqual([2, undefined])
    expect(await published(room)).toEqual([made])
    expect(await signer()).toBe(made)
    expect(await rows()).toHaveLength(1)
  })
})

describe('keys that another secret has made', () => {
  it('are retired when a server starts, and not an error for everyone', async () => {
    await tend(open())
    const room = open({ BETTER_AUTH_SECRET: 'Zt6Yk2Wc9Xr4Bn8Qm1Lp5Vd7Hg3Jf0Sa' })
    const { cookie } = await signUp(room)
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(503)
    expect(await tend(room)).toMatchObject({ unreadable: 1 })
    expect((await room.call('/api/auth/token', { headers: { cookie } })).status).toBe(200)
    expect(await published(room)).toHaveLength(2)
  })
})

describe('startKeyRotation', () => {
  it('goes by the schedule until it is stopped, and says so', async () => {
    const lines: string[] = []
    const room = open({
      ...{ SIGNING_KEY_ROTATION_SECONDS: 0.3, SIGNING_KEY_AHEAD_SECONDS: 0.1 },
      SIGNING_KEY_KEPT_SECONDS: 0.1,
    })
    const logger = createLogger('info', (line) => void lines.push(line))
    const keeper = { auth: room.auth, db: database.db, times: room.config }
    const stop = startKeyRotation(keeper, logger)
    await expect.poll(() => lines.join(''), { timeout: 20_000 }).toContain('left the key set')
    stop()
    const kids = (await rows()).map(({ id }) => id)
    expect(lines.join('')).toContain(kids[0])
    for (const { privateKey } of await rows()) {
      expect(lines.join('')).not.toContain(privateKey || 'BEGIN')
    }
  })
})

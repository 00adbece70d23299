// The drill: keys change while people work. Two servers sign, two real apis judge, somebody floods
// them with tokens of unknown keys, and servers are restarted in between.
import { setTimeout as pause } from 'node:timers/promises'
import { base64url, decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../log.ts'
import { openTasksDatabase, startApi, type Api } from '../testing/api-process.ts'
import { openAuthRoom, signUp, type AuthRoom } from '../testing/auth-room.ts'
import { startTestDatabase, type TestDatabase } from '../testing/database.ts'
import { serveKeySet, type KeySetServer } from '../testing/key-set-server.ts'
import { startKeyRotation, tendKeys } from './key-rotation.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

// In place of days, and long enough for a busy machine; an api's five minutes are one second. The
// next key but one is published before the next one signs.
const times = {
  SIGNING_KEY_ROTATION_SECONDS: 5,
  SIGNING_KEY_AHEAD_SECONDS: 6,
  SIGNING_KEY_KEPT_SECONDS: 6,
}
/** How long people go on using a token; the real ones live for five minutes of a day. */
const TOKEN_IN_USE_MS = 2500

let database: TestDatabase
let keySet: KeySetServer
let apis: Api[]
let published: AuthRoom

beforeAll(async () => {
  database = await startTestDatabase()
  published = open()
  keySet = await serveKeySet(published)
  const tasks = await openTasksDatabase(database)
  const trust = {
    JWKS_URL: keySet.url,
    JWKS_REFRESH_SECONDS: '1',
    // The flood takes the one look for an unknown key in this time: a new one must be known already.
    JWKS_COOLDOWN_SECONDS: '600',
  }
  await tend()
  apis = await Promise.all([startApi(tasks, trust), startApi(tasks, trust)])
})

afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()))
  keySet.stop()
  await database.stop()
})

// People and programs at once ask for more tokens than one session may.
const open = () => openAuthRoom(database.db, { ...times, AUTH_ATTEMPTS_PER_MINUTE: 1_000_000 })
const tend = () => tendKeys({ auth: published.auth, db: database.db, times })
const publishedKeys = async () => {
  const { keys } = (await (await published.call('/api/auth/jwks')).json()) as JSONWebKeySet
  return keys.map(({ kid }) => kid)
}
const judge = (token: string) => Promise.all(apis.map((api) => api.status(token)))

/** As a client does: on a machine that is too busy to answer in time it asks again. */
async function mint(room: AuthRoom, cookie: string): Promise<string> {
  const answer = await room.call('/api/auth/token', { headers: { cookie } })
  if (answer.status === 503) return mint(room, cookie)
  return ((await answer.json()) as { token: string }).token
}
const kidOf = (token: string) => decodeProtectedHeader(token).kid ?? ''

/** A well-formed token of a key that nobody has. */
function strange(): string {
  const part = (content: object) => base64url.encode(JSON.stringify(content))
  const kid = crypto.randomUUID()
  return `${part({ alg: 'EdDSA', kid })}.${part({ sub: 'x' })}.${base64url.encode('x'.repeat(64))}`
}

/** Two servers with their own clocks of work; `restart` replaces the elder one. */
function serve() {
  const servers: { room: AuthRoom; stop: () => void }[] = []
  const start = () => {
    const room = open()
    const stop = startKeyRotation(
      { auth: room.auth, db: database.db, times },
      createLogger('silent'),
    )
    servers.push({ room, stop })
  }
  start()
  start()
  return {
    rooms: () => servers.map(({ room }) => room),
    restart: () => {
      servers.shift()?.stop()
      start()
    },
    stop: () => {
      for (const { stop } of servers) stop()
    },
  }
}

describe('a whole rotation under load', () => {
  const running: (() => void)[] = []
  afterEach(() => {
    for (const stop of running.splice(0)) stop()
  })

  it('refuses no good token, and then every token of the key that has gone', async () => {
    const servers = serve()
    const { cookie } = await signUp(published)
    const refused: string[] = []
    const signedBy = new Map<string, string>()
    const count = { good: 0, strange: 0 }
    let over = false
    running.push(() => {
      over = true
      servers.stop()
    })

    const work = async (turn: number) => {
      while (!over) {
        const [one, two] = servers.rooms()
        const token = await mint(
          (turn + count.good) % 2 === 0 && one ? one : (two ?? published),
          cookie,
        )
        const mintedAt = Date.now()
        if (!signedBy.has(kidOf(token))) signedBy.set(kidOf(token), token)
        do {
          for (const status of await judge(token)) {
            // 503 is a busy machine's answer: it says nothing about the token.
            if (status !== 200 && status !== 503) refused.push(`${kidOf(token)}: ${String(status)}`)
            if (status === 200) count.good += 1
          }
          await pause(10 + turn * 40)
        } while (turn > 0 && Date.now() - mintedAt < TOKEN_IN_USE_MS)
      }
    }
    const flood = async () => {
      while (!over) {
        count.strange += (await judge(strange())).filter((status) => status === 401).length
        await pause(50)
      }
    }
    const restarts = async () => {
      while (!over) {
        servers.restart()
        await pause(700)
      }
    }
    const load = Promise.all([work(0), work(1), work(2), flood(), restarts()])

    const gone = async () => {
      const [first = ''] = signedBy.keys()
      const isWorked = count.good > 100 && count.strange > 20
      return isWorked && signedBy.size >= 2 && !(await publishedKeys()).includes(first)
    }
    await expect.poll(gone, { timeout: 120_000, interval: 100 }).toBe(true)
    over = true
    await load

    expect(refused).toEqual([])
    const [token = ''] = signedBy.values()
    // Its own end is minutes away: it is the key that counts no more.
    await expect.poll(() => judge(token), { timeout: 30_000 }).toEqual([401, 401])
    const overdue = () =>
      database.owner`select id from jwks where expires_at <= now() and private_key <> ''`
    await expect.poll(overdue, { timeout: 30_000 }).toEqual([])
    expect(await database.owner`select 1 from jwks where private_key <> ''`).not.toEqual([])
  })

  it('withdraws a leaked key at once, and the next token is good', async () => {
    const { cookie } = await signUp(published)
    await tend()
    const leaked = await mint(published, cookie)
    await expect.poll(() => judge(leaked), { timeout: 30_000 }).toEqual([200, 200])
    await tendKeys({ auth: published.auth, db: database.db, times }, 'leaked')
    await expect.poll(() => judge(leaked), { timeout: 30_000 }).toEqual([401, 401])
    expect(await judge(await mint(published, cookie))).toEqual([200, 200])
  })
})

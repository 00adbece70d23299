import { createServer, connect as connectTo } from 'node:net'
import type { Server, Socket } from 'node:net'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { sessionKey } from '../src/auth/revocations.ts'
import type { Revocation } from '../src/auth/revocations.ts'
import { openRevocationStore } from '../src/db/revocations/store.ts'
import type { RevocationEvent } from '../src/db/revocations/store.ts'

const LIMITS = { statementTimeoutMs: 3000, prepare: true }
const farAway = () => Math.floor(Date.now() / 1000) + 3610
const open: { close(): unknown }[] = []
let database: TestDatabase
let root: postgres.Sql

beforeAll(async () => {
  database = await openTestDatabase()
  root = postgres(database.superuserUrl, { max: 1, onnotice: () => undefined })
})

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

afterAll(async () => {
  await root.end()
  await database.close()
})

/** One replica: what it has heard, and what it said of itself. */
function replica(url = database.apiUrl) {
  const store = openRevocationStore({ url, ...LIMITS })
  open.push(store)
  const heard = new Map<string, Revocation>()
  const events: RevocationEvent[] = []
  let reads = 0
  void store.follow({
    onRevocation: (revocation) => void heard.set(revocation.key, revocation),
    onRead: () => void (reads += 1),
    onEvent: (event) => void events.push(event),
  })
  const hasNews = (by: string) => events.some((event) => event.type === 'news' && event.by === by)
  return { store, heard, events, hasNews, reads: () => reads }
}

let made = 0
function revocation(given: Partial<Revocation> = {}): Revocation {
  made += 1
  return {
    key: sessionKey(`s${made}`),
    issuedUntil: undefined,
    expiresAt: farAway(),
    ...given,
  }
}

/** Refuses or swallows what goes through it, as a pooler or a broken network would. */
async function proxy(onData: (chunk: Buffer) => Buffer | undefined) {
  const target = new URL(database.apiUrl)
  const sockets = new Set<Socket>()
  const server: Server = createServer((client) => {
    const upstream = connectTo(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    client.on('data', (chunk) => void upstream.write(chunk))
    upstream.on('data', (chunk) => {
      const passed = onData(chunk)
      if (passed !== undefined) client.write(passed)
    })
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  open.push({
    close: () => {
      cut()
      server.close()
    },
  })
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = `${(server.address() as { port: number }).port}`
  return { url: url.href, cut }
}

const wait = { timeout: 20_000, interval: 20 }

describe('the list of ended sessions', () => {
  it('is told to every replica, and to one that starts later', async () => {
    const [first, second] = [replica(), replica()]
    await expect.poll(() => second.hasNews('notification'), wait).toBe(true)
    const [one, other] = [revocation(), revocation({ issuedUntil: 1_800_000_000.5 })]
    await first.store.record(one)
    await first.store.record(other)
    await expect.poll(() => second.heard.get(other.key), wait).toEqual(other)
    expect(second.heard.get(one.key)).toEqual(one)
    const late = replica()
    await expect.poll(() => late.heard.get(other.key), wait).toEqual(other)
  })

  it('keeps the stricter of two words about one session', async () => {
    const { store } = replica()
    const until = 1_800_000_000
    const one = revocation({ issuedUntil: until })
    await store.record(one)
    await store.record({ ...one, issuedUntil: until - 5, expiresAt: one.expiresAt - 5 })
    const later = replica()
    await expect.poll(() => later.heard.get(one.key), wait).toEqual(one)
    await store.record({ ...one, issuedUntil: undefined })
    await store.record(one)
    const last = replica()
    await expect.poll(() => last.heard.get(one.key)?.issuedUntil, wait).toBe(undefined)
  })

  it('leaves out, and in time deletes, what has expired', async () => {
    const { store } = replica()
    const gone = revocation({ expiresAt: Math.floor(Date.now() / 1000) - 1 })
    const there = revocation()
    await store.record(gone)
    await store.record(there)
    const later = replica()
    await expect.poll(() => later.heard.has(there.key), wait).toBe(true)
    expect(later.heard.has(gone.key)).toBe(false)
    // Deleting comes right after the first reading.
    const rows = () => root`select 1 from auth.revocations where key = ${gone.key}`
    await expect.poll(async () => (await rows()).length, wait).toBe(0)
  })

  it('reaches a replica behind a pooler that delivers no notifications', async () => {
    // 'A' is NotificationResponse; a message begins where another has ended.
    const pooler = await proxy((chunk) => withoutNotifications(chunk))
    const [direct, behind] = [replica(), replica(pooler.url)]
    await expect.poll(() => behind.reads(), wait).toBeGreaterThan(0)
    const one = revocation()
    await direct.store.record(one)
    await expect.poll(() => behind.heard.get(one.key), wait).toEqual(one)
    await expect.poll(() => behind.hasNews('polling'), wait).toBe(true)
    expect(behind.hasNews('notification')).toBe(false)
  })

  it('is read anew after every connection was cut', async () => {
    const network = await proxy((chunk) => chunk)
    const [direct, cut] = [replica(), replica(network.url)]
    await expect.poll(() => cut.hasNews('notification'), wait).toBe(true)
    network.cut()
    const one = revocation()
    await direct.store.record(one)
    await expect.poll(() => cut.heard.get(one.key), wait).toEqual(one)
  })

  it('is not taken for read while the database swallows everything', async () => {
    const state = { swallows: true }
    const network = await proxy((chunk) => (state.swallows ? undefined : chunk))
    const lost = replica(network.url)
    await expect.poll(() => lost.events.some(({ type }) => type === 'failed'), wait).toBe(true)
    expect(lost.reads()).toBe(0)
    state.swallows = false
    await expect.poll(() => lost.reads(), wait).toBeGreaterThan(0)
  })

  it('fails to record by a DatabaseError when the database is away', async () => {
    const network = await proxy(() => undefined)
    const { store } = replica(network.url)
    await expect(store.record(revocation())).rejects.toMatchObject({ name: 'DatabaseError' })
  })
})

/** Cuts NotificationResponse messages out of what the server says. */
function withoutNotifications(chunk: Buffer): Buffer {
  // The answer to SSLRequest and the like is one byte and no message.
  if (chunk.length < 5) return chunk
  const kept: Buffer[] = []
  let at = 0
  while (at + 5 <= chunk.length) {
    const end = at + 1 + chunk.readUInt32BE(at + 1)
    if (chunk[at] !== 0x41) kept.push(chunk.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

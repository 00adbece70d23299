import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { UserId } from '../src/auth/user-id.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { watchKey } from '../src/db/news/channel.ts'
import { EventHub, MAX_STREAMS_EACH, SETTLED_MS } from '../src/events/hub.ts'
import type { EndReason } from '../src/events/stream.ts'
import { eraseOwner } from '../src/me/erase.ts'
import { deleteTask } from '../src/tasks/delete.ts'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { follow } from './stream-reader.ts'
import type { StreamReader } from './stream-reader.ts'
import { addTask, run } from './writing.ts'

const LIMITS = { statementTimeoutMs: 3000, lockTimeoutMs: 1500, poolWaitMs: 10_000, prepare: true }
const wait = { timeout: 20_000, interval: 10 }

let tasksDatabase: TestDatabase
let root: postgres.Sql
let database: Database
const hubs: EventHub[] = []
const readers: StreamReader[] = []

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  root = postgres(tasksDatabase.superuserUrl, { max: 2, onnotice: () => undefined })
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 8, ...LIMITS })
})

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.leave()
  for (const hub of hubs.splice(0)) await hub.close()
})

afterAll(async () => {
  await database.close()
  await root.end()
  await tasksDatabase.close()
})

let people = 0
const newOwner = () => `owner-${(people += 1)}` as UserId

/** One replica. */
function newHub({ url = tasksDatabase.apiUrl, heartbeatMs = 60_000 } = {}): EventHub {
  const hub = new EventHub({ database, url, prepare: true, heartbeatMs })
  hubs.push(hub)
  return hub
}

interface Asked {
  readonly cursor?: string
  /** What its token's judge says. */
  readonly judge?: () => EndReason | undefined
  readonly expiresInMs?: number
}

async function open(
  hub: EventHub,
  owner: UserId,
  { cursor, judge = () => undefined, expiresInMs = 300_000 }: Asked = {},
) {
  const ends: EndReason[] = []
  const begin = await hub.begin(database, owner, cursor)
  const body = begin({
    ...{ judge, expiresInMs },
    toData: ({ kind, id, version, row }) => ({ kind, id, version, gone: row === undefined }),
    onEnd: (reason) => void ends.push(reason),
  })
  const reader = follow(body)
  readers.push(reader)
  return Object.assign(reader, { ends })
}

const isWatched = async (owner: UserId) =>
  (await root`select 1 from live.watches where key = ${watchKey(owner)}`).length > 0

describe('a stream of changes', () => {
  it('begins now, and tells what changes from then on, with the place behind each', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    const old = await addTask(database, owner)
    const stream = await open(hub, owner)
    const [first, second] = [await addTask(database, owner), await addTask(database, owner)]
    await run(database, owner, deleteTask({ id: first.id, expected: undefined }))
    await expect.poll(() => stream.changes().at(-1)?.version, wait).toBe(second.version + 1)
    expect(stream.events[0]).toMatchObject({
      event: 'ready',
      data: { cursor: stream.events[0]?.id },
    })
    expect(stream.changes().map(({ id }) => id)).not.toContain(old.id)
    expect(stream.changes().map(({ id }) => id)).toEqual(
      expect.arrayContaining([second.id, first.id]),
    )
    const places = stream.events.map(({ id }) => id)
    expect(new Set(places).size).toBe(places.length)
  })

  it("never tells anything of anybody else's", async () => {
    const [hub, ann, bob] = [newHub(), newOwner(), newOwner()]
    const [hers, his] = [await open(hub, ann), await open(hub, bob)]
    const task = await addTask(database, ann)
    const own = await addTask(database, bob)
    await expect.poll(() => hers.changes().length, wait).toBe(1)
    await expect.poll(() => his.changes().length, wait).toBe(1)
    expect(hers.changes()[0]).toMatchObject({ id: task.id })
    expect(his.changes()[0]).toMatchObject({ id: own.id })
  })

  it('hears of what another replica writes, at once when it is watched', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    await addTask(database, owner)
    const stream = await open(hub, owner)
    await expect.poll(() => isWatched(owner), wait).toBe(true)
    // Whatever was looked at after opening is over: from here on only news can tell.
    await new Promise((resolve) => setTimeout(resolve, 3_500))
    const startedAt = performance.now()
    const task = await addTask(database, owner)
    await expect.poll(() => stream.changes().at(-1)?.id, wait).toBe(task.id)
    expect(performance.now() - startedAt).toBeLessThan(1_500)
  })

  it('goes on where a reader was, without a gap and without a repetition', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    const beginning = await open(hub, owner)
    await expect.poll(() => beginning.events.length, wait).toBe(1)
    let cursor = beginning.events[0]?.id ?? ''
    const made: string[] = []
    const writing = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 60; n += 1) made.push((await addTask(database, owner)).id)
    })
    const seen: unknown[] = []
    while (seen.length < 240) {
      const stream = await open(hub, owner, { cursor })
      await expect.poll(() => stream.changes().length, wait).toBeGreaterThan(0)
      await stream.leave()
      seen.push(...stream.changes().map(({ id }) => id))
      cursor = stream.events.at(-1)?.id ?? ''
    }
    await Promise.all(writing)
    expect(new Set(seen).size).toBe(240)
    expect(new Set(seen)).toEqual(new Set(made))
  })

  it('refuses a cursor before it begins', async () => {
    const [hub, ann, bob] = [newHub(), newOwner(), newOwner()]
    await Promise.all([addTask(database, ann), addTask(database, bob)])
    const stream = await open(hub, ann)
    const cursor = stream.events[0]?.id ?? ''
    await expect(hub.begin(database, bob, cursor)).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    await expect(hub.begin(database, bob, 'x')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    await root`update owners set feed_from = 100 where owner_id = ${ann}`
    await expect(hub.begin(database, ann, cursor)).rejects.toMatchObject({ code: 'CURSOR_TOO_OLD' })
  })
})

describe('a stream ends', () => {
  it('when its token expires', async () => {
    const stream = await open(newHub(), newOwner(), {
      judge: () => 'token-expired',
      expiresInMs: 50,
    })
    expect(await stream.end).toEqual({ reason: 'token-expired' })
    expect(stream.ends).toEqual(['token-expired'])
  })

  it('when its session has ended, before anything else goes out', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    const session: { ended?: EndReason } = {}
    const stream = await open(hub, owner, { judge: () => session.ended })
    session.ended = 'session-ended'
    await addTask(database, owner)
    expect(await stream.end).toEqual({ reason: 'session-ended' })
    expect(stream.changes()).toEqual([])
    expect(hub.size).toBe(0)
  })

  it('when its session has ended, while nothing goes out', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    const session: { ended?: EndReason } = {}
    const stream = await open(hub, owner, { judge: () => session.ended })
    session.ended = 'session-ended'
    hub.judgeSoon()
    expect(await stream.end).toEqual({ reason: 'session-ended' })
  })

  it('when the process drains, and so does one that opens just then', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    const stream = await open(hub, owner)
    await hub.close()
    expect(await stream.end).toEqual({ reason: 'restarting' })
    expect(await isWatched(owner)).toBe(false)
    expect(await (await open(hub, owner)).end).toEqual({ reason: 'restarting' })
  })

  it('when what it follows is erased', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    await addTask(database, owner)
    const stream = await open(hub, owner)
    await expect.poll(() => isWatched(owner), wait).toBe(true)
    await eraseOwner(database, owner, { writableFrom: undefined })
    expect(await stream.end).toEqual({ reason: 'begin-anew' })
  })

  it('when its reader is gone, and leaves nothing', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    const stream = await open(hub, owner)
    await stream.leave()
    expect(stream.ends).toEqual(['reader-gone'])
    expect(hub.size).toBe(0)
  })

  it('when its reader does not read, and keeps little for it until then', async () => {
    const [hub, owner] = [newHub({ heartbeatMs: 200 }), newOwner()]
    const ends: EndReason[] = []
    const begin = await hub.begin(database, owner, undefined)
    let made = 0
    begin({
      judge: () => undefined,
      expiresInMs: 300_000,
      toData: () => ({ filler: `${(made += 1)}${'x'.repeat(10_000)}` }),
      onEnd: (reason) => void ends.push(reason),
    })
    for (let round = 0; round < 15; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => addTask(database, owner)))
    }
    await expect.poll(() => ends, wait).toEqual(['reader-stuck'])
    expect(made).toBeGreaterThan(5)
    expect(made).toBeLessThanOrEqual(60)
  })
})

describe('the streams of a replica', () => {
  it('say now and then that they are there', async () => {
    const stream = await open(newHub({ heartbeatMs: 50 }), newOwner())
    await expect.poll(() => stream.beats(), wait).toBeGreaterThan(2)
  })

  it('are so many a person at the most', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    await Promise.all(Array.from({ length: MAX_STREAMS_EACH }, () => open(hub, owner)))
    await expect(open(hub, owner)).rejects.toMatchObject({ code: 'TOO_MANY_STREAMS' })
    await open(hub, newOwner())
    await readers[0]?.leave()
    await open(hub, owner)
  })

  it('cost a change nothing that nobody follows', async () => {
    const heard: string[] = []
    const owner = newOwner()
    const listener = await root.listen('holdfast_changes', (text) => void heard.push(text))
    await addTask(database, owner)
    const stream = await open(newHub(), owner)
    await expect.poll(() => isWatched(owner), wait).toBe(true)
    const task = await addTask(database, owner)
    await expect.poll(() => stream.changes().length, wait).toBe(1)
    const key = watchKey(owner)
    await expect
      .poll(() => heard.filter((text) => text.startsWith('[')), wait)
      .toEqual([JSON.stringify([key, task.version])])
    expect(heard.join()).not.toContain(owner)
    await listener.unlisten()
  })

  it('find what was changed while nobody could tell them', async () => {
    const [hub, owner] = [newHub(), newOwner()]
    await addTask(database, owner)
    const stream = await open(hub, owner)
    await expect.poll(() => isWatched(owner), wait).toBe(true)
    // What it looks for by itself when it opens has been looked for by then.
    await delay(SETTLED_MS * 1.5)
    // As after a crash of the server: it knows of no watch, and the connection is gone.
    await root`truncate live.watches`
    const task = await addTask(database, owner)
    await root`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'holdfast-api-events'`
    await expect.poll(() => stream.changes().at(-1)?.id, wait).toBe(task.id)
    await expect.poll(() => isWatched(owner), wait).toBe(true)
  })
})

/** Live events: what changes is told to its owner alone, as it happens, on every instance. */
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { jsonOf } from '../http/exchange.ts'
import { standingKey } from '../issuer/keys.ts'
import { keyMint, nowSeconds, token } from '../issuer/mint.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { logoutForm, logoutToken } from '../world/logout.ts'
import { get, newPerson, nobody, sendAs, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { leaveStreams, openStream } from '../world/stream.ts'
import type { Stream } from '../world/stream.ts'

const soon = { timeout: 15_000, intervals: [10, 20, 50] }
/** How late a change may be told on another instance. */
const boundMs = 2_000
const mint = keyMint(standingKey('ed-1'))

test.afterEach(async () => {
  leaveStreams()
  await stopApis()
})

interface Opened {
  readonly origin?: string
  readonly cursor?: string
  readonly lastEventId?: string
  readonly jwt?: string
}

async function open(person: Person, given: Opened = {}): Promise<Stream> {
  const { origin = environment().apiBaseUrl, cursor, lastEventId, jwt = person.token() } = given
  const stream = await openStream(origin, person.subject, {
    ...get(`/v1/events${cursor === undefined ? '' : `?cursor=${cursor}`}`),
    headers: [
      ['Authorization', `Bearer ${jwt}`],
      ...(lastEventId === undefined ? [] : [['Last-Event-ID', lastEventId] as const]),
    ],
  })
  await expect.poll(() => stream.events.length, soon).toBeGreaterThan(0)
  return stream
}

async function add(
  person: Person,
  title: string = person.canary,
  origin?: string,
): Promise<string> {
  const message = withJson('POST', '/v1/tasks', { title }, [person.bearer()])
  const answer = await sendAs(person.subject, message, origin === undefined ? {} : { origin })
  expect(answer.status, answer.text).toBe(201)
  return (jsonOf(answer) as { id: string }).id
}

const idsOf = (stream: Stream): unknown[] => stream.changes().map(({ id }) => id)

test('a stream begins now and tells each change of its owner, as the contract has it', async () => {
  const a = newPerson('A')
  const old = await add(a)
  const stream = await open(a)
  const { headers } = stream
  expect(headers['content-type']).toBe('text/event-stream')
  expect(headers['content-length']).toBe(undefined)
  expect(headers['etag']).toBe(undefined)
  expect(stream.events[0]).toMatchObject({ event: 'ready', data: { cursor: stream.events[0]?.id } })
  const id = await add(a)
  await expect.poll(() => idsOf(stream), soon).toEqual([id])
  const patch = withJson('PATCH', `/v1/tasks/${id}`, { title: `${a.canary} again` })
  const { text } = await a.send(patch)
  await expect.poll(() => stream.changes().at(-1)?.['task'], soon).toEqual(JSON.parse(text))
  await a.send({ method: 'DELETE', target: `/v1/tasks/${id}` })
  await a.send({ method: 'DELETE', target: `/v1/trash/tasks/${id}` })
  await expect.poll(() => stream.changes().at(-1), soon).toMatchObject({ id, gone: true })
  expect(idsOf(stream)).not.toContain(old)
  // Both ways to follow speak of the same place.
  const at = stream.events.at(-1)?.id ?? ''
  const page = jsonOf(await a.send(get(`/v1/changes?cursor=${at}`))) as { items: unknown[] }
  expect(page.items).toEqual([])
})

test("nobody is told anything of another person's", async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  // Whoever has nothing yet has the cursor of the beginning, which is everybody's.
  await Promise.all([add(a), add(b)])
  const [ofA, ofB] = [await open(a), await open(b)]
  const [first, own, last] = [await add(a), await add(b), await add(a)]
  await expect.poll(() => idsOf(ofA), soon).toEqual([first, last])
  await expect.poll(() => idsOf(ofB), soon).toEqual([own])
  expect(ofB.text()).not.toContain(a.subject)
  for (const cursor of [ofA.events.at(-1)?.id ?? '', ofA.events[0]?.id ?? '']) {
    const asked = get(`/v1/events?cursor=${cursor}`)
    const named = get('/v1/events', [['Last-Event-ID', cursor]])
    for (const message of [asked, named]) {
      const answer = await b.send(message)
      expect(answer.status, answer.text).toBe(400)
      expect(typeFaults(answer, 'invalid-cursor')).toEqual([])
    }
  }
})

test('a reader goes on where it was, and misses nothing that happened meanwhile', async () => {
  const a = newPerson('A')
  const beginning = await open(a)
  const made = [await add(a), await add(a)]
  await expect.poll(() => idsOf(beginning), soon).toEqual(made)
  const [, afterFirst, afterSecond] = beginning.events.map(({ id }) => id)
  beginning.leave()
  made.push(await add(a), await add(a), await add(a))
  const byQuery = await open(a, { cursor: afterFirst ?? '' })
  await expect.poll(() => idsOf(byQuery), soon).toEqual(made.slice(1))
  // What was received last counts, whatever the address says.
  const byHeader = await open(a, { cursor: afterFirst ?? '', lastEventId: afterSecond ?? '' })
  await expect.poll(() => idsOf(byHeader), soon).toEqual(made.slice(2))
  made.push(await add(a))
  await expect.poll(() => idsOf(byQuery), soon).toEqual(made.slice(1))
  await expect.poll(() => idsOf(byHeader), soon).toEqual(made.slice(2))
})

test('what is written while readers come and go reaches them once', async () => {
  const a = newPerson('A')
  let cursor = (await open(a)).events[0]?.id ?? ''
  const made: string[] = []
  const writing = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let count = 0; count < 25; count += 1) made.push(await add(a))
    }),
  )
  const seen: unknown[] = []
  while (seen.length < 100) {
    const stream = await open(a, { cursor })
    await expect.poll(() => stream.changes().length, soon).toBeGreaterThan(0)
    stream.leave()
    seen.push(...idsOf(stream))
    cursor = stream.events.at(-1)?.id ?? ''
  }
  await writing
  expect(seen).toHaveLength(new Set(seen).size)
  expect(new Set(seen)).toEqual(new Set(made))
})

test('a stream ends with its token', async () => {
  const a = newPerson('A')
  // The clocks of issuer and api may differ by five seconds.
  const jwt = token(mint, a.subject, { claims: { iat: nowSeconds() - 60, exp: nowSeconds() - 2 } })
  const stream = await open(a, { jwt })
  await stream.ended
  expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'token-expired' } })
  const answer = await sendAs(a.subject, get('/v1/events', [['Authorization', `Bearer ${jwt}`]]))
  expect(answer.status).toBe(401)
})

test('a stream ends with its session, on every instance, and no other does', async () => {
  const a = newPerson('A')
  const { origin } = await startApi({})
  const [sid, other] = [randomUUID(), randomUUID()]
  const jwt = token(mint, a.subject, { claims: { sid } })
  const here = await open(a, { jwt, origin: (await startApi({})).origin })
  const there = await open(a, { jwt, origin })
  const another = await open(a, { jwt: token(mint, a.subject, { claims: { sid: other } }), origin })
  const logout = logoutForm(logoutToken(mint, { sub: a.subject, sid }))
  expect((await sendAs(undefined, logout, { origin })).status).toBe(200)
  await add(a, a.canary, origin)
  for (const stream of [here, there]) {
    await stream.ended
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session-ended' } })
  }
  expect(there.changes()).toEqual([])
  await expect.poll(() => another.changes().length, soon).toBe(1)
})

test('what one instance writes is told by another', async () => {
  const [{ origin: one }, { origin: other }] = await Promise.all([startApi({}), startApi({})])
  const a = newPerson('A')
  await add(a, a.canary, one)
  const stream = await open(a, { origin: other })
  const late: number[] = []
  for (let round = 0; round < 20; round += 1) {
    const startedAt = performance.now()
    const id = await add(a, a.canary, one)
    await expect.poll(() => idsOf(stream).at(-1), soon).toBe(id)
    late.push(performance.now() - startedAt)
  }
  late.sort((x, y) => x - y)
  expect(late[18], late.map(Math.round).join(' ')).toBeLessThan(boundMs)
})

test('a stream shows that it is there while nothing happens', async () => {
  const a = newPerson('A')
  const { origin } = await startApi({ EVENTS_HEARTBEAT_SECONDS: '1' })
  const stream = await open(a, { origin })
  await expect.poll(() => stream.beats(), soon).toBeGreaterThan(1)
  expect(stream.events).toHaveLength(1)
})

test('an instance that is told to stop ends its streams and is gone', async () => {
  const a = newPerson('A')
  const api = await startApi({})
  const stream = await open(a, { origin: api.origin })
  const startedAt = performance.now()
  api.signal('SIGTERM')
  await stream.ended
  expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'restarting' } })
  expect(await api.exited).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(8_000)
})

test('one person may have so many open and no more, and another is not in the way', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const message = get('/v1/events')
  const streams: Stream[] = []
  for (;;) {
    const answer = streams.length < 50 ? undefined : await a.send(message)
    if (answer !== undefined) {
      expect(answer.status, answer.text).toBe(429)
      expect(typeFaults(answer, 'too-many-streams')).toEqual([])
      expect(answer.headers['ratelimit-policy']).toBe('"streams";q=50')
      break
    }
    streams.push(await open(a))
  }
  await open(b)
  streams[0]?.leave()
  await expect.poll(async () => (await a.send(message)).status, soon).toBe(200)
})

test('a cursor is judged before a stream begins, also when only its head is asked for', async () => {
  const a = newPerson('A')
  for (const method of ['GET', 'HEAD']) {
    const unknown = { method, target: '/v1/events?cursor=unknown' }
    expect((await a.send(unknown)).status, method).toBe(400)
    const unread = { method, target: '/v1/events', headers: [['Last-Event-ID', 'x y']] as const }
    expect((await a.send(unread)).status, method).toBe(400)
    expect((await nobody.send({ method, target: '/v1/events' })).status, method).toBe(401)
  }
  // Asked for its head alone there is no stream, and so nothing to be counted.
  for (let count = 0; count < 60; count += 1) {
    expect((await a.send({ method: 'HEAD', target: '/v1/events' })).status).toBe(200)
  }
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { addTask, run } from './writing.ts'
import type { Identity } from '../src/auth/claims.ts'
import { SCOPES } from '../src/auth/scopes.ts'
import type { Scope } from '../src/auth/scopes.ts'
import type { UserId } from '../src/auth/user-id.ts'
import { createCalendar } from '../src/calendars/create.ts'
import { undoChange } from '../src/changes/undo.ts'
import { openDatabase } from '../src/db/database.ts'
import type { Database } from '../src/db/database.ts'
import { erase } from '../src/db/erase.ts'
import { createApp } from '../src/http/app.ts'
import type { App } from '../src/http/environment.ts'
import { RateLimiter } from '../src/rate-limiter.ts'

const LIMITS = { statementTimeoutMs: 10_000, lockTimeoutMs: 1500, poolWaitMs: 1500, prepare: true }
const NO_END = 10 ** 9

let tasksDatabase: TestDatabase
let database: Database
let app: App
const logged: unknown[] = []

/** Whoever the bearer token names: what a token is worth is tested elsewhere. */
function identify(token: string): Identity {
  return {
    user: token as UserId,
    expiresAt: NO_END,
    issuedAt: 0,
    sessionId: undefined,
    scopes: new Set(Object.keys(SCOPES) as Scope[]),
    isClosing: false,
  }
}

beforeAll(async () => {
  tasksDatabase = await openTestDatabase()
  database = openDatabase({ url: tasksDatabase.apiUrl, poolSize: 4, ...LIMITS })
  const log = {
    info: (line: unknown) => logged.push(line),
    error: (line: unknown) => logged.push(line),
  }
  const most = Number.MAX_SAFE_INTEGER
  app = createApp({
    database,
    verifier: { verify: identify, refuseEnded: () => undefined, isReady: () => true },
    sessions: { end: () => Promise.resolve(), isReady: () => true },
    events: {
      begin: () => {
        throw new Error('nobody follows here')
      },
    },
    limiter: new RateLimiter({ perMinute: 30 }),
    quotas: { tasks: most, lists: most, sections: most, labels: most, textBytes: most },
    trashDays: 30,
    log: log as never,
    corsOrigins: [],
  })
})

afterAll(async () => {
  await database.close()
  await tasksDatabase.close()
})

let people = 0
const somebody = () => `calendar-person-${++people}` as UserId

function ask(
  method: string,
  path: string,
  who?: UserId,
  body?: object,
  more = {},
): Promise<Response> {
  const headers = {
    host: 'localhost',
    ...(who === undefined ? {} : { authorization: `Bearer ${who}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...more,
  }
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  return Promise.resolve(app.request(`http://localhost${path}`, init))
}

interface Created {
  id: string
  path: string
}

async function opened(who: UserId, body: object = { name: 'Due' }): Promise<Created> {
  const response = await ask('POST', '/v1/calendars', who, body)
  expect(response.status).toBe(201)
  return (await response.json()) as Created
}

describe('POST /v1/calendars', () => {
  it('tells an address once, that names neither its owner nor itself', async () => {
    const who = somebody()
    const created = await opened(who)
    const sealed = Buffer.from(created.path.replace(/^.*\/|\.ics$/g, ''), 'base64url')
    expect(sealed.includes(who)).toBe(false)
    expect(created.path).not.toContain(created.id)
    const list = await (await ask('GET', '/v1/calendars', who)).text()
    expect(list).toContain(created.id)
    expect(list).not.toMatch(/path|feedId|secret|digest/)
    expect(await (await ask('GET', '/v1/changes', who)).text()).not.toMatch(/secret|digest/)
  })

  it('gives the same address to a request that is sent again with its key', async () => {
    const who = somebody()
    const send = () =>
      ask('POST', '/v1/calendars', who, { name: 'x' }, { 'idempotency-key': 'abc' })
    expect(await (await send()).json()).toEqual(await (await send()).json())
  })

  it('opens 50 and no more', async () => {
    const who = somebody()
    const make = async () =>
      run(
        database,
        who,
        await createCalendar(database, who, { name: 'x', shows: 'events', filter: null }),
      )
    for (let made = 0; made < 50; made++) await make()
    const response = await ask('POST', '/v1/calendars', who, { name: 'x' })
    expect(await response.json()).toMatchObject({ type: '/docs/problems#quota-exceeded' })
  })

  it('refuses a filter that can not be read', async () => {
    const response = await ask('POST', '/v1/calendars', somebody(), { name: 'x', filter: 'due<' })
    expect(response.status).toBe(422)
  })
})

describe('GET /v1/feeds/{feedId}', () => {
  it('shows what is due and open, without a token', async () => {
    const who = somebody()
    const due = { kind: 'date', date: '2026-11-20' } as const
    const task = await addTask(database, who, { title: 'Water, plants', due })
    await addTask(database, who, { title: 'some day' })
    await addTask(database, who, { title: 'over', due, status: 'done' })
    await addTask(database, somebody(), { title: 'of somebody else', due })
    const { path } = await opened(who)
    const response = await ask('GET', path)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'cdn-cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    })
    const feed = await response.text()
    expect(feed.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:Water\\, plants'])
    expect(feed).toContain(`UID:urn:uuid:${task.id}`)
    expect(feed).not.toContain(who)
  })

  it('shows what its filter means', async () => {
    const who = somebody()
    await addTask(database, who, { title: 'yes', priority: 'high' })
    await addTask(database, who, { title: 'no' })
    const { path } = await opened(who, { name: 'x', shows: 'tasks', filter: 'priority:high' })
    const feed = await (await ask('GET', path)).text()
    expect(feed.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:yes'])
    expect(feed).toContain('BEGIN:VTODO')
  })

  it('answers 304 until something it shows has changed', async () => {
    const who = somebody()
    const { path } = await opened(who, { name: 'x', shows: 'tasks' })
    const tag = (await ask('GET', path)).headers.get('etag') ?? ''
    const again = () => ask('GET', path, undefined, undefined, { 'if-none-match': tag })
    expect((await again()).status).toBe(304)
    await addTask(database, who, { title: 'new' })
    expect((await again()).status).toBe(200)
  })

  it('answers 404, byte for byte, for what was never an address, was changed, or is one no more', async () => {
    const who = somebody()
    const { id, path } = await opened(who)
    expect((await ask('DELETE', `/v1/calendars/${id}`, who)).status).toBe(204)
    const other = await opened(who)
    const swapped = other.path.replace(/.(?=\.ics$)/, (last) => (last === 'A' ? 'B' : 'A'))
    const paths = [path, swapped, `/v1/feeds/${'A'.repeat(160)}.ics`, '/v1/feeds/x']
    const answers = await Promise.all(
      paths.map(async (one) => {
        const response = await ask('GET', one)
        const { instance: _, ...problem } = (await response.json()) as Record<string, unknown>
        return [response.status, problem]
      }),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.[0]).toBe(404)
    expect((await ask('GET', other.path)).status).toBe(200)
  })

  it('stays closed when its deletion would be undone', async () => {
    const who = somebody()
    const { id, path } = await opened(who)
    await ask('DELETE', `/v1/calendars/${id}`, who)
    await expect(run(database, who, undoChange())).rejects.toMatchObject({ code: 'UNDO_CONFLICT' })
    expect((await ask('GET', path)).status).toBe(404)
  })

  it('stays closed when its id is used again', async () => {
    const who = somebody()
    const { id, path } = await opened(who)
    await ask('DELETE', `/v1/calendars/${id}`, who)
    const again = await opened(who, { id, name: 'Again' })
    expect((await ask('GET', again.path)).status).toBe(200)
    expect((await ask('GET', path)).status).toBe(404)
  })

  it('is gone with everything of its owner', async () => {
    const who = somebody()
    const { path } = await opened(who)
    await erase(database, who, undefined)
    expect((await ask('GET', path)).status).toBe(404)
  })

  it('is asked so often and no more, and its owner is not kept out by that', async () => {
    const who = somebody()
    const { path } = await opened(who)
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask('GET', path)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect((await ask('GET', '/v1/calendars', who)).status).toBe(200)
  })

  it('is in no log', async () => {
    const { path } = await opened(somebody())
    await ask('GET', path)
    expect(JSON.stringify(logged)).not.toContain(path.slice(-40, -4))
    expect(JSON.stringify(logged)).toContain('/v1/feeds/{feedId}')
  })
})

describe("another person's calendar", () => {
  it('is not there', async () => {
    const { id } = await opened(somebody())
    const other = somebody()
    expect((await ask('GET', `/v1/calendars/${id}`, other)).status).toBe(404)
    expect((await ask('DELETE', `/v1/calendars/${id}`, other)).status).toBe(404)
  })
})

describe('POST /v1/import and GET /v1/export', () => {
  it('bring a file in and take it out, for a second person as for the first', async () => {
    const [first, second] = [somebody(), somebody()]
    await addTask(database, first, { title: 'mine' })
    const exported = await ask('GET', '/v1/export', first)
    expect(exported.headers.get('content-disposition')).toBe('attachment; filename="holdfast.json"')
    const text = await exported.text()
    const send = (query: string, more = {}) =>
      ask('POST', `/v1/import${query}`, second, JSON.parse(text) as object, {
        'content-type': 'application/octet-stream',
        ...more,
      })
    expect(await (await send('?dryRun=true')).json()).toMatchObject({
      dryRun: true,
      created: { tasks: 1 },
    })
    const first201 = await send('', { 'idempotency-key': 'k' })
    expect(first201.headers.get('change')).not.toBeNull()
    const answer = await first201.json()
    expect(answer).toMatchObject({ dryRun: false, created: { tasks: 1 }, duplicates: 0 })
    expect(await (await send('', { 'idempotency-key': 'k' })).json()).toEqual(answer)
    expect((await send('?listName=x', { 'idempotency-key': 'k' })).status).toBe(422)
    expect(await (await ask('GET', '/v1/export', second)).text()).toBe(text)
    expect(await (await ask('GET', '/v1/export?format=csv', second)).text()).toContain('mine')
  })

  it('tell what is wrong with a file, and with its rows', async () => {
    const who = somebody()
    const send = (body: string, type: string, query: string) =>
      app.request(`http://localhost/v1/import${query}`, {
        method: 'POST',
        headers: { host: 'localhost', authorization: `Bearer ${who}`, 'content-type': type },
        body,
      })
    const refused = await send('hello', 'text/calendar', '?format=icalendar')
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ type: '/docs/problems#file-unreadable' })
    const partly = await send('title,due\ngood,\nbad,never\n', 'text/csv', '?format=csv')
    expect(await partly.json()).toMatchObject({
      created: { tasks: 1 },
      errors: { count: 1, items: [{ row: 3, detail: 'due must be a day like 2026-11-20' }] },
    })
    expect((await send('{}', 'text/html', '')).status).toBe(415)
    expect((await send('x'.repeat(10 * 2 ** 20 + 1), 'text/csv', '?format=csv')).status).toBe(413)
  })
})

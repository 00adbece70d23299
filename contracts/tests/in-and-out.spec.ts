/** Files in and out, and feeds that need no token: what the matrices can't make up from the contract. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { operation } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, nobody, sendAs, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { newTaskId } from '../world/tasks.ts'

test.afterEach(stopApis)

const bytes = 'application/octet-stream'

function importing(person: Person, type: string, query: string, body: string | Buffer) {
  const headers = [['Content-Type', type]] as const
  return person.send({ method: 'POST', target: `/v1/import${query}`, headers, body })
}

const created = (exchange: Exchange): unknown =>
  (jsonOf(exchange) as { created: { tasks: number } }).created.tasks

const file = (person: Person) =>
  JSON.stringify({ format: 'holdfast', version: 1, tasks: [{ title: person.canary }] })

test("a person's export is another's import, and then theirs alone", async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const tasks = [{ title: 'Water the plants', notes: '=1+1' }]
  const file = JSON.stringify({ format: 'holdfast', version: 1, tasks })
  await importing(a, bytes, '', file)
  const gone = await a.send(withJson('POST', '/v1/tasks', { title: 'Gone' }))
  const { id } = jsonOf(gone) as { id: string }
  await a.send({ method: 'DELETE', target: `/v1/tasks/${id}` })
  const settings = { timeZone: 'Asia/Kathmandu', weekStart: 'saturday' }
  await a.send(withJson('PATCH', '/v1/settings', settings))
  for (const format of ['json', 'csv']) {
    const taken = await a.send(get(`/v1/export?format=${format}`))
    expect(taken.headers['content-disposition']).toBe(`attachment; filename="holdfast.${format}"`)
    const type = format === 'json' ? bytes : 'text/csv'
    const first = await importing(b, type, `?format=${format}`, taken.bytes)
    expect(created(first)).toBe(format === 'json' ? 2 : 0)
    const given = await b.send(get(`/v1/export?format=${format}`))
    expect(given.bytes.equals(taken.bytes)).toBe(true)
  }
  expect((await b.send(get('/v1/trash'))).text).toContain('Gone')
  expect(jsonOf(await b.send(get('/v1/settings')))).toMatchObject(settings)
  await b.send(withJson('POST', '/v1/undo', {}))
  expect((await a.send(get('/v1/tasks'))).text).toContain('Water the plants')
  expect((await b.send(get('/v1/tasks'))).text).not.toContain('Water the plants')
})

test("settings of a file are taken once, and are nobody else's", async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  await b.send(withJson('PATCH', '/v1/settings', { timeZone: 'Pacific/Kiritimati' }))
  expect(jsonOf(await a.send(get('/v1/export')))).toMatchObject({ settings: null })
  const fileWith = (timeZone: string) =>
    JSON.stringify({ format: 'holdfast', version: 1, settings: { timeZone, weekStart: 'sunday' } })
  for (const [timeZone, count] of [
    ['Asia/Kathmandu', 1],
    ['Europe/Berlin', 0],
  ] as const) {
    const answer = jsonOf(await importing(a, bytes, '', fileWith(timeZone)))
    expect(answer).toMatchObject({ created: { settings: count } })
    const settings = jsonOf(await a.send(get('/v1/settings')))
    expect(settings).toMatchObject({ timeZone: 'Asia/Kathmandu', weekStart: 'sunday' })
  }
})

test('what a file brings into the trash is there as it was', async () => {
  const a = newPerson('A')
  const [early, late] = ['2026-11-20T08:15:30.000Z', '2026-11-20T08:15:31.000Z']
  const list = newTaskId()
  const lists = [{ id: list, name: 'Gone', deletedAt: late }]
  const tasks = [
    { title: 'gone before', listId: list, deletedAt: early },
    { title: 'gone with it', listId: list, deletedAt: late },
    { title: 'in it and open', listId: list },
    { id: 'gone', title: 'gone alone', deletedAt: early },
    { title: 'below and open', parentId: 'gone' },
  ]
  const whole = JSON.stringify({ format: 'holdfast', version: 1, lists, tasks })
  const answer = jsonOf(await importing(a, bytes, '', whole))
  expect(answer).toMatchObject({
    created: { lists: 1, tasks: 3 },
    errors: { count: 2, items: [{ pointer: '/tasks/2' }, { pointer: '/tasks/4' }] },
  })
  expect(await titlesOf(a)).toEqual([])
  const { items } = jsonOf(await a.send(get('/v1/trash'))) as {
    items: { list?: { deletedAt: string }; task?: { deletedAt: string } }[]
  }
  const times = items.map(({ list, task }) => (list ?? task)?.deletedAt)
  expect(times).toEqual([late, early, early])
  await a.send({ method: 'POST', target: `/v1/trash/lists/${list}/restore` })
  expect(await titlesOf(a)).toEqual(['gone with it'])
})

async function titlesOf(person: Person): Promise<string[]> {
  const { items } = jsonOf(await person.send(get('/v1/tasks'))) as { items: { title: string }[] }
  return items.map(({ title }) => title)
}

test('each format comes in under its media type, and in bytes', async () => {
  const a = newPerson('A')
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VTODO',
    'UID:1',
    `SUMMARY:${a.canary}`,
    'END:VTODO',
    'END:VCALENDAR',
  ].join('\r\n')
  const csv = `title\n${a.canary}\n`
  const outlook = `Subject,Due Date\n${a.canary},3/4/2026\n`
  for (const [type, query, body] of [
    ['text/calendar', '?format=icalendar&listName=Old', calendar],
    ['application/octet-stream', '?format=csv', csv],
    ['text/csv', '?format=outlook&dayOrder=day-first', outlook],
    [bytes, '?format=vikunja', JSON.stringify([{ tasks: [{ title: a.canary }] }])],
  ] as const) {
    const exchange = await importing(a, type, query, body)
    expect(exchange.status, query).toBe(200)
    expect(created(exchange), query).toBe(1)
  }
})

test('an archive comes in as such', async () => {
  const a = newPerson('A')
  const exchange = await importing(
    a,
    'application/zip',
    '?format=vikunja',
    storedZip('data.json', '[]'),
  )
  expect(exchange.status).toBe(200)
})

test('a trial changes nothing', async () => {
  const a = newPerson('A')
  const before = await a.send(get('/v1/changes'))
  const trial = await importing(a, bytes, '?dryRun=true', file(a))
  expect(created(trial)).toBe(1)
  expect(trial.headers['change']).toBeUndefined()
  expect((await a.send(get('/v1/changes'))).text).toBe(before.text)
})

test('a file that is none, or too much, is refused as a whole', async () => {
  const a = newPerson('A')
  const none = await importing(a, 'text/csv', '?format=todoist', 'a,b\n')
  expect(none.status).toBe(422)
  expect(typeFaults(none, 'file-unreadable')).toEqual([])
  const rows = `title\n${'x\n'.repeat(20_001)}`
  const much = await importing(a, 'text/csv', '?format=csv', rows)
  expect(much.status).toBe(422)
  expect(typeFaults(much, 'file-too-much')).toEqual([])
})

test('a file of as many bytes as may be is read, and not one more', async () => {
  const a = newPerson('A')
  const limit = Number(operation('importFile').at.node['x-max-bytes'])
  const padded = (length: number) => file(a).padEnd(length)
  const headers = [['Content-Type', bytes]] as const
  for (const chunked of [false, true]) {
    const message = { method: 'POST', target: '/v1/import', headers, chunked }
    const whole = await a.send({ ...message, body: padded(limit) })
    expect(whole.status, `chunked ${String(chunked)}`).toBe(200)
  }
  const message = { method: 'POST', target: '/v1/import', headers, chunked: true }
  const more = await a.send({ ...message, body: padded(limit + 1) })
  expect(more.status).toBe(413)
  expect(typeFaults(more, 'content-too-large')).toEqual([])
})

test('a file that is announced as too large is refused before its first byte', async () => {
  const a = newPerson('A')
  const { apiBaseUrl } = environment()
  const limit = Number(operation('importFile').at.node['x-max-bytes'])
  const lines = [`Authorization: Bearer ${a.token()}`, `Content-Type: ${bytes}`]
  const announced = `Content-Length: ${String(limit + 1)}`
  const start = head('POST /v1/import HTTP/1.1', [hostOf(apiBaseUrl), ...lines, announced])
  const { status, ...answer } = await rawExchange(apiBaseUrl, [start], { receiver: a.subject })
  expect(status).toBe(413)
  expect(typeFaults({ ...answer, status: 413 }, 'content-too-large')).toEqual([])
})

async function openCalendar(person: Person, body: object): Promise<{ id: string; path: string }> {
  return jsonOf(await person.send(withJson('POST', '/v1/calendars', body))) as never
}

test('a feed is read by its address alone, until its calendar is deleted', async () => {
  const a = newPerson('A')
  await importing(a, bytes, '', file(a))
  const { id, path } = await openCalendar(a, { name: 'x', shows: 'tasks' })
  const read = (headers: readonly (readonly [string, string])[] = []) =>
    sendAs(a.subject, get(path, headers))
  const feed = await read()
  expect(feed.status).toBe(200)
  expect(feed.text).toContain('BEGIN:VTODO')
  expect(feed.text + feed.head + path).not.toContain(a.subject)
  expect(feed.headers['cache-control']).toBe('private, no-cache')
  expect(feed.headers['cdn-cache-control']).toBe('no-store')
  expect((await read([['If-None-Match', feed.headers['etag'] ?? '']])).status).toBe(304)
  await a.send({ method: 'DELETE', target: `/v1/calendars/${id}` })
  const after = await read()
  const never = await nobody.send(get(`/v1/feeds/${'A'.repeat(160)}.ics`))
  expect([after.status, never.status]).toEqual([404, 404])
  const withoutId = ({ text }: Exchange) => text.replace(/urn:uuid:[^"]+/, '')
  expect(withoutId(after)).toBe(withoutId(never))
})

test('a feed that is asked too often waits, and its owner does not', async () => {
  const a = newPerson('A')
  const { origin } = await startApi({ REQUESTS_PER_MINUTE: '3' })
  const made = withJson('POST', '/v1/calendars', { name: 'x' }, [a.bearer()])
  const { path } = jsonOf(await sendAs(a.subject, made, { origin })) as { path: string }
  const statuses: number[] = []
  for (let asked = 0; asked < 4; asked += 1) {
    const exchange = await sendAs(a.subject, get(path), { origin })
    statuses.push(exchange.status)
    if (exchange.status === 429) expect(typeFaults(exchange, 'too-many-requests')).toEqual([])
  }
  expect(statuses).toEqual([200, 200, 200, 429])
  const own = await sendAs(a.subject, get('/v1/me', [a.bearer()]), { origin })
  expect(own.status).toBe(200)
})

/** An archive of one file that is not packed (APPNOTE 4.3). */
function storedZip(name: string, text: string): Buffer {
  const [path, data] = [Buffer.from(name), Buffer.from(text)]
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(data.length, 4)
  sizes.writeUInt32LE(data.length, 8)
  const lengths = Buffer.alloc(4)
  lengths.writeUInt16LE(path.length, 0)
  const version = Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), version, sizes, lengths, path, data])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    version,
    sizes,
    lengths,
    Buffer.alloc(14),
    path,
  ])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end])
}

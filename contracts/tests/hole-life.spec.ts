/** The life of the process: starts that must be refused, its end, a database or an issuer that goes. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { openConnection } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { issuerCounters, restoreIssuer, setIssuerMode } from '../issuer/control.ts'
import { newKey } from '../issuer/keys.ts'
import { keyMint, token } from '../issuer/mint.ts'
import { refusedStart, startApi, stopApis } from '../life/api-process.ts'
import type { Settings } from '../life/api-process.ts'
import { openGate } from '../life/gate.ts'
import type { Gate } from '../life/gate.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'

const soon = { timeout: 15_000, intervals: [50, 100, 250] }
let gate: Gate | undefined
let sockets: Socket[] = []

test.afterEach(async () => {
  await stopApis()
  await gate?.remove()
  gate = undefined
  for (const socket of sockets) socket.destroy()
  sockets = []
})

/** Without the judgement of every answer: here faults are what is asked for. */
async function ask(origin: string, message: Message, person?: Person): Promise<Exchange> {
  const connection = openConnection()
  const headers = [...(person ? [person.bearer()] : []), ...(message.headers ?? [])]
  try {
    return await connection.exchange(origin, { ...message, headers })
  } finally {
    connection.close()
  }
}

async function statusOf(origin: string, target: string, person?: Person): Promise<number> {
  return (await ask(origin, get(target), person)).status
}

const secret = 'a-secret-that-nobody-may-see-in-a-message'

/** Each is one setting that is not right, and the variable that the refusal must name. */
const refused: readonly [why: string, variable: string, settings: Settings][] = [
  ['a secret of no length', 'BETTER_AUTH_SECRET', shared({ BETTER_AUTH_SECRET: 'x' })],
  ['a secret of 31 bytes', 'BETTER_AUTH_SECRET', shared({ BETTER_AUTH_SECRET: 'y'.repeat(31) })],
  [
    'a secret of 31 bytes among others',
    'BETTER_AUTH_SECRETS',
    shared({ BETTER_AUTH_SECRETS: `2:${'z'.repeat(32)},1:${'y'.repeat(31)}` }),
  ],
  [
    'secrets without versions',
    'BETTER_AUTH_SECRETS',
    shared({ BETTER_AUTH_SECRETS: 'z'.repeat(32) }),
  ],
  ['no secret', 'BETTER_AUTH_SECRET', shared({ BETTER_AUTH_SECRET: undefined })],
  ['a key set beside a secret', 'JWKS_URL', shared({ JWKS_URL: 'https://issuer.example/jwks' })],
  ['a mode that is none', 'AUTH_MODE', { AUTH_MODE: 'none' }],
  ['no key set', 'JWKS_URL', { JWKS_URL: undefined }],
  ['a key set in the clear', 'JWKS_URL', { JWKS_URL: 'http://issuer.example/jwks' }],
  ['a host that begins like ours', 'JWKS_URL', { JWKS_URL: 'http://127.0.0.1.evil.example/jwks' }],
  ['a host named like ours', 'JWKS_URL', { JWKS_URL: 'http://localhost.evil.example/jwks' }],
  ['a key set from a file', 'JWKS_URL', { JWKS_URL: 'file:///etc/passwd' }],
  ['no issuer', 'JWT_ISSUER', { JWT_ISSUER: undefined }],
  ['a blank issuer', 'JWT_ISSUER', { JWT_ISSUER: ' ' }],
  ['no audience', 'JWT_AUDIENCE', { JWT_AUDIENCE: undefined }],
  ['no database', 'DATABASE_URL', { DATABASE_URL: undefined }],
  ['another database', 'DATABASE_URL', { DATABASE_URL: 'mysql://root@127.0.0.1/tasks' }],
  ['an empty pool', 'DATABASE_POOL_SIZE', { DATABASE_POOL_SIZE: '0' }],
  [
    'a time without bounds',
    'DATABASE_STATEMENT_TIMEOUT_MS',
    { DATABASE_STATEMENT_TIMEOUT_MS: '0' },
  ],
  ['a number that is none', 'JWKS_REFRESH_SECONDS', { JWKS_REFRESH_SECONDS: '1e9' }],
  ['every origin', 'CORS_ORIGINS', { CORS_ORIGINS: '*' }],
  ['an origin with a path', 'CORS_ORIGINS', { CORS_ORIGINS: 'https://app.example/' }],
]

function shared(settings: Settings): Settings {
  return {
    AUTH_MODE: 'shared-secret',
    JWKS_URL: undefined,
    BETTER_AUTH_SECRET: secret,
    ...settings,
  }
}

for (const [why, variable, settings] of refused) {
  test(`F24 refuses to start with ${why}`, async () => {
    const { code, output } = await refusedStart(settings)
    expect(code, output).toBe(1)
    expect(output.trim().split('\n'), 'one line').toHaveLength(1)
    expect(output).toContain(variable)
    const values = Object.values(settings).filter((value) => (value ?? '').trim().length > 3)
    const told = values.filter((value) => value !== 'shared-secret' && output.includes(value ?? ''))
    expect(told, 'the value is shown').toEqual([])
  })
}

test('F24 refuses to start as a role that row-level security does not bind', async () => {
  const { code, output } = await refusedStart({ DATABASE_URL: environment().inspectDatabaseUrl })
  expect(code, output).toBe(1)
  expect(output).toContain('DATABASE_URL')
  expect(output).not.toContain(environment().inspectDatabaseUrl)
})

test('F24 starts with a secret of 32 bytes', async () => {
  const { origin } = await startApi(shared({ BETTER_AUTH_SECRET: 'z'.repeat(32) }))
  await expect.poll(() => statusOf(origin, '/readyz'), soon).toBe(200)
})

/** The first half of a request, and what sends the rest and tells the answer. */
async function halfSent(origin: string, person: Person): Promise<() => Promise<string>> {
  const { hostname, port, host } = new URL(origin)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const body = JSON.stringify({ title: 'Sent in two halves' })
  const head = [
    'POST /v1/tasks HTTP/1.1',
    `Host: ${host}`,
    person.bearer().join(': '),
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
  ]
  socket.write(`${[...head, '', ''].join('\r\n')}${body.slice(0, 5)}`)
  const received: Buffer[] = []
  const text = (): string => Buffer.concat(received).toString()
  socket.on('data', (chunk) => received.push(chunk))
  socket.on('error', () => undefined)
  sockets.push(socket)
  return async () => {
    socket.write(body.slice(5))
    // The connection stays, as that of a client that may ask again.
    await expect.poll(() => text() !== '' || socket.closed, soon).toBe(true)
    return text()
  }
}

async function isListening(origin: string): Promise<boolean> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

test('F16 SIGTERM lets what is in flight finish, takes nothing new and ends', async () => {
  const person = newPerson('A')
  const { origin, signal, exited, output } = await startApi({})
  await expect.poll(() => statusOf(origin, '/v1/me', person), soon).toBe(200)
  const idle = openConnection()
  expect((await idle.exchange(origin, get('/healthz'))).status).toBe(200)
  const finish = await halfSent(origin, person)
  // Whatever came before this answer has been read.
  expect(await statusOf(origin, '/v1/me', person)).toBe(200)
  signal('SIGTERM')
  await expect.poll(output, soon).toContain('draining')
  await expect.poll(() => isListening(origin), { timeout: 2_000, intervals: [50] }).toBe(false)
  expect((await finish()).split('\r\n')[0]).toContain('201')
  const code = await Promise.race([
    exited,
    new Promise((resolve) => setTimeout(resolve, 30_000, 'still there')),
  ])
  idle.close()
  expect(code).toBe(0)
})

async function behindGate(
  settings: Settings = {},
): Promise<{ origin: string; gate: Gate; output: () => string }> {
  gate = await openGate()
  const { origin, output } = await startApi({ DATABASE_URL: gate.url, ...settings })
  return { origin, gate, output }
}

/** What nobody outside may learn of a fault. */
const inside = /tasks|tosks|owner|select|postgres|relation|econn|database|sql|42P01|\bat \S+:\d+/i

function expectPlainProblem(exchange: Exchange, status: number): void {
  expect(exchange.status, exchange.text).toBe(status)
  const {
    type: _type,
    title: _title,
    instance,
    ...rest
  } = JSON.parse(exchange.text) as Record<string, unknown>
  expect(rest).toEqual({ status })
  expect(instance).toBe(`urn:uuid:${exchange.headers['x-request-id'] ?? ''}`)
  expect(exchange.text).not.toMatch(inside)
  expect(exchange.headers['cache-control']).toBe('no-store')
  expect(exchange.headers['content-type']).toBe('application/problem+json')
}

test('F01 says that it cannot serve while the database is away, and serves when it is back', async () => {
  const person = newPerson('A')
  const { origin, gate: way } = await behindGate()
  await expect.poll(() => statusOf(origin, '/readyz'), soon).toBe(200)
  expect(await statusOf(origin, '/v1/me', person)).toBe(200)
  way.close()
  const ready = await ask(origin, get('/readyz'))
  expect(ready.status).toBe(503)
  expect(JSON.parse(ready.text)).toEqual({
    status: 'unavailable',
    database: false,
    keySet: true,
    sessions: true,
  })
  expect(ready.headers['retry-after']).toMatch(/^[1-9]\d*$/)
  expect(await statusOf(origin, '/healthz')).toBe(200)
  for (const message of [
    get('/v1/me'),
    get('/v1/tasks'),
    withJson('POST', '/v1/tasks', { title: 'x' }),
  ]) {
    const away = await ask(origin, message, person)
    expectPlainProblem(away, 503)
    expect(away.headers['retry-after']).toMatch(/^[1-9]\d*$/)
    expect((await ask(origin, message)).status, 'without a token').toBe(401)
  }
  way.open()
  await expect.poll(() => statusOf(origin, '/readyz'), soon).toBe(200)
  await expect.poll(() => statusOf(origin, '/v1/me', person), soon).toBe(200)
})

test('F01 starts without its database and waits for it', async () => {
  gate = await openGate()
  gate.close()
  const { origin } = await startApi({ DATABASE_URL: gate.url })
  expect(await statusOf(origin, '/healthz')).toBe(200)
  expect(await statusOf(origin, '/readyz')).toBe(503)
  gate.open()
  await expect.poll(() => statusOf(origin, '/readyz'), soon).toBe(200)
})

test('F02 waits for a silent database no longer than it says, and uses another connection then', async () => {
  const person = newPerson('A')
  const limits = { DATABASE_POOL_SIZE: '1', DATABASE_STATEMENT_TIMEOUT_MS: '300' }
  const { origin, gate: way } = await behindGate(limits)
  await expect.poll(() => statusOf(origin, '/v1/me', person), soon).toBe(200)
  way.silence()
  expectPlainProblem(await ask(origin, get('/v1/me'), person), 503)
  way.open()
  await expect.poll(() => statusOf(origin, '/v1/me', person), soon).toBe(200)
})

test('F07 fifty faults of the database take no connection with them and tell nothing', async () => {
  const person = newPerson('A')
  const { origin, gate: way, output } = await behindGate({ DATABASE_POOL_SIZE: '1' })
  await expect.poll(() => statusOf(origin, '/readyz'), soon).toBe(200)
  const title = `Never written ${person.canary}`
  const messages = [get('/v1/tasks'), get('/v1/me'), withJson('POST', '/v1/tasks', { title })]
  way.replace('"tasks"', '"tosks"')
  const ids: string[] = []
  for (let index = 0; index < 50; index += 1) {
    const message = messages[index % messages.length] ?? get('/v1/me')
    const exchange = await ask(origin, message, person)
    expectPlainProblem(exchange, 500)
    ids.push(exchange.headers['x-request-id'] ?? '')
  }
  way.open()
  expect(await statusOf(origin, '/v1/me', person)).toBe(200)
  const created = await ask(origin, withJson('POST', '/v1/tasks', { title: 'Written' }), person)
  expect(created.status).toBe(201)
  const unlogged = (): string[] => ids.filter((id) => output().split(id).length < 3)
  await expect.poll(unlogged, soon).toEqual([])
  for (const told of [person.canary, person.subject, 'select ', 'tosks']) {
    expect(output(), 'in the log').not.toContain(told)
  }
})

test('F12 a key set that is too old judges nothing', async () => {
  const person = newPerson('A')
  const { origin } = await startApi({ JWKS_STALE_SECONDS: '2' })
  try {
    await expect.poll(() => statusOf(origin, '/v1/me', person), soon).toBe(200)
    // One token that was good before, and one that comes anew.
    const known = person.bearer()
    const again = (): Promise<Exchange> => ask(origin, get('/v1/me', [known]))
    expect((await again()).status).toBe(200)
    await setIssuerMode('500')
    await expect.poll(async () => (await again()).status, soon).toBe(503)
    expect(await statusOf(origin, '/v1/me', person)).toBe(503)
    const ready = await ask(origin, get('/readyz'))
    expect(ready.status).toBe(503)
    expect(JSON.parse(ready.text)).toEqual({
      status: 'unavailable',
      database: true,
      keySet: false,
      sessions: true,
    })
  } finally {
    await restoreIssuer()
  }
  await expect.poll(() => statusOf(origin, '/v1/me', person), soon).toBe(200)
  expect((await issuerCounters()).trapped).toEqual([])
  // The api that the other tests share has noticed as well: an unknown key is the token's fault.
  const { apiBaseUrl } = environment()
  const stranger = token(keyMint(newKey(`unknown-${person.canary}`, 'EdDSA')), person.subject)
  const headers = [['Authorization', `Bearer ${stranger}`]] as const
  const unknown = (): Promise<Exchange> => ask(apiBaseUrl, get('/v1/me', headers))
  await expect.poll(async () => (await unknown()).status, soon).toBe(401)
})

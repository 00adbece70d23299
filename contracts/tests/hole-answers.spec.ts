/** What every answer says beside its body, and what the log says of a request that succeeds. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { allowedOrigin, environment } from '../environment.ts'
import { nameOf } from '../openapi/operations.ts'
import { publicOperations } from '../spec/contract.ts'
import { probesFor } from '../tokens/judge.ts'
import { linesById, logSince, markLog } from '../world/api-log.ts'
import { get, newPerson, nobody, withJson } from '../world/people.ts'
import { createTask } from '../world/tasks.ts'

/** Origins that are nearly the one that is allowed. */
const nearly = [
  allowedOrigin.replace('https:', 'http:'),
  `${allowedOrigin}:443`,
  `${allowedOrigin}:8443`,
  `${allowedOrigin}.evil.example`,
  `${allowedOrigin}/`,
  allowedOrigin.toUpperCase(),
  allowedOrigin.replace('app.', 'App.'),
  allowedOrigin.replace('https://', 'https://evil'),
  allowedOrigin.replace('https://', 'https://evil.'),
  allowedOrigin.replace('https://', 'https://x@'),
  allowedOrigin.slice(0, -1),
  `${allowedOrigin}, https://evil.example`,
  'null',
  'file://',
  '*',
  'http://localhost',
  'http://localhost:3000',
  'http://127.0.0.1:3000',
  environment().apiBaseUrl,
]

test('X21 an origin that is nearly the allowed one is a foreign one', async () => {
  const person = newPerson('A')
  const wrong: string[] = []
  for (const origin of nearly) {
    for (const [what, method, more] of [
      ['answer', 'GET', []],
      ['preflight', 'OPTIONS', [['Access-Control-Request-Method', 'GET']]],
    ] as const) {
      const headers = [['Origin', origin], ...more] as const
      const { headers: got } = await person.send({ method, target: '/v1/tasks', headers })
      const granted = Object.keys(got).filter((name) => name.startsWith('access-control-'))
      if (granted.length > 0) wrong.push(`${what} for ${origin}: ${granted.join(', ')}`)
    }
  }
  expect(wrong).toEqual([])
})

test('X22 no answer may be guessed at by a browser, and none names what made it', async () => {
  const person = newPerson('A')
  const wrong: string[] = []
  const probes = await probesFor(person)
  const asked = [
    ...probes.flatMap(({ name, message }) => [
      { name, message, caller: person },
      { name: `${name} refused`, message, caller: nobody },
    ]),
    ...publicOperations().map((operation) => ({
      name: nameOf(operation),
      message: { method: operation.method, target: operation.template },
      caller: nobody,
    })),
    { name: 'no such path', message: get('/v1/nothing'), caller: person },
  ]
  for (const { name, message, caller } of asked) {
    const { headers } = await caller.send(message)
    if (headers['x-content-type-options'] !== 'nosniff') wrong.push(`${name}: no nosniff`)
    for (const telling of ['server', 'x-powered-by', 'x-runtime', 'via', 'x-owner', 'x-user']) {
      if (headers[telling] !== undefined) wrong.push(`${name}: ${telling}: ${headers[telling]}`)
    }
  }
  expect(wrong).toEqual([])
})

test('X23 each request has a name of its own, which no sender chooses', async () => {
  const person = newPerson('A')
  const seen = new Set<string>()
  const chosen = randomUUID()
  for (const name of ['X-Request-Id', 'Request-Id', 'X-Correlation-Id', 'Traceparent']) {
    for (const caller of [person, nobody]) {
      const { headers } = await caller.send(get('/v1/me', [[name, chosen]]))
      const id = headers['x-request-id'] ?? ''
      expect(id, name).not.toBe(chosen)
      expect(seen.has(id), 'a name twice').toBe(false)
      seen.add(id)
    }
  }
})

test('X24 the log says of a request what happened, and not who asked for what', async () => {
  const person = newPerson('A')
  const secret = `secret-${randomUUID()}`
  const task = await createTask(person, { title: `Known ${secret}` })
  const mark = markLog()
  const messages = [
    get(`/v1/tasks?q=${secret}`),
    get(`/v1/tasks/${task.id}`),
    get('/v1/me', [
      ['Cookie', `session=${secret}`],
      ['X-Api-Key', secret],
      ['User-Agent', secret],
    ]),
    withJson('POST', '/v1/tasks', { title: `New ${secret}`, notes: secret }),
    withJson('PATCH', `/v1/tasks/${task.id}`, { notes: secret }),
    withJson('PATCH', `/v1/tasks/${task.id}`, { title: 1, [secret]: secret }),
    get(`/v1/${secret}`),
    { method: 'DELETE', target: `/v1/tasks/${task.id}` },
  ]
  const ids: string[] = []
  for (const message of messages) {
    ids.push((await person.send(message)).headers['x-request-id'] ?? '')
  }
  const found = (): string[] => ids.filter((id) => linesById(logSince(mark)).has(id))
  await expect.poll(found, { intervals: [20, 50, 100, 250] }).toEqual(ids)
  const lines = logSince(mark)
  expect(ids.filter((id) => linesById(lines).get(id)?.length !== 1)).toEqual([])
  const written = lines.map(({ text }) => text).join('\n')
  const told = [
    secret,
    person.subject,
    person.canary,
    task.id,
    ...person.token().split('.').slice(0, 1),
  ]
  expect(told.filter((text) => written.includes(text))).toEqual([])
})

test('X25 a body that does not arrive in time is answered, and its connection is closed where the runtime lets go', async () => {
  const person = newPerson('A')
  const { hostname, port, host } = new URL(environment().apiBaseUrl)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const received: Buffer[] = []
  socket.on('data', (chunk) => received.push(chunk))
  socket.on('error', () => undefined)
  const head = [
    'POST /v1/tasks HTTP/1.1',
    `Host: ${host}`,
    person.bearer().join(': '),
    'Content-Type: application/json',
    'Content-Length: 1000',
  ]
  socket.write(`${[...head, '', ''].join('\r\n')}{"title":"`)
  // A byte now and then: the connection is never idle for long.
  const drip = setInterval(() => socket.write('x'), 500)
  try {
    await expect
      .poll(() => Buffer.concat(received).toString().split('\r\n')[0] ?? '', { timeout: 30_000 })
      .toMatch(/^HTTP\/1\.1 408 /)
    const isClosed = (): boolean => socket.closed
    // Deno goes on reading what its service has already answered. Should it stop doing so, this says
    // that SECURITY.md warns of it without need.
    const lets = environment().runtime !== 'deno'
    await expect.poll(isClosed, { timeout: 20_000 }).toBe(lets)
  } finally {
    clearInterval(drip)
    socket.destroy()
  }
  expect(Buffer.concat(received).toString()).toContain('/docs/problems#request-timeout')
})

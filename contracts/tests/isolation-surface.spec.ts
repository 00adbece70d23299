/** Everything around the operations: hidden paths, odd paths, methods, CORS, caches. */
import { expect, test } from '@playwright/test'
import { allowedOrigin, environment, foreignOrigin } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { nameOf } from '../openapi/operations.ts'
import { methodsOf, operations, securedOperations } from '../spec/contract.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import { probesFor } from '../tokens/judge.ts'
import { nobody } from '../world/people.ts'
import { requestFor } from '../world/recipes.ts'
import { newTaskId } from '../world/tasks.ts'
import { newWorld } from '../world/world.ts'

const hidden = [
  ...['/', '/admin', '/debug', '/metrics', '/.env', '/.git/config', '/server-status', '/v1'],
  ...['/v1/', '/v2/tasks', '/v1/users', '/v1/owners', '/v1/me/tasks', '/v1/tasks.json', '/swagger'],
  ...['/openapi', '/openapi.json.bak', '/api-docs', '/v1/openapi.json', '/docs/x', '/favicon.ico'],
  ...[
    '/healthz/x',
    '/healthz.json',
    '/readyz/..',
    '/actuator/health',
    '/v1/admin/tasks',
    '/index.html',
  ],
]

test('I52 answers 401 and then 404 where the contract has nothing', async () => {
  const { b } = await newWorld()
  for (const target of hidden) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const anonymous = await nobody.send({ method, target })
      expect(profileFaults('A0', anonymous), `${method} ${target}`).toEqual([])
      expect(notFoundFaults(await b.send({ method, target })), `${method} ${target}`).toEqual([])
    }
  }
  for (const { id } of securedOperations()) noteRow('I52', id)
})

for (const template of new Set(operations().map((operation) => operation.template))) {
  test(`I52 refuses every method that the contract does not give to ${template}`, async () => {
    const { b } = await newWorld()
    const allowed = methodsOf(template)
    const target = template.replaceAll(/\{[^}]+\}/g, newTaskId())
    const reads = allowed.includes('GET') ? ['HEAD'] : []
    const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
      (method) => ![...allowed, ...reads].includes(method),
    )
    for (const method of others) {
      expect(profileFaults('A0', await nobody.send({ method, target })), method).toEqual([])
      const exchange = await b.send({ method, target })
      expect(exchange.status, method).toBe(405)
      expect(typeFaults(exchange, 'method-not-allowed')).toEqual([])
      const allow = (exchange.headers['allow'] ?? '').split(/\s*,\s*/).sort()
      expect(allow, method).toEqual([...allowed, ...reads].sort())
    }
    for (const { id } of operations().filter((one) => one.template === template)) noteRow('I52', id)
  })
}

/** Targets that some servers would read as a protected or a public path. */
function oddTargets(id: string): string[] {
  const origin = environment().apiBaseUrl
  return [
    '//v1/tasks',
    '/v1//tasks',
    '/v1/tasks/',
    `/v1/tasks//${id}`,
    '/./v1/tasks',
    '/v1/./tasks',
    '/x/../v1/tasks',
    '/healthz/../v1/tasks',
    '/docs/../v1/me',
    '/openapi.json/../v1/me',
    '/%2e%2e/v1/tasks',
    '/healthz/%2e%2e/v1/tasks',
    '/healthz%2f..%2fv1%2ftasks',
    '/%76%31/%74asks',
    '/v1/%74asks',
    '/v1%2ftasks',
    `/v1/tasks%2f${id}`,
    '/V1/TASKS',
    '/v1/Tasks',
    '/v1/tasks;x',
    '/v1/tasks;/healthz',
    `/v1/tasks\\${id}`,
    '/v1\\tasks',
    `/v1/tasks/${id}/.`,
    `/v1/tasks/${id}/..`,
    `/v1/tasks/x/../${id}`,
    `/v1/tasks/${id}.json`,
    '/v1/tasks?x#/healthz',
    '/v1/tasks#/healthz',
    '/v1/tasks%00',
    '/v1/tasks%0a',
    '/v1/tasks%20',
    '/v1/me%3f',
    '/v1/me?/healthz',
    `${origin}/v1/tasks`,
    `${origin}/v1/tasks/${id}`,
    'http://evil.example/v1/tasks',
    `${origin}/healthz/../v1/tasks`,
    `/v1/tasks/${id}%2f..%2f..%2f..%2fhealthz`,
  ]
}

test("I56 no spelling of a path opens it without a token, nor another user's row with one", async () => {
  const { a, b, tasksOfA } = await newWorld()
  const { apiBaseUrl } = environment()
  const id = tasksOfA[0]?.id ?? ''
  for (const target of oddTargets(id)) {
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      const line = `${method} ${target} HTTP/1.1`
      const anonymous = await rawExchange(apiBaseUrl, [
        head(line, [hostOf(apiBaseUrl), 'Connection: close']),
      ])
      expect([400, 401, 404], `${line} without a token`).toContain(anonymous.status)
      const authorization = `Authorization: Bearer ${b.token()}`
      const attacker = await rawExchange(
        apiBaseUrl,
        [head(line, [hostOf(apiBaseUrl), 'Connection: close', authorization])],
        { receiver: b.subject },
      )
      expect([200, 204, 400, 404, 405], `${line} as B`).toContain(attacker.status)
    }
  }
  expect((await a.send({ method: 'GET', target: `/v1/tasks/${id}` })).status).toBe(200)
  for (const operation of securedOperations()) noteRow('I56', operation.id)
})

const origins = [
  foreignOrigin,
  'null',
  `${allowedOrigin}.evil.example`,
  `${allowedOrigin}:8443`,
  allowedOrigin.replace('https', 'http'),
  allowedOrigin.toUpperCase(),
  `${allowedOrigin}/`,
  'https://evil-app.holdfast.test',
  'https://x.app.holdfast.test',
  'http://localhost:3000',
  'http://127.0.0.1:5173',
  'file://',
  `${allowedOrigin} ${foreignOrigin}`,
  '*',
  '',
]

test('I68 lets no foreign origin read any answer', async () => {
  const { b } = await newWorld()
  const wrong: string[] = []
  for (const { operation, message, name } of await probesFor(b)) {
    for (const origin of origins) {
      const headers = [...(message.headers ?? []), ['Origin', origin] as const]
      const refused = await nobody.send({ ...message, headers })
      const missing = await b.send({
        method: 'GET',
        target: '/v1/nothing',
        headers: [['Origin', origin]],
      })
      const invalid = await b.send({ ...message, target: `${message.target}?x=1`, headers })
      for (const exchange of [refused, missing, invalid]) {
        const shown = Object.keys(exchange.headers).filter((header) =>
          header.startsWith('access-control-'),
        )
        if (shown.length > 0) wrong.push(`${name} for ${origin}: ${shown.join(', ')}`)
      }
    }
    noteRow('I68', operation.id)
  }
  expect(wrong).toEqual([])
})

test('I68 lets the allowed origin read answers and refusals alike', async () => {
  const { b } = await newWorld()
  for (const { operation, message, name } of await probesFor(b)) {
    const headers = [...(message.headers ?? []), ['Origin', allowedOrigin] as const]
    for (const caller of [nobody, b]) {
      const exchange = await caller.send({ ...message, headers })
      expect(exchange.headers['access-control-allow-origin'], name).toBe(allowedOrigin)
      const exposed = (exchange.headers['access-control-expose-headers'] ?? '').toLowerCase()
      for (const header of ['www-authenticate', 'etag', 'x-request-id', 'link', 'retry-after']) {
        expect(exposed, name).toContain(header)
      }
    }
    noteRow('I68', operation.id)
  }
})

test('I68 answers a preflight without a token, for the allowed origin only', async () => {
  for (const operation of securedOperations()) {
    const { target } = requestFor(operation, { taskId: newTaskId() })
    for (const origin of [allowedOrigin, ...origins]) {
      const exchange = await nobody.send({
        method: 'OPTIONS',
        target,
        headers: [
          ['Origin', origin],
          ['Access-Control-Request-Method', operation.method],
          ['Access-Control-Request-Headers', 'authorization,content-type,if-match'],
        ],
      })
      expect(exchange.text).toBe('')
      const methods = exchange.headers['access-control-allow-methods'] ?? ''
      if (origin === allowedOrigin) {
        expect(exchange.status).toBe(204)
        expect(methods.split(/\s*,\s*/), nameOf(operation)).toContain(operation.method)
        const granted = exchange.headers['access-control-allow-headers']?.toLowerCase() ?? ''
        for (const header of ['authorization', 'content-type', 'if-match', 'if-none-match']) {
          expect(granted).toContain(header)
        }
      } else {
        expect(methods, origin).toBe('')
      }
    }
    noteRow('I55', operation.id)
  }
})

/** May a shared cache store this answer and give it to somebody else? RFC 9111 §3. */
function isShareable(headers: Record<string, string>): boolean {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(/\s*,\s*/)
  return !directives.includes('private') && !directives.includes('no-store')
}

test('I58 no answer of a secured operation may stay in a shared cache', async () => {
  const { b } = await newWorld()
  for (const { operation, message, name } of await probesFor(b)) {
    const refused = await nobody.send(message)
    const invalid = await b.send({ ...message, target: `${message.target}?x=1` })
    const missing = await b.send({ method: 'GET', target: `/v1/tasks/${newTaskId()}` })
    const granted = await b.send(message)
    expect(granted.status, name).toBeLessThan(300)
    for (const exchange of [refused, granted, invalid, missing]) {
      expect(isShareable(exchange.headers), `${name} → ${String(exchange.status)}`).toBe(false)
      expect(exchange.headers['vary'], name).toMatch(/\bAuthorization\b/i)
      expect(exchange.headers['vary'], name).toMatch(/\bOrigin\b/i)
    }
    noteRow('I58', operation.id)
  }
})

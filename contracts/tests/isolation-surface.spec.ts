/** Everything around the operations: hidden paths and CORS. */
import { expect, test } from '@playwright/test'
import { allowedOrigin, foreignOrigin } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { seed } from '../spec/seed.ts'
import { deal } from '../tokens/deal.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { probesFor } from '../tokens/judge.ts'
import { newPerson, nobody } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
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
  const probes = await probesFor(b)
  const hands = deal(origins, probes.length, `${String(seed())} I68`)
  for (const [place, { operation, message, name }] of probes.entries()) {
    for (const origin of message.target === '/v1/me' ? origins : (hands[place] ?? [])) {
      const headers = [...(message.headers ?? []), ['Origin', origin] as const]
      const refused = await nobody.send({ ...message, headers })
      const missing = await b.send({
        method: 'GET',
        target: '/v1/nothing',
        headers: [['Origin', origin]],
      })
      const invalid = await b.send({ ...message, target: `${message.target}?x=1`, headers })
      const method = await b.send({ ...message, method: 'PUT', headers })
      const half =
        message.body === undefined ? [] : [await b.send({ ...message, headers, body: '{' })]
      for (const exchange of [refused, missing, invalid, method, ...half]) {
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
    const { target } = await validRequest(operation, newPerson('A'))
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

/** How many requests each person may send: an api with a limit that a test can reach. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { keyMint, token } from '../issuer/mint.ts'
import { standingKey } from '../issuer/keys.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { bearer } from '../tokens/row.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const soon = { timeout: 15_000, intervals: [100, 200] }
/** One more every half minute, so that none comes in the middle of an assertion. */
const perMinute = 2

test.afterEach(stopApis)

async function startLimited(requests = perMinute): Promise<string> {
  return (await startApi({ REQUESTS_PER_MINUTE: String(requests) })).origin
}

function ask(
  origin: string,
  person: Person,
  { headers = [], ...message }: Message = get('/v1/me'),
) {
  return sendAs(person.subject, { ...message, headers: [person.bearer(), ...headers] }, { origin })
}

/** Sends until there is nothing left; how many were granted? */
async function spend(origin: string, person: Person): Promise<number> {
  for (let granted = 0; ; granted += 1) {
    const { status } = await ask(origin, person)
    if (status === 429) return granted
    expect(status).toBe(200)
    expect(granted).toBeLessThan(100)
  }
}

function expectLimit(exchange: Exchange, says: string): void {
  expect(exchange.status, says).toBe(429)
  expect(typeFaults(exchange, 'too-many-requests'), says).toEqual([])
  const { headers } = exchange
  expect(headers['ratelimit-policy']).toBe(`"person";q=${String(perMinute)};w=60`)
  expect(headers['ratelimit']).toBe(`"person";r=0;t=${headers['retry-after'] ?? ''}`)
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60 / perMinute)
}

for (const operation of securedOperations()) {
  test(`who has sent too many requests is told so and nothing is done — ${nameOf(operation)}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const origin = await startLimited()
    // Through another instance, which counts for itself.
    const message = await validRequest(operation, a)
    const before = await inspector().rowsOf(a.subject)
    expect(await spend(origin, a)).toBeGreaterThanOrEqual(perMinute)
    expectLimit(await ask(origin, a, message), nameOf(operation))
    expect(await inspector().rowsOf(a.subject)).toBe(before)
    expect((await ask(origin, b)).status, 'another person').toBe(200)
  })
}

test('the limit is for a person, whatever they ask for and with which token', async () => {
  const a = newPerson('A')
  const origin = await startLimited()
  await spend(origin, a)
  for (const kid of ['ed-1', 'es-1', 'rs-1'] as const) {
    const headers = bearer('', token(keyMint(standingKey(kid)), a.subject)).headers
    const exchange = await sendAs(
      a.subject,
      { method: 'GET', target: '/v1/me', headers },
      { origin },
    )
    expectLimit(exchange, kid)
  }
  for (const target of ['/v1/tasks', '/v1/tasks/x', '/nowhere']) {
    expectLimit(await ask(origin, a, get(target)), target)
  }
})

test('what is refused spends nothing of it, and waiting as long as is said is enough', async () => {
  const a = newPerson('A')
  // One more every second.
  const origin = await startLimited(60)
  expect(await spend(origin, a)).toBeGreaterThanOrEqual(60)
  for (let again = 0; again < 60; again += 1) await ask(origin, a)
  await expect.poll(async () => (await ask(origin, a)).status, soon).toBe(200)
})

test('who has no token, or a bad one, is told that and spends nothing', async () => {
  const a = newPerson('A')
  const origin = await startLimited()
  const stranger = token(keyMint(standingKey('ed-1')), a.subject, { claims: { aud: 'another' } })
  const bad = { method: 'GET', target: '/v1/me', headers: bearer('', stranger).headers }
  for (let again = 0; again < 2 * perMinute; again += 1) {
    expect((await sendAs(undefined, bad, { origin })).status).toBe(401)
    expect((await sendAs(undefined, get('/v1/me'), { origin })).status).toBe(401)
  }
  expect((await ask(origin, a)).status).toBe(200)
  await spend(origin, a)
  expect((await sendAs(undefined, bad, { origin })).status).toBe(401)
  const health = await sendAs(undefined, get('/healthz'), { origin })
  expect(jsonOf(health)).toEqual({ status: 'ok' })
})

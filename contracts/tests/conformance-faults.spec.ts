/** What the contract says of days when something is broken: apis that lack their database, tables or keys. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { partsOf } from '../http/covered.ts'
import { jsonOf } from '../http/exchange.ts'
import type { Message } from '../http/exchange.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import type { Settings } from '../life/api-process.ts'
import { openGate } from '../life/gate.ts'
import type { Gate } from '../life/gate.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { head, hostOf, rawExchange } from '../raw/socket.ts'
import { operation as named, publicOperations, securedOperations } from '../spec/contract.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import { newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

/** Discard (RFC 863): nobody listens there. */
const nowhere = '127.0.0.1:9'
const soon = { timeout: 15_000, intervals: [50, 100, 200] }
const slowly = 30_000

let gate: Gate | undefined

test.afterEach(async () => {
  await stopApis()
  await gate?.remove()
  gate = undefined
})

/** A request of each operation that a sound api would grant. */
async function arranged(person: Person): Promise<[Operation, Message][]> {
  const requests: [Operation, Message][] = []
  for (const operation of securedOperations()) {
    const { headers = [], ...message } = await validRequest(operation, person)
    requests.push([operation, { ...message, headers: [person.bearer(), ...headers] }])
  }
  return requests
}

/** GET of what says whether the api can serve, until it says so in full. */
async function readinessOf(origin: string): Promise<unknown> {
  const message = { method: 'GET', target: named('getReadiness').template }
  const exchange = await sendAs(undefined, message, { origin })
  return [exchange.status, jsonOf(exchange)]
}

interface Breakage {
  says: string
  settings: () => Settings
  readiness: object
  status: number
  type: string
}

/** That every operation answers like this, and that nothing was written by any of them. */
async function judge(
  a: Person,
  origin: string,
  { readiness, status, type }: Pick<Breakage, 'readiness' | 'status' | 'type'>,
  requests: [Operation, Message][],
): Promise<void> {
  const before = await inspector().rowsOf(a.subject)
  await expect.poll(() => readinessOf(origin), soon).toEqual([503, readiness])
  for (const [operation, message] of requests) {
    const exchange = await sendAs(a.subject, message, { origin, isBroken: status === 500 })
    expect(exchange.status, nameOf(operation)).toBe(status)
    expect(typeFaults(exchange, type)).toEqual([])
    if (type === 'auth-unavailable') expect(profileFaults('S', exchange)).toEqual([])
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
}

const breakages: Breakage[] = [
  {
    says: 'the database is not there',
    settings: () => ({ DATABASE_URL: `postgres://holdfast:x@${nowhere}/tasks` }),
    readiness: { status: 'unavailable', database: false, keySet: true, sessions: false },
    status: 503,
    type: 'auth-unavailable',
  },
  {
    says: 'the tables are not there',
    settings: () => ({ DATABASE_URL: `${environment().serviceDatabaseUrl}?search_path=nowhere` }),
    readiness: { status: 'unavailable', database: false, keySet: true, sessions: true },
    status: 500,
    type: 'internal-error',
  },
  {
    says: 'the issuer is not there',
    settings: () => ({ JWKS_URL: `http://${nowhere}/jwks` }),
    readiness: { status: 'unavailable', database: true, keySet: false, sessions: true },
    status: 503,
    type: 'auth-unavailable',
  },
]

for (const { says, settings, ...broken } of breakages) {
  test(`answers every operation as documented when ${says}`, async () => {
    const a = newPerson('A')
    const requests = await arranged(a)
    const { origin } = await startApi(settings())
    await judge(a, origin, broken, requests)
  })
}

test('answers every operation as documented when the database has gone away', async () => {
  const a = newPerson('A')
  const requests = await arranged(a)
  gate = await openGate()
  const { origin } = await startApi({ DATABASE_URL: gate.url })
  // That a logout token can't be kept either is told in logout.spec.ts.
  const open = publicOperations().filter(
    (operation) =>
      operation.method === 'GET' &&
      partsOf(operation).includes(`${operation.id} answers 503 with service-unavailable`),
  )
  expect(open.length).toBeGreaterThan(0)
  for (const operation of open) requests.push([operation, await validRequest(operation, a)])
  gate.close()
  // It is known for a while yet which sessions have ended: the tokens are good, the tasks away.
  const readiness = { status: 'unavailable', database: false, keySet: true, sessions: true }
  await judge(a, origin, { readiness, status: 503, type: 'service-unavailable' }, requests)
})

test('answers 408 to bodies that never arrive whole', async () => {
  const a = newPerson('A')
  const { apiBaseUrl } = environment()
  const withBody = (await arranged(a)).filter(([, { body }]) => body !== undefined)
  const before = await inspector().rowsOf(a.subject)
  const answers = await Promise.all(
    withBody.map(async ([operation, { method, target, headers = [], body = '' }]) => {
      const lines = headers.map(([name, value]) => `${name}: ${value}`)
      const length = `Content-Length: ${String(Buffer.byteLength(body))}`
      const start = head(`${method} ${target} HTTP/1.1`, [hostOf(apiBaseUrl), ...lines, length])
      const half = Buffer.from(body).subarray(0, -1)
      const options = { receiver: a.subject, timeoutMs: slowly }
      return { operation, answer: await rawExchange(apiBaseUrl, [start, half], options) }
    }),
  )
  for (const { operation, answer } of answers) {
    expect(answer.status, nameOf(operation)).toBe(408)
    expect(answer.text).toContain('/docs/problems#request-timeout')
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
})

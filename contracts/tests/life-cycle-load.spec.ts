/** Tokens in great numbers, and tokens that end amid a request. */
import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { environment } from '../environment.ts'
import { openConnection } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { keySetHits } from '../issuer/control.ts'
import { newKey, signerOf } from '../issuer/keys.ts'
import { nowSeconds, token, tokensAround } from '../issuer/mint.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { openRaw, rawExchange, requestWith } from '../raw/socket.ts'
import { securedOperations } from '../spec/contract.ts'
import { tokenBounds } from '../spec/token-bounds.ts'
import { logOf, originOf } from '../tokens/desk.ts'
import { grantedProbes, probesFor } from '../tokens/judge.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { bearer, dress, mintsOf } from '../tokens/row.ts'
import type { AuthMode, Attempt } from '../tokens/row.ts'
import { linesById, logSince, markLog } from '../world/api-log.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const lanes = 16
const usesOfARound = 6000

/** So many at once, so many in all. */
async function inLanes(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Resident memory of the api. */
function residentBytes(): number {
  const { apiPid } = environment()
  try {
    const status = readFileSync(`/proc/${String(apiPid)}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
  } catch {
    // Not every system has /proc; every one has ps.
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(apiPid)]).toString()) * 1024
  }
}

test('T124 one token used ten thousand times at once leaves nothing behind', async () => {
  const person = newPerson('A')
  // As long as a token may be: whatever is kept of each use is seen soon.
  const { under } = tokensAround(mintsOf('jwks')[0], person.subject, tokenBounds().maxBytes)
  const message = get('/v1/me', bearer('', under).headers)
  // Half of a copy of the token for each use.
  const keptBytes = tokenBounds().maxBytes / 2
  const connection = openConnection(lanes)
  const wrong: number[] = []
  const use = async (): Promise<void> => {
    const { status } = await connection.exchange(environment().apiBaseUrl, message)
    if (status !== 200) wrong.push(status)
  }
  const rows = await inspector().allRows()
  await inLanes(4000, use)
  const connections = await inspector().connections()
  /*
   * An engine takes what room it likes before it tidies up; only a leak grows with each use for ever.
   * So two rounds in a row that grow little are enough, whatever the ones before them did.
   */
  const bound = 2 * usesOfARound * keptBytes
  const readings = [residentBytes()]
  let grown = Infinity
  while (readings.length <= 7 && grown >= bound) {
    await inLanes(usesOfARound, use)
    readings.push(residentBytes())
    grown = (readings.at(-1) ?? 0) - (readings.at(-3) ?? -Infinity)
  }
  connection.close()
  expect(wrong.slice(0, 5), `${String(wrong.length)} refusals`).toEqual([])
  expect(grown, `resident bytes: ${readings.join()}`).toBeLessThan(bound)
  expect(await inspector().connections(), 'database connections').toBeLessThanOrEqual(connections)
  expect(await inspector().allRows()).toBe(rows)
  for await (const { operation, name, message: asked } of grantedProbes(person)) {
    const exchange = await sendAs(person.subject, dress(asked, bearer('', under)))
    expect(profileFaults('OK', exchange), name).toEqual([])
    noteRow('T124', operation.id)
  }
})

/*
 * A token is judged once, when the head of its request is there: what it allowed then is carried
 * out, however slowly the rest arrives (the time for a body is bounded by itself). The next request
 * on the connection is judged anew.
 */
test('T125 a token that ends while the body is on its way still counts for that request', async () => {
  await Promise.all(operationsWithBody().map(expectToFinish))
})

async function expectToFinish(operation: Operation): Promise<void> {
  const person = newPerson('A')
  const origin = environment().apiBaseUrl
  const message = await validRequest(operation, person)
  const connection = openRaw(origin)
  const exp = nowSeconds() - tokenBounds().clockToleranceSeconds + 3
  const jwt = token(mintsOf('jwks')[0], person.subject, { claims: { iat: exp - 60, exp } })
  const line = `Authorization: Bearer ${jwt}`
  const bytes = requestWith(origin, message, [line])
  const statusNow = async (): Promise<number> =>
    (await sendAs(person.subject, get('/v1/me', bearer('', jwt).headers))).status
  const answers: number[] = []
  const slowly = async function* (): AsyncGenerator<Buffer> {
    yield bytes.subarray(0, -5)
    answers.push(await statusNow())
    await expect.poll(statusNow, { intervals: [50], timeout: 8_000 }).toBe(401)
    yield bytes.subarray(-5)
  }
  const options = { receiver: person.subject, timeoutMs: 9_000 }
  const exchange = await connection.exchange(slowly(), options)
  expect(answers, 'it was good when the head was there').toEqual([200])
  expect(exchange.status, exchange.text).toBeLessThan(300)
  expect(await inspector().countOf(person.subject)).toBeGreaterThan(0)
  const again = requestWith(origin, get('/v1/me'), [line])
  const next = await connection.exchange([again])
  connection.close()
  // Deno closes the connection behind a body that came so slowly.
  const { status } = next.status === undefined ? await rawExchange(origin, [again]) : next
  expect(status).toBe(401)
  noteRow('T125', operation.id)
}

for (const operation of operationsWithBody()) {
  test(`T125 a token that ended before is refused without waiting for the body — ${nameOf(operation)}`, async () => {
    const person = newPerson('A')
    const origin = environment().apiBaseUrl
    const message = await validRequest(operation, person)
    const claims = { iat: nowSeconds() - 600, exp: nowSeconds() - 300 }
    const jwt = token(mintsOf('jwks')[0], person.subject, { claims })
    const bytes = requestWith(origin, message, [`Authorization: Bearer ${jwt}`])
    const connection = openRaw(origin)
    const { status, ...rest } = await connection.exchange([bytes.subarray(0, -5)])
    connection.close()
    expect(profileFaults('A1', { ...rest, status: status ?? 0 })).toEqual([])
    noteRow('T125', operation.id)
  })
}

/** Bad tokens of every kind, none like the other. */
function badTokens(person: Person, mode: AuthMode): (() => string)[] {
  const [mint] = mintsOf(mode)
  const stranger = signerOf(newKey('stranger', 'EdDSA'))
  const good = (): string => token(mint, person.subject)
  return [
    () => randomUUID(),
    () => `${good()}.x`,
    () => token(mint, person.subject, { header: { kid: randomUUID() } }),
    () => token({ ...mint, sign: stranger }, person.subject),
    () => token(mint, person.subject, { header: { alg: 'none' } }),
    () => token(mint, person.subject, { claims: { iat: 1, exp: 2 } }),
    () => token(mint, person.subject, { claims: { aud: randomUUID() } }),
    () => 'x'.repeat(9000),
  ]
}

const storm = 2000

for (const mode of ['jwks', 'shared-secret'] as const) {
  test(`T128 a storm of bad tokens costs nobody anything — ${mode}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const origin = originOf(mode)
    const probes = await probesFor(a)
    const makers = badTokens(a, mode)
    const connection = openConnection(lanes)
    const wrong: string[] = []
    const refused: Exchange[] = []
    const rain = async (index: number): Promise<void> => {
      const probe = probes[index % probes.length]
      const jwt = makers[Math.floor(index / probes.length) % makers.length]?.() ?? ''
      if (!probe) return
      const exchange = await judged(dress(probe.message, bearer('', jwt)))
      if (exchange) refused.push(exchange)
    }
    const judged = async (message: Message): Promise<Exchange | undefined> => {
      try {
        const exchange = await sendAs(undefined, message, { origin, connection })
        wrong.push(...profileFaults('A1', exchange))
        return exchange
      } catch (error) {
        wrong.push(String(error))
        return undefined
      }
    }
    const rows = await inspector().allRows()
    const [quiet, mark, memory] = [await inspector().now(), markLog(logOf(mode)), residentBytes()]
    const [before, started] = [await keySetHits(), Date.now()]
    await inLanes(storm, rain)
    expect(await inspector().activitySince(quiet), 'the database was used').toBe(0)
    const seconds = (Date.now() - started) / 1000
    // One fetch a cooldown on demand, and the background's own: see the key set's tests.
    expect((await keySetHits()) - before).toBeLessThanOrEqual(4 * (Math.floor(seconds) + 2))
    expect(await inspector().allRows()).toBe(rows)

    const good: Attempt = bearer('', token(mintsOf(mode)[0], b.subject))
    await inLanes(storm / 4, async (index) => {
      if (index % 5 > 0) return rain(index)
      const exchange = await sendAs(b.subject, get('/v1/me', good.headers), { origin, connection })
      if (exchange.status !== 200) wrong.push(`a good token amid the storm got ${exchange.text}`)
      return undefined
    })
    connection.close()
    expect(wrong.slice(0, 5), `${String(wrong.length)} faults`).toEqual([])
    if (mode === 'jwks') {
      expect(residentBytes() - memory, 'resident bytes').toBeLessThan(64 * 1024 * 1024)
    }
    await expectOneLineEach(mark, refused)
    for (const { id } of securedOperations()) noteRow('T128', id)
  })
}

/** The log grows by a short line a request, and no line shows what was sent. */
async function expectOneLineEach(
  mark: ReturnType<typeof markLog>,
  refused: Exchange[],
): Promise<void> {
  const ids = refused.map(({ headers }) => headers['x-request-id'] ?? '')
  const missing = (): number => {
    const found = linesById(logSince(mark))
    return ids.filter((id) => !found.has(id)).length
  }
  await expect.poll(missing, { intervals: [50, 100, 250] }).toBe(0)
  const lines = logSince(mark)
  const found = linesById(lines)
  expect(ids.filter((id) => found.get(id)?.length !== 1)).toEqual([])
  expect(Math.max(...lines.map(({ text }) => text.length)), 'the longest line').toBeLessThan(400)
  const shown = lines.filter(({ text }) => /eyJ|x{20}|Bearer [^r]/.test(text))
  expect(shown.map(({ text }) => text)).toEqual([])
}

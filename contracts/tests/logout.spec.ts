/** Sign-out means out: what the issuer's logout token ends is refused from the answer on, everywhere. */
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { noteRow } from '../http/record.ts'
import { newKey } from '../issuer/keys.ts'
import { keyMint, nowSeconds, secretMint, token } from '../issuer/mint.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { openRaw, requestWith } from '../raw/socket.ts'
import { originOf } from '../tokens/desk.ts'
import { faultsEverywhere } from '../tokens/everywhere.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import { mintsOf } from '../tokens/row.ts'
import type { AuthMode } from '../tokens/row.ts'
import { formOf, logoutEvent, logoutForm, logoutToken } from '../world/logout.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const soon = { timeout: 15_000, intervals: [10, 20, 50] }
const modes: readonly AuthMode[] = ['jwks', 'shared-secret']

test.afterEach(stopApis)

async function statusOf(person: Person, jwt: string, origin?: string): Promise<number> {
  const message = get('/v1/me', [['Authorization', `Bearer ${jwt}`]])
  return (await sendAs(person.subject, message, origin === undefined ? {} : { origin })).status
}

async function logOut(logout: string, origin: string): Promise<void> {
  const answer = await sendAs(undefined, logoutForm(logout), { origin })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.text).toBe('')
}

for (const mode of modes) {
  const origin = (): string => originOf(mode)

  for (const row of ['T120', 'T121', 'T122']) {
    test(`${row} no operation takes a token of a session that has ended — ${mode}`, async () => {
      for (const mint of mintsOf(mode)) {
        const [a, b] = [newPerson('A'), newPerson('B')]
        const [sid, other] = [randomUUID(), randomUUID()]
        const [used, unused, elsewhere] = [sid, sid, other].map((session) =>
          token(mint, a.subject, { claims: { sid: session } }),
        )
        const foreign = token(mint, b.subject)
        expect(await statusOf(a, used ?? '', origin())).toBe(200)
        await logOut(logoutToken(mint, { sub: a.subject, sid }), origin())
        for (const [name, jwt = ''] of [
          ['used before', used],
          ['never used', unused],
          ['made afterwards', token(mint, a.subject, { claims: { sid, iat: nowSeconds() + 1 } })],
        ] as const) {
          const tried = { person: a, jwt, name, origin: origin() }
          expect(await faultsEverywhere(row, tried, ['A1'])).toEqual([])
        }
        for (const [person, jwt = ''] of [
          [a, elsewhere],
          [a, token(mint, a.subject, { claims: { sid: undefined } })],
          [b, foreign],
        ] as const) {
          expect(await statusOf(person, jwt, origin())).toBe(200)
        }
      }
    })
  }

  test(`a logout token without a session ends all that the person had until then — ${mode}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const [mint] = mintsOf(mode)
    const now = nowSeconds()
    const at = (iat: number, sid?: string): string =>
      token(mint, a.subject, { claims: { iat, exp: iat + 300, sid } })
    const before = [at(now - 10, randomUUID()), at(now - 10), at(now)]
    const after = at(now + 2, randomUUID())
    await logOut(logoutToken(mint, { sub: a.subject, iat: now }), origin())
    for (const jwt of before) expect(await statusOf(a, jwt, origin())).toBe(401)
    expect(await statusOf(a, after, origin())).toBe(200)
    expect(await statusOf(b, token(mint, b.subject), origin())).toBe(200)
  })

  test(`a logout token that is not good is answered 400 and ends nothing — ${mode}`, async () => {
    const a = newPerson('A')
    const sid = randomUUID()
    const [mint] = mintsOf(mode)
    const jwt = token(mint, a.subject, { claims: { sid } })
    const now = nowSeconds()
    const both = { sub: a.subject, sid }
    const claims: [string, Record<string, unknown>][] = [
      ['no events', { events: undefined }],
      ['another event', { events: { 'http://schemas.openid.net/event/x': {} } }],
      ['an event that is no object', { events: { [logoutEvent]: true } }],
      ['a nonce', { nonce: 'n' }],
      ['no jti', { jti: undefined }],
      ['no iat', { iat: undefined }],
      ['no exp', { exp: undefined }],
      ['expired', { iat: now - 300, exp: now - 60 }],
      ['of the future', { iat: now + 60, exp: now + 120 }],
      ['alive for a day', { exp: now + 86_400 }],
      ['another issuer', { iss: 'https://issuer.example' }],
      ['another audience', { aud: 'somebody-else' }],
      ['nobody and nothing', { sub: undefined, sid: undefined }],
      ['a session that is no text', { sid: [sid] }],
      ['a person that is no text', { sub: { is: a.subject } }],
    ]
    const bad: [string, string][] = [
      ...claims.map(([name, change]): [string, string] => [
        name,
        logoutToken(mint, { ...both, ...change }),
      ]),
      ...['JWT', 'at+jwt', undefined, 'logout'].map((typ): [string, string] => [
        `type ${String(typ)}`,
        logoutToken(mint, both, { typ }),
      ]),
      ['an access token', jwt],
      ['an unknown key', logoutToken(keyMint(newKey('unknown', 'EdDSA')), both)],
      ['the wrong secret', logoutToken(secretMint('x'.repeat(40)), both)],
      ['nothing', ''],
      ['no token', 'x.y.z'],
      ['more than 8 KiB', logoutToken(mint, { ...both, filler: 'x'.repeat(8192) })],
    ]
    for (const [name, logout] of bad) {
      const answer = await sendAs(undefined, logoutForm(logout), { origin: origin() })
      expect(answer.status, `${name}: ${answer.text}`).toBe(400)
      expect(typeFaults(answer, 'invalid-logout-token'), name).toEqual([])
      expect(answer.headers['cache-control'], name).toBe('no-store')
    }
    const good = new URLSearchParams({ logout_token: logoutToken(mint, both) }).toString()
    for (const [name, message] of [
      ['twice', formOf(`${good}&${good}`)],
      ['another name', formOf(good.replace('logout_token', 'token'))],
      ['in the query', { ...formOf(''), target: `/v1/backchannel-logout?${good}` }],
      ['JSON', formOf(JSON.stringify({ logout_token: 'x' }), 'application/json')],
      ['plain text', formOf(good, 'text/plain')],
      ['not UTF-8', formOf(Buffer.from([0x6c, 0x3d, 0xff]))],
      ['another charset', formOf(good, 'application/x-www-form-urlencoded; charset=utf-16')],
    ] as const) {
      const answer = await sendAs(undefined, message, { origin: origin() })
      expect(answer.status, `${name}: ${answer.text}`).toBe(400)
    }
    expect(await statusOf(a, jwt, origin())).toBe(200)
  })

  test(`a logout token ends its session once and for all, said how often — ${mode}`, async () => {
    const a = newPerson('A')
    const [sid, other] = [randomUUID(), randomUUID()]
    const [mint] = mintsOf(mode)
    const logout = logoutToken(mint, { sub: a.subject, sid })
    await Promise.all(Array.from({ length: 20 }, () => logOut(logout, origin())))
    expect(await statusOf(a, token(mint, a.subject, { claims: { sid } }), origin())).toBe(401)
    expect(await statusOf(a, token(mint, a.subject, { claims: { sid: other } }), origin())).toBe(
      200,
    )
  })
}

test('a logout token is no access token', async () => {
  for (const mode of modes) {
    for (const mint of mintsOf(mode)) {
      const a = newPerson('A')
      const jwt = logoutToken(mint, { sub: a.subject, sid: randomUUID() })
      const tried = { person: a, jwt, name: 'logout token', origin: originOf(mode) }
      expect(await faultsEverywhere('T110', tried, ['A1'])).toEqual([])
    }
  }
})

test('a logout token too large or too slow is refused like any body', async () => {
  const large = await sendAs(undefined, formOf(`logout_token=${'x'.repeat(200_000)}`))
  expect(large.status).toBe(413)
  const connection = openRaw(originOf('jwks'))
  const bytes = requestWith(originOf('jwks'), logoutForm('x.y.z'), [])
  const answer = await connection.exchange([bytes.subarray(0, -1)], { timeoutMs: 30_000 })
  connection.close()
  expect(answer.status).toBe(408)
})

test('T122 a session that ends while a body is on its way ends that request, too', async () => {
  await Promise.all(
    operationsWithBody().map(async (operation) => {
      const person = newPerson('A')
      const sid = randomUUID()
      const [mint] = mintsOf('jwks')
      const origin = originOf('jwks')
      const jwt = token(mint, person.subject, { claims: { sid } })
      const message = await validRequest(operation, person)
      const before = await inspector().rowsOf(person.subject)
      const connection = openRaw(origin)
      const bytes = requestWith(origin, message, [`Authorization: Bearer ${jwt}`])
      const slowly = async function* (): AsyncGenerator<Buffer> {
        yield bytes.subarray(0, -5)
        // The head has been judged by the time another connection is answered.
        expect(await statusOf(person, jwt)).toBe(200)
        await logOut(logoutToken(mint, { sid }), origin)
        yield bytes.subarray(-5)
      }
      const options = { receiver: person.subject, timeoutMs: 9_000 }
      const exchange = await connection.exchange(slowly(), options)
      connection.close()
      expect(exchange.status, exchange.text).toBe(401)
      expect(exchange.text).toContain('/docs/problems#invalid-token')
      expect(await inspector().rowsOf(person.subject)).toBe(before)
      noteRow('T122', operation.id)
    }),
  )
})

/** How late the slowest of a hundred sign-outs may reach another instance (D6). */
const boundMs = 1000

test('T127 every instance hears of it within a second, also one that starts later, and no other session is harmed', async () => {
  const [{ origin: first }, { origin: second }] = await Promise.all([startApi({}), startApi({})])
  const [mint] = mintsOf('jwks')
  const bystander = newPerson('B')
  const valid = token(mint, bystander.subject)
  for (const origin of [first, second]) {
    await expect.poll(() => statusOf(bystander, valid, origin), soon).toBe(200)
  }
  const ended: [Person, string][] = []
  const late: number[] = []
  for (let round = 0; round < 100; round++) {
    const person = newPerson('A')
    const sid = randomUUID()
    const jwt = token(mint, person.subject, { claims: { sid } })
    expect(await statusOf(person, jwt, second)).toBe(200)
    const started = performance.now()
    await logOut(logoutToken(mint, { sub: person.subject, sid }), first)
    await expect.poll(() => statusOf(person, jwt, second), soon).toBe(401)
    late.push(performance.now() - started)
    expect(await statusOf(bystander, valid, second)).toBe(200)
    ended.push([person, jwt])
  }
  late.sort((x, y) => x - y)
  expect(late[98], `p99 of ${late.map(Math.round).join(' ')}`).toBeLessThan(boundMs)
  const { origin: third } = await startApi({})
  await expect.poll(() => statusOf(bystander, valid, third), soon).toBe(200)
  for (const [person, jwt] of ended) expect(await statusOf(person, jwt, third)).toBe(401)
})

test('while it cannot be kept, the issuer is told to say it again, and it counts already', async () => {
  const { origin } = await startApi({ DATABASE_URL: 'postgres://holdfast:x@127.0.0.1:9/tasks' })
  const a = newPerson('A')
  const sid = randomUUID()
  const [mint] = mintsOf('jwks')
  const answer = await sendAs(undefined, logoutForm(logoutToken(mint, { sid })), { origin })
  expect(answer.status).toBe(503)
  expect(typeFaults(answer, 'service-unavailable')).toEqual([])
  expect(answer.headers['retry-after']).toMatch(/^[1-9]/)
  const message = get('/v1/me', [
    ['Authorization', `Bearer ${token(mint, a.subject, { claims: { sid } })}`],
  ])
  expect(profileFaults('A1', await sendAs(a.subject, message, { origin }))).toEqual([])
})

test('while the keys are away, nobody can end a session', async () => {
  const { origin } = await startApi({ JWKS_URL: 'http://127.0.0.1:9/jwks' })
  const [mint] = mintsOf('jwks')
  const message = logoutForm(logoutToken(mint, { sid: randomUUID() }))
  const answer = await sendAs(undefined, message, { origin })
  expect(answer.status).toBe(503)
  expect(typeFaults(answer, 'auth-unavailable')).toEqual([])
})

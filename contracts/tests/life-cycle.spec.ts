/** A token's life: how long it can count, by whose clock, and what ends it early. */
import { expect, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { environment } from '../environment.ts'
import { noteRow } from '../http/record.ts'
import type { Exchange } from '../http/exchange.ts'
import { restoreIssuer, serveAlso, serveInstead } from '../issuer/control.ts'
import { newKey, publicJwk, standingKey } from '../issuer/keys.ts'
import type { SigningKey } from '../issuer/keys.ts'
import { keyMint, namedSecretMint, nowSeconds, secretMint, token } from '../issuer/mint.ts'
import type { Mint } from '../issuer/mint.ts'
import { notFoundFaults } from '../isolation/foreign.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { tokenBounds } from '../spec/token-bounds.ts'
import { originOf } from '../tokens/desk.ts'
import { faultsEverywhere } from '../tokens/everywhere.ts'
import { messageFor, probesFor } from '../tokens/judge.ts'
import { profileFaults } from '../tokens/profiles.ts'
import type { Profile } from '../tokens/profiles.ts'
import { bearer, dress, mintsOf } from '../tokens/row.ts'
import type { AuthMode } from '../tokens/row.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { inspector } from '../world/rows.ts'
import { createTask, meOf, taskListOf } from '../world/tasks.ts'

const soon = { timeout: 15_000, intervals: [50, 100, 200] }
const modes: readonly AuthMode[] = ['jwks', 'shared-secret']
const { maxLifetimeSeconds, clockToleranceSeconds } = tokenBounds()

test.afterEach(async () => {
  await restoreIssuer()
  await stopApis()
})

async function send(person: Person, jwt: string, origin: string): Promise<Exchange> {
  return sendAs(person.subject, get('/v1/me', bearer('', jwt).headers), { origin })
}

for (const mode of modes) {
  /*
   * Whoever is not told that a session has ended (the logout tests tell) still has this promise: no
   * token counts for longer than the contract says, whatever it says of itself, and none comes back.
   */
  test(`T120 T121 T122 no token counts for longer than the contract says — ${mode}`, async () => {
    const person = newPerson('A')
    const origin = originOf(mode)
    const now = nowSeconds()
    const lives: [string, Profile, Record<string, unknown>][] = [
      ['the longest life', 'OK', { iat: now, exp: now + maxLifetimeSeconds }],
      ['near its end', 'OK', { iat: now + 60 - maxLifetimeSeconds, exp: now + 60 }],
      ['a second more', 'A1', { iat: now, exp: now + maxLifetimeSeconds + 1 }],
      ['made longer ago', 'A1', { iat: now - maxLifetimeSeconds - 60, exp: now + 60 }],
      ['made yesterday, good tomorrow', 'A1', { iat: now - 86_400, exp: now + 86_400 }],
      ['a day more', 'A1', { iat: now, exp: now + 86_400 }],
    ]
    for (const mint of mintsOf(mode)) {
      for (const [name, profile, claims] of lives) {
        const tried = { person, jwt: token(mint, person.subject, { claims }), name, origin }
        for (const row of ['T120', 'T121', 'T122']) {
          if (row === 'T120' || profile === 'A1') {
            expect(await faultsEverywhere(row, tried, [profile])).toEqual([])
          }
        }
      }
    }
  })

  test(`T122 a token that was used until its end is refused from then on — ${mode}`, async () => {
    const person = newPerson('A')
    const origin = originOf(mode)
    const now = nowSeconds()
    const claims = { iat: now - 60, exp: now - clockToleranceSeconds + 2, sid: randomUUID() }
    const jwt = token(mintsOf(mode)[0], person.subject, { claims })
    await expect.poll(async () => (await send(person, jwt, origin)).status, soon).toBe(401)
    const ended = { person, jwt, name: 'ended', origin }
    expect(await faultsEverywhere('T122', ended, ['A1'])).toEqual([])
    const signedInAgain = token(mintsOf(mode)[0], person.subject, { claims: { sid: claims.sid } })
    expect((await send(person, signedInAgain, origin)).status).toBe(200)
    expect((await send(person, jwt, origin)).status).toBe(401)
  })

  test(`T120 who registers again with the same address is somebody else — ${mode}`, async () => {
    const origin = originOf(mode)
    const [dead, reborn] = [newPerson('A'), newPerson('B')]
    const identity = { email: 'ada@example.com', name: 'Ada', preferred_username: 'ada' }
    const [old, fresh] = [dead, reborn].map((person) => {
      return token(mintsOf(mode)[0], person.subject, { claims: identity })
    })
    await createTask(dead, { title: dead.canary })
    await createTask(reborn, { title: reborn.canary })
    const probes = await probesFor(reborn)
    const before = await inspector().rowsOf(reborn.subject)
    for (const { message, operation } of probes) {
      const headers = bearer('', old ?? '').headers
      // The same ids, in words of the dead one's own.
      const body = message.body?.toString().replaceAll(reborn.canary, dead.canary)
      const attempt = { name: '', headers, ...(body === undefined ? {} : { body }) }
      const exchange = await sendAs(dead.subject, dress(message, attempt), { origin })
      const byId = operation.parameters.some(({ in: place }) => place === 'path')
      if (byId) expect(notFoundFaults(exchange), operation.id).toEqual([])
      noteRow('T120', operation.id)
    }
    const tasksOf = async (person: Person, jwt = ''): Promise<string[]> => {
      const message = get('/v1/tasks', bearer('', jwt).headers)
      const { items } = taskListOf(await sendAs(person.subject, message, { origin }))
      return items.map(({ title }) => title)
    }
    expect(await tasksOf(reborn, fresh)).toContain(reborn.canary)
    expect(await tasksOf(reborn, fresh)).not.toContain(dead.canary)
    expect(await tasksOf(dead, old)).not.toContain(reborn.canary)
    expect(await inspector().rowsOf(reborn.subject)).toBe(before)
    expect(meOf(await send(reborn, fresh ?? '', origin)).subject).toBe(reborn.subject)
  })

  test(`T126 the clocks of issuer and api may differ by the tolerance and no more — ${mode}`, async () => {
    const person = newPerson('A')
    const tolerance = clockToleranceSeconds
    const life = 300
    /** What an issuer says whose clock is so many seconds ahead of ours. */
    const ahead = (skew: number) => (now: number) => ({
      ...{ iat: now + skew, nbf: now + skew, exp: now + skew + life },
    })
    const cases: [string, Profile, (now: number) => Record<string, unknown>][] = [
      ['ahead by the tolerance', 'OK', ahead(tolerance)],
      ['ahead by a second more', 'A1', ahead(tolerance + 1)],
      ['ahead by ten minutes', 'A1', ahead(600)],
      ['behind by its tokens and the tolerance', 'A1', ahead(-life - tolerance)],
      ['behind by a second less', 'OK', ahead(-life - tolerance + 1)],
      ['behind by ten minutes', 'A1', ahead(-600)],
      ['iat at the border', 'OK', (now) => ({ iat: now + tolerance, exp: now + life })],
      ['iat beyond it', 'A1', (now) => ({ iat: now + tolerance + 1, exp: now + life })],
      ['nbf at the border', 'OK', (now) => ({ nbf: now + tolerance })],
      ['nbf beyond it', 'A1', (now) => ({ nbf: now + tolerance + 1 })],
      ['exp at the border', 'OK', (now) => ({ iat: now - life, exp: now - tolerance + 1 })],
      ['exp beyond it', 'A1', (now) => ({ iat: now - life, exp: now - tolerance })],
    ]
    const wrong: string[] = []
    for (const probe of await probesFor(person)) {
      for (const [name, profile, claimsAt] of cases) {
        const exchange = await inOneSecond(async (now) => {
          const message = await messageFor(probe, profile, person)
          const jwt = token(mintsOf(mode)[0], person.subject, { claims: claimsAt(now) })
          const dressed = dress(message, bearer(name, jwt))
          return sendAs(person.subject, dressed, { origin: originOf(mode) })
        })
        wrong.push(
          ...profileFaults(profile, exchange).map((fault) => `${probe.name} (${name}): ${fault}`),
        )
      }
      noteRow('T126', probe.operation.id)
    }
    expect(wrong).toEqual([])
  })
}

/** Asks again until question and answer fell into one second: then the distance to a border is known. */
async function inOneSecond(ask: (now: number) => Promise<Exchange>): Promise<Exchange> {
  for (let tries = 0; tries < 100; tries++) {
    const now = nowSeconds()
    const exchange = await ask(now)
    if (nowSeconds() === now) return exchange
  }
  throw new Error('no question was answered within its second')
}

/** Of the api under test, and of the second one that a test starts. */
const refreshSeconds = { first: 2, second: 3 }
/** For a busy machine. */
const slackSeconds = 2

function tokenOf(key: SigningKey, person: Person): string {
  return token(keyMint(key), person.subject)
}

test('T123 after a key was replaced under its own name, its tokens are refused within the refresh interval', async () => {
  const person = newPerson('A')
  const stolen = newKey('replaced', 'ES256')
  await serveAlso([publicJwk(stolen)])
  const origin = environment().apiBaseUrl
  const [before, late] = [tokenOf(stolen, person), tokenOf(stolen, person)]
  await expect.poll(async () => (await send(person, before, origin)).status, soon).toBe(200)
  const replaced = newKey('replaced', 'ES256')
  await serveAlso([publicJwk(replaced)])
  const started = Date.now()
  await expect.poll(async () => (await send(person, before, origin)).status, soon).toBe(401)
  expect(Date.now() - started).toBeLessThan((refreshSeconds.first + slackSeconds) * 1000)
  for (const [name, jwt] of [
    ['used before', before],
    ['never used', late],
    ['made by the thief now', tokenOf(stolen, person)],
  ] as const) {
    expect(await faultsEverywhere('T123', { person, jwt, name }, ['A1'])).toEqual([])
  }
  const good = { person, jwt: tokenOf(replaced, person), name: 'of the new key' }
  expect(await faultsEverywhere('T123', good, ['OK'])).toEqual([])
})

test('T123 after every key was replaced at once, no old token is left', async () => {
  const person = newPerson('A')
  const { origin } = await startApi({ JWKS_REFRESH_SECONDS: '1' })
  const old = tokenOf(standingKey('ed-1'), person)
  await expect.poll(async () => (await send(person, old, origin)).status, soon).toBe(200)
  const fresh = newKey('fresh', 'EdDSA')
  await serveInstead([publicJwk(fresh)])
  await expect.poll(async () => (await send(person, old, origin)).status, soon).toBe(401)
  const everyOld = (['ed-1', 'ed-2', 'es-1', 'rs-1'] as const).map(standingKey)
  for (const key of everyOld) {
    expect((await send(person, tokenOf(key, person), origin)).status, key.kid).toBe(401)
  }
  expect((await send(person, tokenOf(fresh, person), origin)).status).toBe(200)
})

test('T123 after the shared secret was replaced, no token of the old one is left', async () => {
  const person = newPerson('A')
  const secret = 'another secret of more than thirty-two bytes'
  const setting = { AUTH_MODE: 'shared-secret', JWKS_URL: undefined, BETTER_AUTH_SECRET: secret }
  const { origin } = await startApi(setting)
  const tokens: [Mint, number][] = [
    [secretMint(secret), 200],
    [secretMint(), 401],
  ]
  for (const [mint, status] of tokens) {
    expect((await send(person, token(mint, person.subject), origin)).status).toBe(status)
  }
})

test('T123 while the shared secret is being replaced, both count, each under its own name', async () => {
  const person = newPerson('A')
  const { sharedSecret: older } = environment()
  const [newer, gone] = [
    'the newer secret of more than 32 bytes',
    'one that was dropped, of 32 bytes',
  ]
  const { origin } = await startApi({
    ...{ AUTH_MODE: 'shared-secret', JWKS_URL: undefined },
    ...{ BETTER_AUTH_SECRET: undefined, BETTER_AUTH_SECRETS: `2:${newer},1:${older}` },
  })
  const [named, unnamed] = [namedSecretMint, secretMint]
  const signedAs = (secret: string, name: string) => ({
    ...unnamed(secret),
    header: named(name).header,
  })
  const mints: [string, Mint, number][] = [
    ['the newer', named(newer), 200],
    ['the older', named(older), 200],
    ['the newer, without a name', unnamed(newer), 200],
    ['the older, without a name', unnamed(older), 401],
    ['the older as the newer', signedAs(older, newer), 401],
    ['the newer as the older', signedAs(newer, older), 401],
    ['one that was dropped', named(gone), 401],
    ['one that was dropped as the newer', signedAs(gone, newer), 401],
  ]
  for (const [name, mint, status] of mints) {
    const answer = await send(person, token(mint, person.subject), origin)
    expect(answer.status, name).toBe(status)
  }
})

test('T127 two instances whose key sets differ in age keep their bounds each for itself', async () => {
  const person = newPerson('A')
  const { origin: second } = await startApi({ JWKS_REFRESH_SECONDS: String(refreshSeconds.second) })
  const origins = { first: environment().apiBaseUrl, second }
  const key = newKey('travelling', 'EdDSA')
  const jwt = tokenOf(key, person)
  await expect
    .poll(
      async () => (await send(person, tokenOf(standingKey('ed-1'), person), second)).status,
      soon,
    )
    .toBe(200)
  await serveAlso([publicJwk(key)])
  // T83: the first instance learns of it now; the second one has an older set and is asked after that.
  for (const origin of Object.values(origins)) {
    await expect.poll(async () => (await send(person, jwt, origin)).status, soon).toBe(200)
  }
  await restoreIssuer()
  // T82: each forgets it at its own next refresh, and none remembers it because the other one did.
  const started = Date.now()
  for (const [name, origin] of Object.entries(origins)) {
    await expect.poll(async () => (await send(person, jwt, origin)).status, soon).toBe(401)
    const bound = refreshSeconds[name as keyof typeof origins] + slackSeconds
    expect(Date.now() - started, name).toBeLessThan(bound * 1000)
  }
  for (const [name, origin] of Object.entries(origins)) {
    expect(await faultsEverywhere('T127', { person, jwt, name, origin }, ['A1'])).toEqual([])
  }
})

/** The key set: keys that come and go, weak keys, an issuer that fails. Polls, never waits by the clock. */
import { expect, test } from '@playwright/test'
import { issuerOrigin } from '../environment.ts'
import {
  issuerCounters,
  keySetHits,
  restoreIssuer,
  serveAlso,
  setIssuerMode,
} from '../issuer/control.ts'
import { newKey, publicJwk } from '../issuer/keys.ts'
import type { SigningKey } from '../issuer/keys.ts'
import { keyMint, token } from '../issuer/mint.ts'
import type { Mode } from '../issuer/server.ts'
import { misplacedKeys, smallOrderKeys, weakRsaKeys } from '../issuer/weak-keys.ts'
import type { WeakKey } from '../issuer/weak-keys.ts'
import { noteRow } from '../http/record.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { faultsEverywhere, lastingProbes } from '../tokens/everywhere.ts'
import { probesFor } from '../tokens/judge.ts'
import { profileFaults } from '../tokens/profiles.ts'
import type { Profile } from '../tokens/profiles.ts'
import { bearer, dress } from '../tokens/row.ts'
import { newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'

/** Of the api under test: JWKS_COOLDOWN_SECONDS and JWKS_REFRESH_SECONDS. */
const cooldownSeconds = 1
const refreshSeconds = 2
/** For a busy machine. */
const slackSeconds = 2
const soon = { timeout: 15_000, intervals: [50, 100, 200] }

function tokenOf(key: SigningKey, person: Person): string {
  return token(keyMint(key), person.subject)
}

function unknown(person: Person): string {
  return tokenOf(newKey(`unknown-${person.canary}`, 'EdDSA'), person)
}

async function statusOf(person: Person, jwt: string, origin?: string): Promise<number> {
  const { headers } = bearer('', jwt)
  const message = { method: 'GET', target: '/v1/me', headers }
  return (await sendAs(person.subject, message, origin === undefined ? {} : { origin })).status
}

test.afterEach(stopApis)

/** The issuer answers again and the api has noticed: an unknown key is the token's fault again. */
async function recover(): Promise<void> {
  await restoreIssuer()
  const person = newPerson('C')
  await expect.poll(() => statusOf(person, unknown(person)), soon).toBe(401)
}

test('T83 a key rotated in is good within the cooldown', async () => {
  const person = newPerson('A')
  expect(await statusOf(person, unknown(person))).toBe(401)
  const added = newKey('added', 'ES256')
  await serveAlso([publicJwk(added)])
  const started = Date.now()
  await expect.poll(() => statusOf(person, tokenOf(added, person)), soon).toBe(200)
  expect(Date.now() - started).toBeLessThan((cooldownSeconds + slackSeconds) * 1000)
  const good = { person, jwt: tokenOf(added, person), name: 'rotated in' }
  expect(await faultsEverywhere('T83', good, ['OK'])).toEqual([])
})

test('T83 a key rotated in is good for who brings it, long before the next refresh', async () => {
  const { origin } = await startApi({ JWKS_REFRESH_SECONDS: '600' })
  const person = newPerson('A')
  await expect.poll(() => statusOf(person, person.token(), origin), soon).toBe(200)
  const added = newKey('added-late', 'EdDSA')
  await serveAlso([publicJwk(added)])
  await expect.poll(() => statusOf(person, tokenOf(added, person), origin), soon).toBe(200)
  await restoreIssuer()
})

test('T82 a key rotated out is refused within the refresh interval, cached tokens included', async () => {
  const person = newPerson('A')
  const retired = newKey('retired', 'EdDSA')
  await serveAlso([publicJwk(retired)])
  const jwt = tokenOf(retired, person)
  await expect.poll(() => statusOf(person, jwt), soon).toBe(200)
  await restoreIssuer()
  const started = Date.now()
  await expect.poll(() => statusOf(person, jwt), soon).toBe(401)
  expect(Date.now() - started).toBeLessThan((refreshSeconds + slackSeconds) * 1000)
  const gone = { person, jwt, name: 'rotated out' }
  expect(await faultsEverywhere('T82', gone, ['A1'])).toEqual([])
})

test.describe('weak keys in the key set', () => {
  const weakKeys = {
    T67: { says: 'Ed25519 keys of small order', keys: smallOrderKeys },
    T68: { says: 'weak RSA keys', keys: weakRsaKeys },
    T86: { says: 'symmetric, private and misplaced keys', keys: misplacedKeys },
  }
  const served = new Map<string, WeakKey[]>()

  test.beforeAll(async () => {
    for (const [row, { keys }] of Object.entries(weakKeys)) served.set(row, keys())
    const beacon = newKey('beacon-weak', 'EdDSA')
    const jwks = [...served.values()].flat().map(({ jwk }) => jwk)
    await serveAlso([...jwks, publicJwk(beacon)])
    const person = newPerson('C')
    await expect.poll(() => statusOf(person, tokenOf(beacon, person)), soon).toBe(200)
  })

  test.afterAll(restoreIssuer)

  for (const [row, { says }] of Object.entries(weakKeys)) {
    test(`${row} ${says} let nobody in and harm no other key`, async () => {
      const person = newPerson('A')
      for (const key of served.get(row) ?? []) {
        const { name } = key
        const jwt = key.tokenFor(person.subject)
        expect(await faultsEverywhere(row, { person, jwt, name }, ['A1', 'S']), name).toEqual([])
      }
      expect(await statusOf(person, person.token())).toBe(200)
    })
  }
})

/** Sends so many tokens of unknown keys, a few at a time; how often did the api ask the issuer? */
async function flood(person: Person, profile: Profile): Promise<{ hits: number; seconds: number }> {
  const probes = await probesFor(person)
  const before = await keySetHits()
  const started = Date.now()
  const wrong: string[] = []
  const lane = async (start: number): Promise<void> => {
    for (let index = start; index < 1000; index += 10) {
      const key = { ...newKey('', 'EdDSA'), kid: `flood-${person.canary}-${String(index)}` }
      const probe = probes[index % probes.length]
      if (!probe) continue
      const exchange = await sendAs(
        undefined,
        dress(probe.message, bearer('', tokenOf(key, person))),
      )
      wrong.push(...profileFaults(profile, exchange))
    }
  }
  await Promise.all(Array.from({ length: 10 }, (_, start) => lane(start)))
  expect(wrong.slice(0, 5)).toEqual([])
  for (const { operation } of probes) noteRow('T70', operation.id)
  return {
    hits: (await keySetHits()) - before,
    seconds: (Date.now() - started) / 1000,
  }
}

/**
 * One fetch a cooldown for those who ask, and the background's refreshes, which come no faster. A
 * window of n cooldowns has n + 1 moments to fetch at.
 */
function allowedHits(seconds: number): number {
  return 2 * (Math.floor(seconds / cooldownSeconds) + 1)
}

test('T70 a thousand unknown keys make one fetch a cooldown', async () => {
  const { hits, seconds } = await flood(newPerson('A'), 'A1')
  expect(hits).toBeLessThanOrEqual(allowedHits(seconds))
})

test.describe('while the issuer fails', () => {
  test.afterEach(recover)

  test('T70 a thousand unknown keys make one fetch a cooldown while the issuer fails', async () => {
    const person = newPerson('A')
    await setIssuerMode('500')
    await expect.poll(() => statusOf(person, unknown(person)), soon).toBe(503)
    const { hits, seconds } = await flood(person, 'S')
    // Background and demand share one fetch a cooldown; one more may have been on its way.
    expect(hits).toBeLessThanOrEqual(Math.floor(seconds / cooldownSeconds) + 2)
  })

  test('T70 who asks right after the background asks the issuer no second time', async () => {
    const cooldown = 3
    const { origin } = await startApi({
      JWKS_URL: `${issuerOrigin()}/jwks?apart`,
      JWKS_COOLDOWN_SECONDS: String(cooldown),
    })
    const person = newPerson('A')
    await expect.poll(() => statusOf(person, person.token(), origin), soon).toBe(200)
    await setIssuerMode('500')
    let judged = 0
    for (let round = 0; round < 4; round += 1) {
      const before = await keySetHits('apart')
      let asked = performance.now()
      while ((await keySetHits('apart')) === before) asked = performance.now()
      const seen = await keySetHits('apart')
      expect(await statusOf(person, unknown(person), origin)).toBe(503)
      const now = await keySetHits('apart')
      // On a machine that is too busy the next fetch may be due by now.
      if ((performance.now() - asked) / 1000 > cooldown - 1) continue
      expect(now).toBe(seen)
      judged += 1
    }
    expect(judged).toBeGreaterThan(0)
  })

  const outages: Mode[] = ['500', 'gone', 'refuse', 'html', 'redirect', 'huge', 'hang', 'drip']

  for (const mode of outages) {
    test(`F11 known keys still count and unknown ones are the issuer's fault while it answers: ${mode}`, async () => {
      const person = newPerson('A')
      await lastingProbes(person)
      await setIssuerMode(mode)
      const stranger = { person, jwt: unknown(person), name: 'unknown key' }
      await expect.poll(() => statusOf(person, unknown(person)), soon).toBe(503)
      expect(await faultsEverywhere('F11', stranger, ['S'])).toEqual([])
      const known = { person, jwt: person.token(), name: 'known key' }
      expect(await faultsEverywhere('F11', known, ['OK'])).toEqual([])
      const { trapped, hugeBytes } = await issuerCounters()
      expect(trapped, 'a redirect was followed').toEqual([])
      expect(hugeBytes, 'the body has no cap').toBeLessThan(16 * 1024 * 1024)
    })
  }
})

import { exportJWK, generateKeyPair } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKeySet } from './key-set.ts'
import type { KeySetEvent } from './key-set.ts'
import type { KeySource } from './signed-token.ts'

const OPTIONS = { refreshMs: 300_000, cooldownMs: 10_000, staleMs: 3_600_000 }
const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const jwk = { ...(await exportJWK(publicKey)), alg: 'EdDSA' }

type Answer = () => Promise<Response>
const keysOf =
  (...kids: string[]): Answer =>
  () =>
    Promise.resolve(Response.json({ keys: kids.map((kid) => ({ ...jwk, kid })) }))
const refused: Answer = () => Promise.reject(new TypeError('fetch failed'))

let open: KeySource | undefined
afterEach(() => {
  open?.close()
  vi.useRealTimers()
})

function setUp(first: Answer) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const issuer = { answer: first, fetches: 0 }
  const events: KeySetEvent[] = []
  const keys = createKeySet({
    url: new URL('http://127.0.0.1/jwks'),
    ...OPTIONS,
    onEvent: (event) => events.push(event),
    fetch: () => {
      issuer.fetches += 1
      return issuer.answer()
    },
  })
  open = keys
  return { issuer, keys, events }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'found',
    (error: unknown) => (error as { code: string }).code,
  )

describe('the key set', () => {
  it('is fetched at once and again in the background', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    expect(await codeOf(keys.find('a'))).toBe('found')
    expect(keys.isReady()).toBe(true)
    expect(issuer.fetches).toBe(1)
    await pass(OPTIONS.refreshMs)
    expect(issuer.fetches).toBe(2)
  })

  it('takes a new key on its first token, right after a fetch', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    await pass(OPTIONS.refreshMs)
    issuer.answer = keysOf('a', 'b')
    await pass(1000)
    expect(await codeOf(keys.find('b'))).toBe('found')
  })

  it('fetches once per cooldown for any number of unknown keys', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    for (let index = 0; index < 1000; index++) {
      expect(await codeOf(keys.find(`unknown-${index}`))).toBe('UNKNOWN_KEY')
    }
    expect(issuer.fetches).toBe(2)
    await pass(OPTIONS.cooldownMs)
    await codeOf(keys.find('unknown'))
    expect(issuer.fetches).toBe(3)
  })

  it('keeps that bound while the issuer fails, and then says unavailable instead of unknown', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    issuer.answer = refused
    for (let index = 0; index < 1000; index++) {
      expect(await codeOf(keys.find(`unknown-${index}`))).toBe('KEY_SET_UNAVAILABLE')
    }
    expect(issuer.fetches).toBe(2)
    expect(await codeOf(keys.find('a'))).toBe('found')
  })

  it('shares that one fetch between background and demand while the issuer fails', async () => {
    const { issuer, keys } = setUp(refused)
    for (let second = 0; second < 100; second++) {
      await codeOf(keys.find(`unknown-${second}`))
      await pass(1000)
    }
    expect(issuer.fetches).toBeLessThanOrEqual(100_000 / OPTIONS.cooldownMs + 1)
  })

  it('lets nobody wait for a second fetch when the one under way fails', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    issuer.answer = () =>
      new Promise((_, reject) =>
        setTimeout(() => {
          reject(new Error('too slow'))
        }, 20_000),
      )
    await pass(OPTIONS.refreshMs)
    const told: string[] = []
    void codeOf(keys.find('unknown')).then((code) => told.push(code))
    await pass(20_000)
    expect(told).toEqual(['KEY_SET_UNAVAILABLE'])
  })

  it('keeps known keys for the stated time while the issuer is away, and no longer', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    const key = await keys.find('a')
    issuer.answer = refused
    await pass(OPTIONS.staleMs - 1000)
    expect(await codeOf(keys.find('a'))).toBe('found')
    expect(keys.isCurrent(key)).toBe(true)
    await pass(2000)
    expect(await codeOf(keys.find('a'))).toBe('KEY_SET_UNAVAILABLE')
    expect(keys.isCurrent(key)).toBe(false)
    expect(keys.isReady()).toBe(false)
  })

  it('drops a key that left the set at the next refresh', async () => {
    const { issuer, keys } = setUp(keysOf('a', 'b'))
    const key = await keys.find('b')
    issuer.answer = () =>
      Promise.resolve(Response.json({ keys: [{ ...jwk, kid: 'a', x: 'A'.repeat(43) }] }))
    await pass(OPTIONS.refreshMs)
    expect(keys.isCurrent(key)).toBe(false)
    expect(await codeOf(keys.find('b'))).toBe('UNKNOWN_KEY')
  })

  it('starts without an issuer and recovers when it appears', async () => {
    const { issuer, keys } = setUp(refused)
    expect(await codeOf(keys.find('a'))).toBe('KEY_SET_UNAVAILABLE')
    expect(keys.isReady()).toBe(false)
    issuer.answer = keysOf('a')
    await pass(OPTIONS.cooldownMs)
    expect(keys.isReady()).toBe(true)
    expect(await codeOf(keys.find('a'))).toBe('found')
  })

  it.each<[string, Answer]>([
    ['500', () => Promise.resolve(new Response('{}', { status: 500 }))],
    ['HTML', () => Promise.resolve(new Response('<html>'))],
    ['no keys', () => Promise.resolve(Response.json({ keys: 1 }))],
    ['null', () => Promise.resolve(Response.json(null))],
    ['more than 64 KiB', () => Promise.resolve(new Response(' '.repeat(65_537)))],
    ['a member twice', () => Promise.resolve(new Response('{"keys":[],"keys":[]}'))],
  ])('takes %s for a failure', async (_, answer) => {
    const { keys } = setUp(answer)
    expect(await codeOf(keys.find('a'))).toBe('KEY_SET_UNAVAILABLE')
  })

  it('leaves out keys that share a kid: which is meant cannot be told', async () => {
    const { keys } = setUp(keysOf('a', 'b', 'b'))
    expect(await codeOf(keys.find('a'))).toBe('found')
    expect(await codeOf(keys.find('b'))).toBe('UNKNOWN_KEY')
  })

  it('tells when the issuer is there, when it goes and when it is back, once each', async () => {
    const { issuer, keys, events } = setUp(keysOf('a', 'b'))
    await keys.find('a')
    await pass(OPTIONS.refreshMs)
    expect(events).toEqual([{ type: 'loaded', keys: 2 }])
    issuer.answer = refused
    await pass(OPTIONS.refreshMs + 5 * OPTIONS.cooldownMs)
    expect(events.slice(1)).toEqual([{ type: 'failed', reason: 'TypeError' }])
    issuer.answer = keysOf('a')
    await pass(OPTIONS.cooldownMs)
    expect(events.slice(2)).toEqual([{ type: 'loaded', keys: 1 }])
  })

  it('tells every failure until it has been loaded once: nobody is served meanwhile', async () => {
    const { events } = setUp(refused)
    await pass(2 * OPTIONS.cooldownMs)
    expect(events).toHaveLength(3)
  })

  it.each<[string, unknown]>([
    ['ECONNREFUSED', new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })],
    ['ERR_X', Object.assign(new Error('at 127.0.0.1'), { code: 'ERR_X' })],
    ['TypeError', new TypeError('at http://127.0.0.1/jwks')],
    ['TypeError', Object.assign(new TypeError('x'), { code: 7 })],
    ['the key set has no keys', new Error('the key set has no keys')],
    ['unknown', 'text'],
  ])('gives %s for the reason of a failure', async (reason, error) => {
    // eslint's rule holds for our code; an engine may reject with anything.
    const { promise, reject } = Promise.withResolvers<Response>()
    reject(error)
    const { events } = setUp(() => promise)
    await pass(0)
    expect(events).toEqual([{ type: 'failed', reason }])
  })

  it('keeps one pace, whoever asked for the last fetch', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    await pass(OPTIONS.cooldownMs)
    await codeOf(keys.find('unknown'))
    expect(issuer.fetches).toBe(2)
    await pass(3 * OPTIONS.refreshMs)
    expect(issuer.fetches).toBe(5)
  })

  it('needs nobody to tell its events to', async () => {
    const answers = [keysOf('a'), refused]
    const keys = createKeySet({
      ...{ url: new URL('http://127.0.0.1/jwks'), ...OPTIONS, cooldownMs: 0 },
      fetch: () => (answers.shift() ?? refused)(),
    })
    open = keys
    expect(await codeOf(keys.find('a'))).toBe('found')
    expect(await codeOf(keys.find('b'))).toBe('KEY_SET_UNAVAILABLE')
  })

  it('is not ready with an empty set', async () => {
    const { keys } = setUp(keysOf())
    await pass(0)
    expect(keys.isReady()).toBe(false)
    expect(await codeOf(keys.find('a'))).toBe('UNKNOWN_KEY')
  })

  it('says how long to wait for the next attempt', async () => {
    const { keys } = setUp(refused)
    await expect(keys.find('a')).rejects.toMatchObject({
      retryAfterSeconds: OPTIONS.cooldownMs / 1000,
    })
  })

  it('counts a set as good up to its last millisecond', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    issuer.answer = refused
    await pass(OPTIONS.staleMs)
    expect(await codeOf(keys.find('a'))).toBe('found')
    await pass(1)
    expect(await codeOf(keys.find('a'))).toBe('KEY_SET_UNAVAILABLE')
  })

  it('answers for a known key without waiting for the issuer', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    issuer.answer = () => new Promise(() => undefined)
    await pass(OPTIONS.refreshMs)
    expect(issuer.fetches).toBe(2)
    expect(await codeOf(keys.find('a'))).toBe('found')
  })

  it('lets an unknown key wait for the fetch that is under way instead of making another', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    await pass(OPTIONS.cooldownMs)
    const answer = Promise.withResolvers<Response>()
    issuer.answer = () => answer.promise
    await pass(OPTIONS.refreshMs - OPTIONS.cooldownMs)
    const found = codeOf(keys.find('b'))
    answer.resolve(await keysOf('a', 'b')())
    expect(await found).toBe('found')
    expect(issuer.fetches).toBe(2)
  })

  it('fetches no more once it is closed', async () => {
    const { issuer, keys } = setUp(keysOf('a'))
    await keys.find('a')
    keys.close()
    await pass(10 * OPTIONS.refreshMs)
    expect(issuer.fetches).toBe(1)
  })

  it('fetches no more when it is closed during a fetch', async () => {
    const answer = Promise.withResolvers<Response>()
    const { issuer, keys } = setUp(() => answer.promise)
    keys.close()
    answer.resolve(await keysOf('a')())
    await pass(10 * OPTIONS.refreshMs)
    expect(issuer.fetches).toBe(1)
  })

  it('wants a kid', async () => {
    const { keys } = setUp(keysOf('a'))
    expect(await codeOf(keys.find(undefined))).toBe('HEADER_REFUSED')
  })
})

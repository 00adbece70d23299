import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { fetchKeySet, readKeySet } from './key-set-document.ts'

const jwk = await exportJWK((await generateKeyPair('EdDSA', { crv: 'Ed25519' })).publicKey)
const url = new URL('http://127.0.0.1/jwks')
const setOf = (...keys: unknown[]) => JSON.stringify({ keys })

describe('fetchKeySet', () => {
  it('asks for JSON, follows nobody and gives up in time', async () => {
    const fetcher = vi.fn(() => Promise.resolve(new Response(setOf({ ...jwk, kid: 'a' }))))
    expect([...(await fetchKeySet(url, fetcher)).keys()]).toEqual(['a'])
    expect(fetcher).toHaveBeenCalledWith(url, {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: expect.any(AbortSignal) as AbortSignal,
    })
  })

  it.each([201, 204, 302, 404, 500])('refuses a %i and reads no further', async (status) => {
    const cancel = vi.fn()
    const body = status === 204 ? null : new ReadableStream({ cancel })
    const answer = new Response(body, { status })
    await expect(fetchKeySet(url, () => Promise.resolve(answer))).rejects.toThrow(
      `the key set answered ${status}`,
    )
    expect(cancel).toHaveBeenCalledTimes(status === 204 ? 0 : 1)
  })

  it('gives up a body that never ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const fetcher = () =>
      Promise.resolve(new Response(new ReadableStream({ pull: () => undefined })))
    const outcome = fetchKeySet(url, fetcher).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await outcome).toMatchObject({ code: 'TOO_SLOW' })
    vi.useRealTimers()
  })

  it('reads 64 KiB and no more', async () => {
    const answer = (bytes: number) => () =>
      Promise.resolve(new Response(setOf({ ...jwk, kid: 'a' }).padEnd(bytes)))
    expect((await fetchKeySet(url, answer(65_536))).size).toBe(1)
    await expect(fetchKeySet(url, answer(65_537))).rejects.toThrow(
      expect.objectContaining({ code: 'TOO_MANY_BYTES' }),
    )
  })
})

describe('readKeySet', () => {
  it.each(['null', '{}', '7', '"keys"', '{"keys":null}', '{"keys":{}}', '{"keys":"a"}'])(
    'finds no keys in %s',
    async (text) => {
      await expect(readKeySet(text)).rejects.toThrow('the key set has no keys')
    },
  )

  it('leaves out what is no key, or has no name, and keeps the others', async () => {
    const text = setOf(null, 7, 'a', [], {}, jwk, { ...jwk, kid: 7 }, { ...jwk, kid: 'good' })
    expect([...(await readKeySet(text)).keys()]).toEqual(['good'])
  })

  it.each([
    ['two good ones', {}, {}],
    ['a bad one first', { use: 'enc' }, {}],
    ['a bad one last', {}, { use: 'enc' }],
  ])('leaves out both keys of one name: %s', async (_, first, second) => {
    const text = setOf({ ...jwk, kid: 'b', ...first }, { ...jwk, kid: 'b', ...second })
    expect((await readKeySet(text)).size).toBe(0)
  })

  it('leaves out every one of three keys of one name', async () => {
    const same = { ...jwk, kid: 'b' }
    expect((await readKeySet(setOf(same, same, same))).size).toBe(0)
  })
})

import { SignJWT, errors, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { importVerificationKey } from './jwk.ts'
import { sharedSecretKeys } from './shared-secret.ts'
import { createVerifier } from './verifier.ts'
import type { KeySource } from './signed-token.ts'

const NOW = 1_800_000_000
const expected = { issuer: 'https://issuer.test', audience: 'holdfast-api' }
const revocations = { refuseRevoked: () => undefined }
const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const imported = await importVerificationKey(await exportJWK(publicKey))
if (imported === undefined) throw new Error('the test key is not sound')
const key = imported

function sign(header: object = {}, claims: object = {}): Promise<string> {
  return new SignJWT({ sub: 'alice', iat: NOW, exp: NOW + 300, ...claims })
    .setIssuer(expected.issuer)
    .setAudience(expected.audience)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k', ...header })
    .sign(privateKey)
}

function setUp() {
  const state = { nowMs: NOW * 1000, current: true, finds: 0 }
  const keys: KeySource = {
    algorithms: ['EdDSA', 'ES256'],
    find: () => {
      state.finds += 1
      return Promise.resolve(key)
    },
    isCurrent: () => state.current,
    isReady: () => true,
    close: () => undefined,
  }
  const verifier = createVerifier({ keys, revocations, ...expected, now: () => state.nowMs })
  // A hit of the cache answers at once; both kinds of refusal are rejections here.
  return { state, keys, verify: async (token: string) => verifier.verify(token) }
}

const refusal = (code: string) => expect.objectContaining({ code }) as Error

describe('the verifier', () => {
  it('verifies a token once and remembers it', async () => {
    const { state, verify } = setUp()
    const token = await sign()
    expect(await verify(token)).toMatchObject({ user: 'alice' })
    expect(await verify(token)).toMatchObject({ user: 'alice' })
    expect(state.finds).toBe(1)
  })

  it('judges a remembered token for expiry each time', async () => {
    const { state, verify } = setUp()
    const token = await sign()
    await verify(token)
    state.nowMs += 304_999
    expect(await verify(token)).toMatchObject({ user: 'alice' })
    state.nowMs += 1
    await expect(verify(token)).rejects.toThrow(refusal('EXPIRED'))
  })

  it('forgets what a key verified that has left the set', async () => {
    const { state, verify } = setUp()
    const token = await sign()
    await verify(token)
    state.current = false
    await verify(token)
    expect(state.finds).toBe(2)
  })

  it('never remembers a refused token', async () => {
    const { verify } = setUp()
    const token = `${(await sign()).slice(0, -4)}AAAA`
    await expect(verify(token)).rejects.toThrow(refusal('BAD_SIGNATURE'))
    await expect(verify(token)).rejects.toThrow(refusal('BAD_SIGNATURE'))
  })

  it('is as ready as its keys', async () => {
    const isReady = vi.fn(() => true)
    const keys = { ...(await sharedSecretKeys('x'.repeat(32))), isReady }
    const verifier = createVerifier({ keys, revocations, ...expected })
    expect(verifier.isReady()).toBe(true)
    isReady.mockReturnValue(false)
    expect(verifier.isReady()).toBe(false)
  })

  it('goes by the clock on the wall unless told otherwise', async () => {
    const { key: secret } = await (await sharedSecretKeys('x'.repeat(32))).find(undefined)
    const verifier = createVerifier({
      keys: await sharedSecretKeys('x'.repeat(32)),
      revocations,
      ...expected,
    })
    const now = Math.floor(Date.now() / 1000)
    const token = (exp: number) =>
      new SignJWT({ sub: 'alice', iat: exp - 300, exp, iss: expected.issuer })
        .setAudience(expected.audience)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(secret)
    expect(await verifier.verify(await token(now + 300))).toMatchObject({ user: 'alice' })
    await expect(verifier.verify(await token(now - 10))).rejects.toThrow(refusal('EXPIRED'))
  })

  it('does not take a fault of its own for a bad signature', async () => {
    const { keys } = setUp()
    const find = () => Promise.resolve({ ...key, key: {} as CryptoKey })
    const verifier = createVerifier({ keys: { ...keys, find }, revocations, ...expected })
    await expect(verifier.verify(await sign())).rejects.toBeInstanceOf(TypeError)
  })

  it('keeps the cause of a bad signature', async () => {
    const token = `${(await sign()).slice(0, -4)}AAAA`
    await expect(setUp().verify(token)).rejects.toMatchObject({
      cause: expect.any(errors.JOSEError) as Error,
    })
  })

  it('finds a token with one good part more or less malformed', async () => {
    const [header = '', payload = '', signature = ''] = (await sign()).split('.')
    for (const parts of [
      ...[[header], [header, payload], [header, payload, signature, signature]],
      ...[
        [header, payload, ''],
        ['', payload, signature],
        [header, '', signature],
      ],
      ...[
        [header, `${payload}=`, signature],
        [`${header}=`, payload, signature],
      ],
    ]) {
      await expect(setUp().verify(parts.join('.'))).rejects.toThrow(refusal('MALFORMED'))
    }
  })

  it.each(['', 'x', '..', 'a.b', 'a.b.c.d', 'a.b.c.d.e', 'a..c', 'YQ.YQ.YR'])(
    'finds %j malformed',
    async (token) => {
      await expect(setUp().verify(token)).rejects.toThrow(refusal('MALFORMED'))
    },
  )

  it.each([
    ['another algorithm than its key has', { alg: 'ES256' }],
    ['none', { alg: 'none' }],
    ['a symmetric algorithm', { alg: 'HS256' }],
    ['typ logout+jwt', { typ: 'logout+jwt' }],
    ['typ at+jwt', { typ: 'at+jwt' }],
    ['a typ that is not text', { typ: 1 }],
    ['an embedded key', { jwk: {} }],
    ['a key address', { jku: 'https://evil.test' }],
    ['a certificate', { x5c: [] }],
    ['critical extensions', { crit: ['exp'] }],
    ['an unencoded payload', { b64: true }],
    ['compression', { zip: 'DEF' }],
    ['an empty kid', { kid: '' }],
    ['a kid that is not text', { kid: 7 }],
  ])('refuses a header with %s', async (_, changes) => {
    const [, payload, signature] = (await sign()).split('.')
    const header = { alg: 'EdDSA', kid: 'k', ...changes }
    const part = Buffer.from(JSON.stringify(header)).toString('base64url')
    await expect(setUp().verify([part, payload, signature].join('.'))).rejects.toThrow(
      refusal('HEADER_REFUSED'),
    )
  })

  it('takes typ JWT in any case', async () => {
    expect(await setUp().verify(await sign({ typ: 'jwt' }))).toMatchObject({ user: 'alice' })
  })
})

describe('the shared secret', () => {
  const secret = 'a shared secret of more than thirty-two bytes'

  it('is not the signing key itself', async () => {
    const verifier = createVerifier({
      revocations,
      keys: await sharedSecretKeys(secret),
      ...expected,
      now: () => NOW * 1000,
    })
    const token = await new SignJWT({ sub: 'alice', iat: NOW, exp: NOW + 300 })
      .setIssuer(expected.issuer)
      .setAudience(expected.audience)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret))
    await expect(verifier.verify(token)).rejects.toThrow(refusal('BAD_SIGNATURE'))
  })
})

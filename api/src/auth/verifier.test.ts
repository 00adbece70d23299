import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { importVerificationKey } from './jwk.ts'
import { sharedSecretKeys } from './shared-secret.ts'
import { createVerifier } from './verifier.ts'
import type { KeySource } from './verifier.ts'

const NOW = 1_800_000_000
const expected = { issuer: 'https://issuer.test', audience: 'holdfast-api' }
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
  const verifier = createVerifier({ keys, ...expected, now: () => state.nowMs })
  // A hit of the cache answers at once; both kinds of refusal are rejections here.
  return { state, verify: async (token: string) => verifier.verify(token) }
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
      keys: await sharedSecretKeys(secret),
      ...expected,
      now: () => NOW * 1000,
    })
    const token = await new SignJWT({ sub: 'alice', iat: NOW, exp: NOW + 300, ...{} })
      .setIssuer(expected.issuer)
      .setAudience(expected.audience)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret))
    await expect(verifier.verify(token)).rejects.toThrow(refusal('BAD_SIGNATURE'))
  })

  it('derives the same key as RFC 5869 says, computed apart', async () => {
    const { hkdfSync } = await import('node:crypto')
    const apart = new Uint8Array(hkdfSync('sha256', secret, '', 'holdfast-api-jwt', 32))
    expect(await (await sharedSecretKeys(secret)).find(undefined)).toMatchObject({ key: apart })
  })
})

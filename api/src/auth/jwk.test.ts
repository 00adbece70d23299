import { exportJWK, generateKeyPair } from 'jose'
import type { JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { importVerificationKey } from './jwk.ts'

async function publicJwk(algorithm: string, options: object = {}): Promise<JWK> {
  const pair = await generateKeyPair(algorithm, { extractable: true, ...options })
  return exportJWK(pair.publicKey)
}

const ed = await publicJwk('EdDSA', { crv: 'Ed25519' })
const ec = await publicJwk('ES256')
const rsa = await publicJwk('RS256', { modulusLength: 2048 })

const secretRsa = await exportJWK(
  (await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 })).privateKey,
)

const fromHex = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')

describe('importVerificationKey', () => {
  it.each([
    ['EdDSA', ed],
    ['ES256', ec],
    ['RS256', rsa],
  ])('takes a sound key for %s, and for that alone', async (algorithm, jwk) => {
    expect(await importVerificationKey({ ...jwk, use: 'sig' })).toMatchObject({ algorithm })
    expect(await importVerificationKey({ ...jwk, alg: algorithm })).toMatchObject({ algorithm })
  })

  it('takes a key that names its curve as the algorithm, or verifying as its use', async () => {
    expect(await importVerificationKey({ ...ed, alg: 'Ed25519' })).toBeDefined()
    expect(await importVerificationKey({ ...ec, key_ops: ['verify'] })).toBeDefined()
  })

  it('tells keys apart by their public material', async () => {
    const others = [
      await publicJwk('EdDSA', { crv: 'Ed25519' }),
      await publicJwk('ES256'),
      await publicJwk('RS256', { modulusLength: 2048 }),
    ]
    const keys = await Promise.all([ed, ec, rsa, ...others].map(importVerificationKey))
    expect(new Set(keys.map((key) => key?.id)).size).toBe(6)
    const again = await importVerificationKey({ ...ed, kid: 'another name', use: 'sig' })
    expect(again?.id).toBe(keys[0]?.id)
  })

  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])(
    'leaves out a key that shows its secret member %s',
    async (member) => {
      const { kty, n, e } = secretRsa
      const shown = secretRsa[member as keyof JWK] ?? 'AQAB'
      const jwk = { kty, n, e, [member]: shown } as JWK
      expect(await importVerificationKey(jwk)).toBeUndefined()
    },
  )

  it('leaves out a whole private key', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    expect(await importVerificationKey(secretRsa)).toBeUndefined()
    expect(await importVerificationKey(await exportJWK(privateKey))).toBeUndefined()
  })

  it.each<[string, JWK]>([
    ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0' }],
    ['a private key', { ...ed, d: ed.x ?? '' }],
    ['a key for encryption', { ...rsa, use: 'enc' }],
    ['a key for signing only', { ...ed, key_ops: ['sign'] }],
    ['a key of another algorithm', { ...ec, alg: 'ES384' }],
    ['an RSA key for PS256', { ...rsa, alg: 'PS256' }],
    ['another curve', { ...ed, crv: 'Ed448' }],
    ['a point that is not on the curve', { ...ec, x: ec.y ?? '' }],
    ['a point of another length', { ...ed, x: 'AAAA' }],
    ['no point', { kty: 'OKP', crv: 'Ed25519' }],
    ['an RSA exponent of one', { ...rsa, e: 'AQ' }],
    ['an RSA exponent of three', { ...rsa, e: 'Aw' }],
    ['an RSA modulus of 1024 bits', { ...rsa, n: (rsa.n ?? '').slice(0, 171) }],
  ])('leaves out %s', async (_, jwk) => {
    expect(await importVerificationKey(jwk)).toBeUndefined()
  })

  // The eight points of small order, each with both signs, and their non-canonical spellings.
  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  ])('leaves out the small-order point %s', async (hex) => {
    expect(await importVerificationKey({ ...ed, x: fromHex(hex) })).toBeUndefined()
  })
})

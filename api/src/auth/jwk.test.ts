import { exportJWK, generateKeyPair } from 'jose'
import type { JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { importVerificationKey } from './jwk.ts'
import { isWeakRsaKey } from './rsa-weakness.ts'

async function publicJwk(algorithm: string, options: object = {}): Promise<JWK> {
  const pair = await generateKeyPair(algorithm, { extractable: true, ...options })
  return exportJWK(pair.publicKey)
}

const ed = await publicJwk('EdDSA', { crv: 'Ed25519' })
const ec = await publicJwk('ES256')
const rsa = await publicJwk('RS256', { modulusLength: 2048 })

const fromHex = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
const bytesOf = (value: bigint) =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(514, '0'), 'hex'))

describe('importVerificationKey', () => {
  it.each([
    ['EdDSA', ed],
    ['ES256', ec],
    ['RS256', rsa],
  ])('takes a sound key for %s, and for that alone', async (algorithm, jwk) => {
    expect(await importVerificationKey({ ...jwk, use: 'sig' })).toMatchObject({ algorithm })
    expect(await importVerificationKey({ ...jwk, alg: algorithm })).toMatchObject({ algorithm })
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

describe('isWeakRsaKey', () => {
  const exponent = new Uint8Array([1, 0, 1])

  it('knows the fingerprint of ROCA', () => {
    // A power of 65537 modulo every prime of the fingerprint, as the faulty generator makes them.
    const product = [
      11n,
      13n,
      17n,
      19n,
      37n,
      53n,
      61n,
      71n,
      73n,
      79n,
      97n,
      103n,
      107n,
      109n,
      127n,
      151n,
      157n,
    ].reduce((all, prime) => all * prime, 2n)
    const high = (1n << 2050n) / product
    expect(isWeakRsaKey(bytesOf(high * product + (65537n % product)), exponent)).toBe(true)
    expect(isWeakRsaKey(bytesOf(high * product + 3n), exponent)).toBe(false)
  })

  it('wants an odd modulus', () => {
    expect(isWeakRsaKey(bytesOf((1n << 2050n) + 2n), exponent)).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { isWeakRsaKey } from './rsa-weakness.ts'

const bytesOf = (value: bigint) => {
  const hex = value.toString(16)
  return new Uint8Array(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'))
}

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

  /** Odd, with exactly this many bits, and none of the fingerprint. */
  const modulus = (bits: bigint) => (1n << (bits - 1n)) + 3n

  it('wants from 2048 to 8192 bits', () => {
    expect(isWeakRsaKey(bytesOf(modulus(2048n)), exponent)).toBe(false)
    expect(isWeakRsaKey(bytesOf(modulus(2047n)), exponent)).toBe(true)
    expect(isWeakRsaKey(bytesOf(modulus(8192n)), exponent)).toBe(false)
    expect(isWeakRsaKey(bytesOf(modulus(8193n)), exponent)).toBe(true)
  })

  it('wants an odd exponent from 65537 to 32 bits', () => {
    const judge = (e: bigint) => isWeakRsaKey(bytesOf(modulus(2048n)), bytesOf(e))
    expect(judge(65_537n)).toBe(false)
    expect(judge(65_535n)).toBe(true)
    expect(judge(65_538n)).toBe(true)
    expect(judge((1n << 32n) - 1n)).toBe(false)
    expect(judge(1n << 32n)).toBe(true)
    expect(judge((1n << 32n) + 1n)).toBe(true)
  })

  it('wants an odd modulus', () => {
    expect(isWeakRsaKey(bytesOf((1n << 2050n) + 2n), exponent)).toBe(true)
  })
})

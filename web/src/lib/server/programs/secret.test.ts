import { describe, expect, it } from 'vitest'
import { hashOf, isSecret, newSecret } from './secret.ts'

describe("a program's secret", () => {
  it('has a form that scanners know, and no two are alike', () => {
    const secrets = Array.from({ length: 500 }, newSecret)
    expect(secrets.filter((secret) => !/^hf_pat_[0-9A-Za-z]{49}$/.test(secret))).toEqual([])
    expect(new Set(secrets).size).toBe(500)
    expect(secrets.every(isSecret)).toBe(true)
    // 256 bits: the first of 43 digits in base 62 is small, every other one is any.
    const last = new Set(secrets.map((secret) => secret.charAt(49)))
    expect(last.size).toBeGreaterThan(55)
  })

  it('is told from what is mistyped, in any place', () => {
    const secret = newSecret()
    for (let at = 0; at < secret.length; at += 1) {
      const other = secret.charAt(at) === 'x' ? 'y' : 'x'
      expect(isSecret(secret.slice(0, at) + other + secret.slice(at + 1)), `${at}`).toBe(false)
      expect(isSecret(secret.slice(0, at) + secret.slice(at + 1)), `without ${at}`).toBe(false)
    }
    for (const wrong of [
      '',
      ' ',
      `${secret} `,
      ` ${secret}`,
      `${secret}\n`,
      secret.toUpperCase(),
    ]) {
      expect(isSecret(wrong)).toBe(false)
    }
  })

  it('is kept as its SHA-256', () => {
    expect(hashOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  })
})

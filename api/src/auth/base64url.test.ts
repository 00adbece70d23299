import { describe, expect, it } from 'vitest'
import { isCanonicalBase64Url } from './base64url.ts'

describe('isCanonicalBase64Url', () => {
  it('takes the one spelling of any bytes', () => {
    for (let length = 1; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 151 + length * 7) % 256)
      expect(isCanonicalBase64Url(Buffer.from(bytes).toString('base64url'))).toBe(true)
    }
  })

  it.each([
    '',
    'A',
    'AAAAA',
    'AA=',
    'AA==',
    'A+A',
    'A/A',
    'A A',
    'AB',
    'AE',
    'AI',
    'AAB',
    'AAC',
    'Ä',
  ])('refuses %j', (text) => {
    expect(isCanonicalBase64Url(text)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { text } from './text.ts'

const accepts = (max: number, value: string) => text(max).safeParse(value).success

describe('text', () => {
  it('counts characters as the contract does, not UTF-16 units', () => {
    expect(accepts(200, '🌱'.repeat(200))).toBe(true)
    expect(accepts(200, '🌱'.repeat(201))).toBe(false)
    expect(accepts(200, 'a'.repeat(200))).toBe(true)
    expect(accepts(200, 'a'.repeat(201))).toBe(false)
  })

  it.each(['a\0b', '\ud800', 'x\udc00'])('refuses what can not be kept: %j', (value) => {
    expect(accepts(200, value)).toBe(false)
  })
})

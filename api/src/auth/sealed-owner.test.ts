import { describe, expect, it } from 'vitest'
import { deriveSealingKey, seal, unseal } from './sealed-owner.ts'
import type { UserId } from './user-id.ts'

const key = deriveSealingKey('a secret of the database')
const rest = new Uint8Array(40).fill(7)
const sealFor = (owner: string) => seal(key, { owner: owner as UserId, rest })

describe('an owner in an address', () => {
  it.each(['a', 'Zk3_-9', 'x'.repeat(47), 'x'.repeat(48), 'x'.repeat(255)])(
    'opens as %s',
    (owner) => {
      const opened = unseal(key, sealFor(owner), rest.length)
      expect(opened?.owner).toBe(owner)
      expect(Uint8Array.from(opened?.rest ?? [])).toEqual(rest)
    },
  )

  it('tells nothing: neither the name, nor its length, nor that two are the same', () => {
    const texts = [sealFor('alice'), sealFor('alice'), sealFor('a'.repeat(30))]
    expect(new Set(texts).size).toBe(3)
    expect(new Set(texts.map((text) => text.length)).size).toBe(1)
    expect(Buffer.from(texts[0] ?? '', 'base64url').includes('alice')).toBe(false)
  })

  it('bears no change of any character', () => {
    const text = sealFor('alice')
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A'
      expect(unseal(key, text.slice(0, at) + other + text.slice(at + 1), 40)).toBeUndefined()
    }
  })

  it('opens with its own key alone', () => {
    expect(unseal(deriveSealingKey('another'), sealFor('alice'), 40)).toBeUndefined()
  })

  it.each(['', 'A', 'alice', 'A'.repeat(200), 'A'.repeat(5000), '%', '='.repeat(160)])(
    'is not %s',
    (text) => {
      expect(unseal(key, text, 40)).toBeUndefined()
    },
  )

  it('is not one that is sealed and names nobody', () => {
    expect(unseal(key, sealFor('not a name'), 40)).toBeUndefined()
    expect(unseal(key, sealFor(''), 40)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { TokenCache } from './token-cache.ts'
import type { VerifiedToken } from './token-cache.ts'

const entry = { isCurrent: () => true } as VerifiedToken

describe('the token cache', () => {
  it('holds ten thousand tokens and then lets the oldest go', () => {
    const cache = new TokenCache()
    for (let index = 0; index < 10_001; index++) cache.set(`token-${index}`, entry)
    expect(cache.size).toBe(10_000)
    expect(cache.get('token-0')).toBeUndefined()
    expect(cache.get('token-10000')).toBe(entry)
  })

  it('counts a token that is set again once', () => {
    const cache = new TokenCache()
    const long = 'x'.repeat(1024 * 1024)
    for (let index = 0; index < 20; index++) cache.set(long, entry)
    cache.set('other', entry)
    expect(cache.size).toBe(2)
    expect(cache.get(long)).toBe(entry)
  })

  it('is bounded in characters as well', () => {
    const cache = new TokenCache()
    for (let index = 0; index < 2_000; index++) cache.set(`${index}`.padStart(8192, 'x'), entry)
    expect(cache.size).toBe(1024)
  })
})

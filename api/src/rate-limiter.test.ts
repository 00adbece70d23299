import { describe, expect, it } from 'vitest'
import type { UserId } from './auth/user-id.ts'
import { RateLimiter } from './rate-limiter.ts'

const ada = 'ada' as UserId
const bob = 'bob' as UserId

function limited(perMinute: number) {
  const clock = { ms: 1_000_000 }
  const limiter = new RateLimiter({ perMinute, now: () => clock.ms })
  const takeAll = (user: UserId): number => {
    let taken = 0
    while (limiter.take(user) === 0) taken += 1
    return taken
  }
  return { clock, limiter, takeAll }
}

describe('the rate limiter', () => {
  it.each([1, 3, 7, 60, 599, 3000])('grants %d at once and not one more', (perMinute) => {
    const { takeAll } = limited(perMinute)
    expect(takeAll(ada)).toBe(perMinute)
    expect(takeAll(ada)).toBe(0)
  })

  it('says how long to wait, and grants one then', () => {
    const { clock, limiter, takeAll } = limited(60)
    takeAll(ada)
    expect(limiter.take(ada)).toBeCloseTo(1000)
    clock.ms += 400
    expect(limiter.take(ada)).toBeCloseTo(600)
    clock.ms += 600
    expect(limiter.take(ada)).toBe(0)
    expect(limiter.take(ada)).toBeCloseTo(1000)
  })

  it('costs nothing to be refused', () => {
    const { clock, limiter, takeAll } = limited(60)
    takeAll(ada)
    for (let again = 0; again < 500; again += 1) limiter.take(ada)
    clock.ms += 1000
    expect(limiter.take(ada)).toBe(0)
  })

  it('is full again after a minute, and never fuller', () => {
    const { clock, takeAll } = limited(60)
    takeAll(ada)
    clock.ms += 60_000
    expect(takeAll(ada)).toBe(60)
    clock.ms += 3_600_000
    expect(takeAll(ada)).toBe(60)
  })

  it('has a bucket for each person', () => {
    const { limiter, takeAll } = limited(5)
    takeAll(ada)
    expect(limiter.take(bob)).toBe(0)
  })

  it('forgets who has been idle', () => {
    const { clock, limiter } = limited(60)
    for (let index = 0; index < 100; index += 1) limiter.take(`user-${index}` as UserId)
    expect(limiter.size).toBe(100)
    clock.ms += 60_000
    limiter.take(ada)
    expect(limiter.size).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import { toInstant } from './instant.ts'

describe('toInstant', () => {
  it.each([
    ['2026-11-20 08:15:30.123+00', '2026-11-20T08:15:30.123Z'],
    ['2026-11-20 08:15:30.1+00', '2026-11-20T08:15:30.100Z'],
    ['2026-11-20 08:15:30.01+00', '2026-11-20T08:15:30.010Z'],
    ['2026-11-20 08:15:30+00', '2026-11-20T08:15:30.000Z'],
  ])('writes %s with milliseconds', (timestamp, instant) => {
    expect(toInstant(timestamp)).toBe(instant)
  })
})

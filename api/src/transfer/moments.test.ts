import { describe, expect, it } from 'vitest'
import { fromColumn, toColumn } from './moments.ts'

describe('a moment', () => {
  it.each([
    ['2026-11-20T08:15:30.123Z', '2026-11-20 08:15:30.123+00'],
    ['2026-11-20T08:15:30.120Z', '2026-11-20 08:15:30.12+00'],
    ['2026-11-20T08:15:30.100Z', '2026-11-20 08:15:30.1+00'],
    ['2026-11-20T08:15:30.000Z', '2026-11-20 08:15:30+00'],
    ['2026-11-20T08:15:00.001Z', '2026-11-20 08:15:00.001+00'],
  ])('%s is %s in a column, and comes back', (instant, column) => {
    expect(toColumn(instant)).toBe(column)
    expect(fromColumn(column)).toBe(instant)
  })
})

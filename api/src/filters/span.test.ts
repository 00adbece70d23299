import { describe, expect, it } from 'vitest'
import type { When } from './filter.ts'
import { spanOf } from './span.ts'
import type { Clock } from './span.ts'
import { readWhen } from './when.ts'

/** Always two hours ahead of UTC. */
const HOURS = 2 * 3_600_000
const clockAt = (now: string): Clock => ({
  now: Date.parse(now),
  wallClockAt: (moment) => new Date(moment + HOURS).toISOString().slice(0, 19),
  momentOf: (wallClock) => Date.parse(`${wallClock}Z`) - HOURS,
})
const span = (text: string, now = '2026-11-22T22:30:15.678Z') =>
  spanOf(readWhen(text) as When, clockAt(now))

describe('a span of time', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00', '2026-11-21T00:00:00'],
    // The clock of the owner is in the next day already.
    ['today', '2026-11-23T00:00:00', '2026-11-24T00:00:00'],
    ['yesterday', '2026-11-22T00:00:00', '2026-11-23T00:00:00'],
    ['tomorrow', '2026-11-24T00:00:00', '2026-11-25T00:00:00'],
    ['+2w', '2026-12-07T00:00:00', '2026-12-08T00:00:00'],
    ['-1m', '2026-10-23T00:00:00', '2026-10-24T00:00:00'],
    ['+2m', '2027-01-23T00:00:00', '2027-01-24T00:00:00'],
    ['-1y', '2025-11-23T00:00:00', '2025-11-24T00:00:00'],
    ['+9999y', 'infinity', 'infinity'],
    ['-9999m', '1193-08-23T00:00:00', '1193-08-24T00:00:00'],
    ['-9999y', '-infinity', '-infinity'],
    ['9999-12-31', '9999-12-31T00:00:00', 'infinity'],
    ['2026-11-20T09:00', '2026-11-20T09:00:00', '2026-11-20T09:01:00'],
    ['2026-11-20T23:59:59', '2026-11-20T23:59:59', '2026-11-21T00:00:00'],
    ['2026-11-20T09:00Z', '2026-11-20T11:00:00', '2026-11-20T11:01:00'],
    ['2026-11-20T09:00:30-05:00', '2026-11-20T16:00:30', '2026-11-20T16:00:31'],
    ['now', '2026-11-23T00:30:15', '2026-11-23T00:30:16'],
  ])('%s is from %s until before %s', (text, from, before) => {
    const found = span(text)
    expect(found.from.wallClock).toBe(from)
    expect(found.before.wallClock).toBe(before)
    for (const { wallClock, moment } of [found.from, found.before]) {
      const expected = wallClock.endsWith('infinity')
        ? wallClock
        : new Date(Date.parse(`${wallClock}Z`) - HOURS).toISOString()
      expect(moment).toBe(expected)
    }
  })

  it.each([
    ['2027-01-31', '+1m', '2027-02-28'],
    ['2028-01-31', '+1m', '2028-02-29'],
    ['2028-02-29', '+1y', '2029-02-28'],
    ['2026-03-31', '-1m', '2026-02-28'],
    ['2026-12-31', '+2m', '2027-02-28'],
  ])('from %s, %s is %s', (today, text, day) => {
    expect(span(text, `${today}T12:00:00Z`).from.wallClock).toBe(`${day}T00:00:00`)
  })

  it('has no moment before the first or after the last year', () => {
    expect(span('0001-01-01').from).toEqual({
      wallClock: '0001-01-01T00:00:00',
      moment: '-infinity',
    })
    expect(span('9999-12-31T23:59Z').from).toEqual({ wallClock: 'infinity', moment: 'infinity' })
    expect(span('0001-01-01T00:00Z').from.wallClock).toBe('-infinity')
  })
})

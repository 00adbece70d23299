import { describe, expect, it } from 'vitest'
import { momentOf, wallClockAt } from './time-zone.ts'

describe('the clock on the wall', () => {
  it.each([
    ['2026-11-22T12:00:00Z', 'UTC', '2026-11-22T12:00:00'],
    ['2026-11-22T12:00:00Z', 'Etc/GMT+12', '2026-11-22T00:00:00'],
    ['2026-11-22T11:59:59Z', 'Etc/GMT+12', '2026-11-21T23:59:59'],
    ['2026-11-22T10:00:00Z', 'Pacific/Kiritimati', '2026-11-23T00:00:00'],
    ['2026-11-22T12:00:00Z', 'Asia/Kolkata', '2026-11-22T17:30:00'],
    ['2026-11-22T12:00:00Z', 'Asia/Kathmandu', '2026-11-22T17:45:00'],
    ['2026-11-22T12:00:00Z', 'Australia/Lord_Howe', '2026-11-22T23:00:00'],
    ['2026-07-22T12:00:00Z', 'Australia/Lord_Howe', '2026-07-22T22:30:00'],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00:00'],
    ['0001-01-01T00:00:00Z', 'UTC', '0001-01-01T00:00:00'],
  ])('at %s in %s shows %s, and back', (at, timeZone, wallClock) => {
    expect(wallClockAt(Date.parse(at), timeZone)).toBe(wallClock)
    expect(momentOf(wallClock, timeZone)).toBe(Date.parse(at))
  })

  it.each([
    // The clocks leave it out: counted on from before.
    ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-10-04T02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    // A whole day left out.
    ['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
    // Shown twice: the first.
    ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-11-01T01:30:00', 'America/New_York', '2026-11-01T05:30:00Z'],
  ])('shows %s in %s at %s', (wallClock, timeZone, at) => {
    expect(momentOf(wallClock, timeZone)).toBe(Date.parse(at))
  })
})

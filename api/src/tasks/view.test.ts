import { describe, expect, it } from 'vitest'
import { dayBounds } from './view.ts'

const boundsAt = (at: string, timeZone: string) => dayBounds(Date.parse(at), timeZone)

describe('the bounds of a day', () => {
  it.each([
    ['Etc/GMT+12', '2026-11-21', '2026-11-21T12:00:00.000Z'],
    ['America/New_York', '2026-11-22', '2026-11-22T05:00:00.000Z'],
    ['UTC', '2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-22', '2026-11-21T18:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-23', '2026-11-22T10:00:00.000Z'],
  ])('at 11 in the morning of UTC, in %s', (timeZone, today, dayStart) => {
    const bounds = boundsAt('2026-11-22T11:00:00Z', timeZone)
    expect(bounds).toMatchObject({ today, dayStart, now: '2026-11-22T11:00:00.000Z' })
    expect(Date.parse(bounds.dayEnd) - Date.parse(bounds.dayStart)).toBe(24 * 3_600_000)
  })

  it('has 23 hours when the clocks go forward, and 25 when they go back', () => {
    const hours = (at: string, timeZone: string) => {
      const { dayStart, dayEnd } = boundsAt(at, timeZone)
      return (Date.parse(dayEnd) - Date.parse(dayStart)) / 3_600_000
    }
    expect(hours('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe(23)
    expect(hours('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe(25)
    expect(hours('2026-10-04T02:00:00Z', 'Australia/Lord_Howe')).toBe(23.5)
  })

  it('begins after midnight where the clocks leave midnight out', () => {
    expect(boundsAt('2026-09-06T12:00:00Z', 'America/Santiago')).toMatchObject({
      today: '2026-09-06',
      dayStart: '2026-09-06T04:00:00.000Z',
      nowWallClock: '2026-09-06T09:00:00',
    })
  })

  it('stays inside the calendar', () => {
    expect(boundsAt('9999-12-31T12:00:00Z', 'UTC')).toMatchObject({ tomorrow: '9999-12-31' })
  })
})

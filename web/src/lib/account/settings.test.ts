import { describe, expect, it } from 'vitest'
import { locales, weekStartFrom, zoneFrom, zones } from './settings.ts'

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
    ['', null],
    ['Berlin', null],
    ['+02:00', null],
    ['Europe/Berlin; drop table', null],
  ])('%j is %j', (typed, zone) => {
    expect(zoneFrom(typed)).toBe(zone)
  })

  it('is one of all that the runtime knows, under its old name, too', () => {
    for (const zone of zones()) expect(zoneFrom(zone)).toBe(zone)
    expect(zoneFrom('US/Pacific')).toBe('America/Los_Angeles')
  })
})

describe('the other settings', () => {
  it('offer only locales that this runtime can write, with digits that anybody can read', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(locales)).toEqual(locales)
    for (const locale of locales) {
      expect(new Intl.NumberFormat(locale, { useGrouping: false }).format(2026)).toBe('2026')
    }
  })

  it.each([
    [1, 1],
    [0, 0],
    [6, 6],
    [2, null],
    [Number.NaN, null],
    ['1', null],
  ])('take %j for the first day of the week as %j', (value, day) => {
    expect(weekStartFrom(value)).toBe(day)
  })
})

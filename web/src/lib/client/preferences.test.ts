import { describe, expect, it } from 'vitest'
import { localeFrom, themeFrom, timeZoneFrom } from './preferences.ts'

describe('what a browser sends', () => {
  it.each([
    ['dark', 'dark'],
    ['"><script>', 'system'],
    [undefined, 'system'],
  ])('theme %s is read as %s', (value, theme) => {
    expect(themeFrom(value)).toBe(theme)
  })

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Mars/Olympus', 'UTC'],
    ['', 'UTC'],
    [undefined, 'UTC'],
  ])('time zone %s is read as %s', (value, timeZone) => {
    expect(timeZoneFrom(value)).toBe(timeZone)
  })

  it.each([
    ['en-US,en;q=0.9', 'en-US'],
    ['de-DE,de;q=0.9,en-AU;q=0.5', 'en-AU'],
    ['de', 'en-GB'],
    ['en', 'en-GB'],
    [null, 'en-GB'],
  ])('languages %s give the dates of %s', (header, locale) => {
    expect(localeFrom(header)).toBe(locale)
  })
})

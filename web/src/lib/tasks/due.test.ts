import { describe, expect, it } from 'vitest'
import { addDays, dayAt, daysBetween, dueGroup, formatDue, isOverdue, zonedInstant } from './due.ts'
import type { Due } from './task.ts'

const berlin = { timeZone: 'Europe/Berlin', locale: 'en-GB' }
/** Friday, 20 November 2026, 23:30 in Berlin. */
const now = Date.parse('2026-11-20T22:30:00Z')
const on = (date: string): Due => ({ kind: 'date', date })
const at = (dateTime: string): Due => ({ kind: 'floating', dateTime })
const zoned = (dateTime: string, timeZone: string): Due => ({ kind: 'zoned', dateTime, timeZone })

describe('formatDue', () => {
  it.each([
    [on('2026-11-20'), 'Today'],
    [on('2026-11-21'), 'Tomorrow'],
    [on('2026-11-19'), 'Yesterday'],
    [on('2026-11-27'), 'Fri 27 Nov'],
    [on('2027-01-04'), 'Mon, 4 Jan 2027'],
    [at('2026-11-21T09:05:00'), 'Tomorrow 09:05'],
  ])('names %j', (due, text) => {
    expect(formatDue(due, now, berlin).replace(',', '')).toBe(text.replace(',', ''))
  })

  it("takes today from the viewer's zone", () => {
    const there = { ...berlin, timeZone: 'Pacific/Auckland' }
    expect(formatDue(on('2026-11-21'), now, there)).toBe('Today')
  })

  it("shows a zoned moment in the viewer's time", () => {
    expect(formatDue(zoned('2026-11-21T09:00:00', 'Asia/Tokyo'), now, berlin)).toBe(
      'Tomorrow 01:00',
    )
  })
})

describe('dueGroup', () => {
  it.each([
    [null, 'No due date'],
    [on('2026-11-19'), 'Earlier'],
    [on('2026-11-20'), 'Today'],
    [zoned('2026-11-21T07:00:00', 'Asia/Tokyo'), 'Today'],
    [on('2026-11-21'), 'Tomorrow'],
    [on('2026-11-26'), 'Next 7 days'],
    [on('2026-11-27'), 'Later'],
  ])('puts %j under its heading', (due, group) => {
    expect(dueGroup(due, '2026-11-20', 'Europe/Berlin')).toBe(group)
  })
})

describe('isOverdue', () => {
  it.each([
    [on('2026-11-20'), false],
    [on('2026-11-19'), true],
    [at('2026-11-20T23:29:00'), true],
    [at('2026-11-20T23:31:00'), false],
    [zoned('2026-11-21T07:29:00', 'Asia/Tokyo'), true],
    [zoned('2026-11-21T07:31:00', 'Asia/Tokyo'), false],
  ])('judges %j', (due, overdue) => {
    expect(isOverdue(due, now, 'Europe/Berlin')).toBe(overdue)
  })
})

describe('zonedInstant', () => {
  it.each([
    ['2026-07-01T12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-12-01T12:00:00', 'America/New_York', '2026-12-01T17:00:00.000Z'],
    ['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T01:30:00', 'Europe/Berlin', '2026-10-24T23:30:00.000Z'],
  ])('finds %s in %s', (dateTime, timeZone, instant) => {
    expect(new Date(zonedInstant(dateTime, timeZone)).toISOString()).toBe(instant)
  })
})

describe('days', () => {
  it('count over months, years and changes of the clock', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(dayAt(now, 'Europe/Berlin')).toBe('2026-11-20')
    expect(dayAt(now, 'Asia/Tokyo')).toBe('2026-11-21')
  })
})

import { describe, expect, it } from 'vitest'
import { choiceOf, dueOf, quickDays } from './due-choice.ts'

describe('a chosen due date', () => {
  it.each([
    [{ day: '', time: '', timeZone: '' }, null],
    [
      { day: '2026-11-20', time: '', timeZone: '' },
      { kind: 'date', date: '2026-11-20' },
    ],
    [
      { day: '2026-11-20', time: '09:30', timeZone: '' },
      { kind: 'floating', dateTime: '2026-11-20T09:30:00' },
    ],
    [
      { day: '2026-11-20', time: '09:30', timeZone: 'Europe/Berlin' },
      { kind: 'zoned', dateTime: '2026-11-20T09:30:00', timeZone: 'Europe/Berlin' },
    ],
  ] as const)('%j and its shape lead to each other', (choice, due) => {
    expect(dueOf(choice)).toEqual(due)
    expect(choiceOf(due)).toEqual(choice)
  })

  it.each([
    ['2026-11-20', '2026-11-23'],
    ['2026-11-22', '2026-11-23'],
    ['2026-11-23', '2026-11-30'],
  ])('next week after %s begins on %s', (today, monday) => {
    const viewer = { timeZone: 'UTC', locale: 'en-GB' }
    const days = quickDays(Date.parse(`${today}T12:00:00Z`), viewer)
    expect(days.map(({ day }) => day)[2]).toBe(monday)
  })
})

import { describe, expect, it } from 'vitest'
import { moveReminders } from './reminders.ts'

const absolute = (at: string) => ({ kind: 'absolute', at }) as const

describe('reminders that move along', () => {
  it('stay at the same time on the clock when it goes forward and back', () => {
    const inWinter = [absolute('2026-03-27T07:00:00.000Z')]
    const inSummer = moveReminders(inWinter, 7, 'Europe/Berlin')
    expect(inSummer).toEqual([absolute('2026-04-03T06:00:00.000Z')])
    expect(moveReminders(inSummer, -7, 'Europe/Berlin')).toEqual(inWinter)
  })

  it('go by their due moment when they are told from it', () => {
    expect(moveReminders([{ kind: 'beforeDue', minutes: 30 }], 7, 'UTC')).toEqual([
      { kind: 'beforeDue', minutes: 30 },
    ])
  })

  it('keep their milliseconds, and are dropped at the end of the calendar', () => {
    const at = (text: string) => moveReminders([absolute(text)], 1, 'Asia/Kathmandu')
    expect(at('2026-11-22T07:00:00.5Z')).toEqual([absolute('2026-11-23T07:00:00.500Z')])
    expect(at('9999-12-31T07:00:00Z')).toEqual([])
  })
})

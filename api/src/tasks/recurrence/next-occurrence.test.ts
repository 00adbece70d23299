import { describe, expect, it } from 'vitest'
import { nextOccurrence } from './next-occurrence.ts'
import type { Schedule } from './next-occurrence.ts'

const clock = { moment: Date.parse('2026-03-27T08:00:00Z'), timeZone: 'Europe/Berlin' }
const weekly = { rule: 'FREQ=WEEKLY', from: 'due', except: [] } as const

const schedule = (other: Partial<Schedule>): Schedule => ({
  due: { kind: 'date', date: '2026-03-27' },
  start: null,
  reminders: [],
  recurrence: weekly,
  ...other,
})

describe('the next occurrence of a task', () => {
  it('has its start day and reminders as far from the due day as before', () => {
    const before = schedule({
      start: '2026-03-25',
      reminders: [
        { kind: 'absolute', at: '2026-03-27T07:00:00.000Z' },
        { kind: 'beforeDue', minutes: 60 },
      ],
    })
    expect(nextOccurrence(before, clock)).toEqual({
      due: { kind: 'date', date: '2026-04-03' },
      start: '2026-04-01',
      reminders: [
        { kind: 'absolute', at: '2026-04-03T06:00:00.000Z' },
        { kind: 'beforeDue', minutes: 60 },
      ],
      recurrence: weekly,
    })
  })

  it('moves them from today when nothing was due', () => {
    const next = nextOccurrence(schedule({ due: null, start: '2026-03-20' }), clock)
    expect(next).toMatchObject({ due: { kind: 'date', date: '2026-04-03' }, start: '2026-03-27' })
  })

  it('is none for a task that does not come back', () => {
    expect(nextOccurrence(schedule({ recurrence: null }), clock)).toBeUndefined()
    const last = { ...weekly, rule: 'FREQ=WEEKLY;COUNT=1' }
    expect(nextOccurrence(schedule({ recurrence: last }), clock)).toBeUndefined()
  })
})

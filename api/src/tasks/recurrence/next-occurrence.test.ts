import { describe, expect, it } from 'vitest'
import { moveSchedule, nextOccurrence } from './next-occurrence.ts'
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
    const reminders = [
      { kind: 'absolute', at: '2026-04-03T06:00:00.000Z' },
      { kind: 'beforeDue', minutes: 60 },
    ]
    const due = { kind: 'date', date: '2026-04-03' }
    const after = { due, start: '2026-04-01', reminders, recurrence: weekly }
    expect(nextOccurrence(before, clock)).toEqual({ schedule: after, days: 7 })
  })

  it('moves them from today when nothing was due', () => {
    const next = nextOccurrence(schedule({ due: null, start: '2026-03-20' }), clock)
    expect(next?.schedule).toMatchObject({
      due: { kind: 'date', date: '2026-04-03' },
      start: '2026-03-27',
    })
  })

  it('is none for a task that does not come back', () => {
    expect(nextOccurrence(schedule({ recurrence: null }), clock)).toBeUndefined()
    const last = { ...weekly, rule: 'FREQ=WEEKLY;COUNT=1' }
    expect(nextOccurrence(schedule({ recurrence: last }), clock)).toBeUndefined()
  })
})

describe('a subtask that moves along', () => {
  it('is due as many days later, at the same time', () => {
    const due = { kind: 'zoned', dateTime: '2026-03-26T09:00:00', timeZone: 'Asia/Tokyo' } as const
    const before = schedule({
      due,
      reminders: [{ kind: 'absolute', at: '2026-03-26T00:00:00.000Z' }],
      recurrence: null,
    })
    expect(moveSchedule(before, 7, clock)).toEqual({
      due: { ...due, dateTime: '2026-04-02T09:00:00' },
      start: null,
      reminders: [{ kind: 'absolute', at: '2026-04-02T00:00:00.000Z' }],
      recurrence: null,
    })
  })

  it('is not due any more when that would be after the year 9999', () => {
    const before = schedule({ due: { kind: 'date', date: '9999-12-31' }, start: '9999-12-31' })
    expect(moveSchedule(before, 1, clock)).toMatchObject({ due: null, start: null })
  })
})

import { describe, expect, it } from 'vitest'
import type { Due } from '../due.ts'
import { preview } from './preview.ts'

const clock = { moment: Date.parse('2026-11-22T12:00:00Z'), timeZone: 'UTC' }

function days(due: Due | null, rule: string, limit: number, from: 'due' | 'completion' = 'due') {
  const recurrence = { rule, from, except: ['2026-11-25'] }
  return preview({ due, recurrence }, clock, limit).map((one) =>
    one.kind === 'date' ? one.date : one.dateTime,
  )
}

describe('a preview', () => {
  it('tells what follows the task as it stands, without what is excepted', () => {
    const due: Due = { kind: 'date', date: '2026-11-23' }
    expect(days(due, 'FREQ=DAILY', 3)).toEqual(['2026-11-24', '2026-11-26', '2026-11-27'])
  })

  it('begins with today when the task is overdue', () => {
    const due: Due = { kind: 'floating', dateTime: '2026-11-01T09:00:00' }
    expect(days(due, 'FREQ=DAILY', 2)).toEqual(['2026-11-22T09:00:00', '2026-11-23T09:00:00'])
  })

  it('takes each one to be done on its day when it counts from completion', () => {
    const due: Due = { kind: 'date', date: '2026-11-01' }
    expect(days(due, 'FREQ=DAILY;INTERVAL=2', 3, 'completion')).toEqual([
      '2026-11-24',
      '2026-11-26',
      '2026-11-28',
    ])
    const later: Due = { kind: 'zoned', dateTime: '2026-12-30T00:30:00', timeZone: 'Asia/Tokyo' }
    expect(days(later, 'FREQ=DAILY', 1, 'completion')).toEqual(['2026-12-31T00:30:00'])
    expect(days(null, 'FREQ=MONTHLY', 2, 'completion')).toEqual(['2026-12-22', '2027-01-22'])
  })

  it('ends with the series, after fifty, and after a hundred years', () => {
    const due: Due = { kind: 'date', date: '2026-11-23' }
    expect(days(due, 'FREQ=WEEKLY;COUNT=3', 50)).toEqual(['2026-11-30', '2026-12-07'])
    expect(days(due, 'FREQ=WEEKLY;COUNT=1', 50)).toEqual([])
    expect(days(due, 'FREQ=DAILY', 1_000)).toHaveLength(50)
    const rare = days(due, 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', 50)
    expect(rare).toEqual(['2044-02-29', '2072-02-29', '2112-02-29'])
  })

  it.each([
    'FREQ=DAILY;INTERVAL=31;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=DAILY;INTERVAL=2;BYMONTH=1',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=31',
    'FREQ=YEARLY;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=29',
    'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366,-366',
    'FREQ=WEEKLY;INTERVAL=53;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=7',
  ])('costs little: %s', (rule) => {
    const due: Due = { kind: 'date', date: '2026-11-23' }
    days(due, rule, 50)
    const began = process.cpuUsage()
    days(due, rule, 50)
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(250)
  })
})

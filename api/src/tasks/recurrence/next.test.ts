import { describe, expect, it } from 'vitest'
import type { Due } from '../due.ts'
import { hasNext, nextTurn } from './next.ts'
import type { Recurrence } from './recurrence.ts'

const recurs = (rule: string, other: Partial<Recurrence> = {}): Recurrence => ({
  rule,
  from: 'due',
  except: [],
  ...other,
})
const date = (text: string) => ({ kind: 'date', date: text }) as const
const floating = (dateTime: string) => ({ kind: 'floating', dateTime }) as const
const zoned = (dateTime: string, timeZone: string) =>
  ({ kind: 'zoned', dateTime, timeZone }) as const
const at = (moment: string, timeZone = 'UTC') => ({ moment: Date.parse(moment), timeZone })

function nextDue(due: Due | null, recurrence: Recurrence, clock: ReturnType<typeof at>) {
  return nextTurn({ due, recurrence }, clock)?.due
}

describe('the next turn by schedule', () => {
  const daily = recurs('FREQ=DAILY')

  it('follows the due moment when it is done in time or early', () => {
    const weekly = recurs('FREQ=WEEKLY')
    for (const moment of ['2026-11-18T08:00:00Z', '2026-11-20T08:00:00Z', '2026-11-27T08:00:00Z']) {
      expect(nextDue(date('2026-11-20'), weekly, at(moment))).toEqual(date('2026-11-27'))
    }
  })

  it('passes over days that have gone by, and not over today', () => {
    expect(nextDue(date('2026-11-01'), daily, at('2026-11-22T23:59:59Z'))).toEqual(
      date('2026-11-22'),
    )
    expect(nextDue(floating('2026-11-01T09:00:00'), daily, at('2026-11-22T23:59:59Z'))).toEqual(
      floating('2026-11-22T09:00:00'),
    )
  })

  it('takes the day from where the owner is', () => {
    const moment = '2026-11-22T11:00:00Z'
    const next = (timeZone: string) => nextDue(date('2026-11-01'), daily, at(moment, timeZone))
    expect(next('Etc/GMT+12')).toEqual(date('2026-11-21'))
    expect(next('UTC')).toEqual(date('2026-11-22'))
    expect(next('Pacific/Kiritimati')).toEqual(date('2026-11-23'))
  })

  it('takes the day from the zone of the task when it has one', () => {
    const next = nextDue(
      zoned('2026-11-01T09:00:00', 'Pacific/Kiritimati'),
      daily,
      at('2026-11-22T11:00:00Z', 'Etc/GMT+12'),
    )
    expect(next).toEqual(zoned('2026-11-23T09:00:00', 'Pacific/Kiritimati'))
  })

  it.each([
    ['Europe/Berlin', '2026-03-28T09:00:00', '2026-03-29T09:00:00'],
    ['Europe/Berlin', '2026-10-24T09:00:00', '2026-10-25T09:00:00'],
    // There is no such time on that day: it stays as it was typed.
    ['Europe/Berlin', '2026-03-28T02:30:00', '2026-03-29T02:30:00'],
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-30T02:30:00'],
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-26T02:30:00'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-02T01:30:00'],
    ['Australia/Lord_Howe', '2026-10-03T02:15:00', '2026-10-04T02:15:00'],
    ['Asia/Kathmandu', '2026-11-22T23:45:00', '2026-11-23T23:45:00'],
    ['Pacific/Apia', '2011-12-29T10:00:00', '2011-12-30T10:00:00'],
  ])('keeps the hour in %s from %s', (timeZone, from, to) => {
    const clock = at(`${from.slice(0, 10)}T00:00:00Z`)
    expect(nextDue(zoned(from, timeZone), daily, clock)).toEqual(zoned(to, timeZone))
  })

  it('has the 29th of February and the 31st only where they are', () => {
    const clock = at('2026-01-01T00:00:00Z')
    expect(nextDue(date('2028-02-29'), recurs('FREQ=YEARLY'), clock)).toEqual(date('2032-02-29'))
    expect(nextDue(date('2027-01-31'), recurs('FREQ=MONTHLY'), clock)).toEqual(date('2027-03-31'))
    expect(nextDue(date('2027-01-31'), recurs('FREQ=MONTHLY;BYMONTHDAY=-1'), clock)).toEqual(
      date('2027-02-28'),
    )
  })

  it('leaves out the days and moments that are excepted', () => {
    const next = (due: Due, except: string[]) =>
      nextDue(due, recurs('FREQ=DAILY', { except }), at('2026-11-01T00:00:00Z'))
    expect(next(date('2026-11-20'), ['2026-11-21', '2026-11-22'])).toEqual(date('2026-11-23'))
    const nine = floating('2026-11-20T09:00:00')
    expect(next(nine, ['2026-11-21T09:00:00'])).toEqual(floating('2026-11-22T09:00:00'))
    expect(next(nine, ['2026-11-21T10:00:00'])).toEqual(floating('2026-11-21T09:00:00'))
    expect(next(nine, ['2026-11-21'])).toEqual(floating('2026-11-22T09:00:00'))
  })
})

describe('the end of a series', () => {
  const clock = at('2026-11-20T08:00:00Z')

  it('comes when COUNT is used up, and each turn takes one', () => {
    let turn = nextTurn(
      { due: date('2026-11-20'), recurrence: recurs('FREQ=DAILY;COUNT=3') },
      clock,
    )
    expect(turn?.recurrence.rule).toBe('FREQ=DAILY;COUNT=2')
    turn = turn && nextTurn(turn, clock)
    expect(turn).toEqual({ due: date('2026-11-22'), recurrence: recurs('FREQ=DAILY;COUNT=1') })
    expect(turn && nextTurn(turn, clock)).toBeUndefined()
  })

  it('counts what is excepted and not what went by', () => {
    const rule = 'FREQ=DAILY;COUNT=5'
    const next = (except: string[], moment: string) =>
      nextTurn({ due: date('2026-11-20'), recurrence: recurs(rule, { except }) }, at(moment))
    expect(next(['2026-11-21'], '2026-11-20T08:00:00Z')?.recurrence.rule).toContain('COUNT=3')
    expect(next([], '2026-12-24T08:00:00Z')?.recurrence.rule).toContain('COUNT=4')
    const all = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']
    expect(next(all, '2026-11-20T08:00:00Z')).toBeUndefined()
  })

  it.each([
    [date('2026-11-20'), '20261121', true],
    [date('2026-11-20'), '20261120', false],
    [date('2026-11-20'), '20261121T000000', true],
    [floating('2026-11-20T09:00:00'), '20261121', true],
    [floating('2026-11-20T09:00:00'), '20261121T090000', true],
    [floating('2026-11-20T09:00:00'), '20261121T085959', false],
    [zoned('2026-11-20T09:00:00', 'Asia/Kolkata'), '20261121T033000Z', true],
    [zoned('2026-11-20T09:00:00', 'Asia/Kolkata'), '20261121T032959Z', false],
    [zoned('2026-11-20T09:00:00', 'Asia/Kolkata'), '20261121T090000', true],
    [zoned('2026-11-20T09:00:00', 'Asia/Kolkata'), '20261120', false],
  ])('comes with UNTIL: after %j until %s it goes on: %s', (due, until, goesOn) => {
    const next = nextDue(due, recurs(`FREQ=DAILY;UNTIL=${until}`), clock)
    expect(next !== undefined).toBe(goesOn)
  })

  it('comes with the calendar', () => {
    expect(nextDue(date('9999-12-31'), recurs('FREQ=DAILY'), clock)).toBeUndefined()
    const after = recurs('FREQ=YEARLY', { from: 'completion' })
    expect(nextDue(date('2026-11-20'), after, at('9999-11-20T08:00:00Z'))).toBeUndefined()
  })
})

describe('the next turn from completion', () => {
  const after = (rule: string) => recurs(rule, { from: 'completion' })

  it('counts from the day on which it is done, at the time that was typed', () => {
    const next = (due: Due) =>
      nextDue(due, after('FREQ=DAILY;INTERVAL=3'), at('2026-11-22T23:30:00Z'))
    expect(next(date('2026-11-01'))).toEqual(date('2026-11-25'))
    expect(next(date('2026-12-24'))).toEqual(date('2026-11-25'))
    expect(next(floating('2026-11-01T09:00:00'))).toEqual(floating('2026-11-25T09:00:00'))
    expect(next(zoned('2026-11-01T09:00:00', 'Asia/Kolkata'))).toEqual(
      zoned('2026-11-26T09:00:00', 'Asia/Kolkata'),
    )
  })

  it('takes the last day where a month has not so many', () => {
    const next = (rule: string, moment: string) =>
      nextDue(date('2026-01-01'), after(rule), at(moment))
    expect(next('FREQ=MONTHLY', '2027-01-31T08:00:00Z')).toEqual(date('2027-02-28'))
    expect(next('FREQ=MONTHLY;INTERVAL=13', '2027-01-31T08:00:00Z')).toEqual(date('2028-02-29'))
    expect(next('FREQ=MONTHLY', '2026-12-15T08:00:00Z')).toEqual(date('2027-01-15'))
    expect(next('FREQ=YEARLY', '2028-02-29T08:00:00Z')).toEqual(date('2029-02-28'))
    expect(next('FREQ=YEARLY;INTERVAL=4', '2028-02-29T08:00:00Z')).toEqual(date('2032-02-29'))
  })

  it('keeps to the days that the rule names', () => {
    const next = nextDue(
      date('2026-11-01'),
      after('FREQ=WEEKLY;BYDAY=MO'),
      at('2026-11-25T08:00:00Z'),
    )
    expect(next).toEqual(date('2026-11-30'))
  })

  it('is also how a task comes back that was never due', () => {
    for (const from of ['due', 'completion'] as const) {
      const recurrence = recurs('FREQ=WEEKLY', { from })
      const next = nextDue(null, recurrence, at('2026-11-22T11:00:00Z', 'Pacific/Kiritimati'))
      expect(next).toEqual(date('2026-11-30'))
    }
  })
})

describe('whether anything follows a due moment', () => {
  const clock = at('2026-11-20T08:00:00Z')

  it('is so when it is only COUNT or UNTIL that ends it', () => {
    const last = recurs('FREQ=DAILY;COUNT=1')
    expect(hasNext({ due: date('2026-11-20'), recurrence: last }, clock)).toBe(true)
  })

  it('is not so for days and steps that never meet', () => {
    const never = recurs('FREQ=DAILY;INTERVAL=7;BYDAY=SU')
    expect(hasNext({ due: date('2026-11-21'), recurrence: never }, clock)).toBe(false)
    expect(hasNext({ due: date('2026-11-22'), recurrence: never }, clock)).toBe(true)
  })

  it('is not asked of the last years of the calendar', () => {
    expect(hasNext({ due: date('9999-12-31'), recurrence: recurs('FREQ=YEARLY') }, clock)).toBe(
      true,
    )
  })
})

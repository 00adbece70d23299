import { describe, expect, it } from 'vitest'
import { nextMoment } from './next-moment.ts'
import { parseRule } from './parse-rule.ts'

/** The days that follow, each found from the one before as a task does it. */
function daysAfter(text: string, start: string, count: number): string[] {
  const rule = parseRule(text)
  const days: string[] = []
  for (let at: string | undefined = `${start}T09:00:00`; days.length < count;) {
    at = nextMoment(rule, at, '')
    if (at === undefined) break
    expect(at.slice(10)).toBe('T09:00:00')
    days.push(at.slice(0, 10))
  }
  return days
}

describe('what a rule brings next', () => {
  it.each([
    ['FREQ=DAILY', '2028-02-28', ['2028-02-29', '2028-03-01']],
    ['FREQ=DAILY;INTERVAL=10', '2026-12-25', ['2027-01-04', '2027-01-14']],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20', ['2026-11-23', '2026-11-24']],
    ['FREQ=DAILY;BYMONTH=6;INTERVAL=2', '2026-06-29', ['2027-06-02', '2027-06-04']],
    ['FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29', '2026-01-01', ['2032-02-29', '2040-02-29']],
    ['FREQ=WEEKLY', '2026-11-20', ['2026-11-27', '2026-12-04']],
    ['FREQ=WEEKLY;BYDAY=MO,FR', '2026-11-20', ['2026-11-23', '2026-11-27']],
    // The week of the 8th begins on the 7th with WKST=SU: its Sunday belongs to the next pair.
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO', '1997-08-05', ['1997-08-10', '1997-08-19']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', '1997-08-05', ['1997-08-17', '1997-08-19']],
    ['FREQ=MONTHLY', '2027-01-31', ['2027-03-31', '2027-05-31', '2027-07-31', '2027-08-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-11-20', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2027-12-31', ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-11-10', ['2026-12-08', '2027-01-12']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', ['2026-12-25', '2027-01-29']],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-11-30',
      ['2026-12-31', '2027-01-29', '2027-02-26'],
    ],
    ['FREQ=MONTHLY;INTERVAL=18', '2027-09-10', ['2029-03-10', '2030-09-10']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-11-13', ['2027-08-13', '2028-10-13']],
    ['FREQ=YEARLY', '2028-02-29', ['2032-02-29', '2036-02-29']],
    ['FREQ=YEARLY', '2096-02-29', ['2104-02-29']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '2027-02-28', ['2028-02-29', '2029-02-28']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2072-02-29', ['2112-02-29']],
    ['FREQ=YEARLY;BYDAY=20MO', '2026-05-18', ['2027-05-17', '2028-05-15']],
    ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO', '2026-12-28', ['2032-12-27']],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '2024-11-05', ['2025-11-04']],
  ])('%s from %s', (rule, start, days) => {
    expect(daysAfter(rule, start, days.length)).toEqual(days)
  })

  it.each([
    ['FREQ=DAILY;INTERVAL=7;BYDAY=SU', '2026-11-21'],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29', '2026-11-21'],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=2', '2026-11-21'],
    ['FREQ=YEARLY;BYMONTH=2', '2026-11-30'],
    ['FREQ=DAILY', '9999-12-31'],
    ['FREQ=YEARLY', '9999-01-01'],
  ])('is nothing for %s from %s', (rule, start) => {
    expect(daysAfter(rule, start, 1)).toEqual([])
  })

  it('keeps the steps of the schedule when it passes over what has gone by', () => {
    const next = (rule: string) => nextMoment(parseRule(rule), '0001-01-01T23:59:59', '2026-11-22')
    expect(next('FREQ=DAILY')).toBe('2026-11-22T23:59:59')
    expect(next('FREQ=WEEKLY')).toBe('2026-11-23T23:59:59')
    expect(next('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1')).toBe('2026-11-30T23:59:59')
    expect(next('FREQ=YEARLY;INTERVAL=3')).toBe('2029-01-01T23:59:59')
  })

  it.each([
    'FREQ=DAILY;INTERVAL=31;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;INTERVAL=999;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=7,-7',
    'FREQ=MONTHLY;INTERVAL=11;BYMONTHDAY=29;BYMONTH=2;BYDAY=MO',
    'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=30',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
    'FREQ=YEARLY;INTERVAL=998;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366',
    `FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366,-366`,
    `FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 110 }, (_, day) => day + 200).join(',')};BYMONTH=2`,
  ])('costs little to find, or not to find: %s', (text) => {
    const rule = parseRule(text)
    nextMoment(rule, '2026-02-01T09:00:00', '')
    const began = process.cpuUsage()
    nextMoment(rule, '2026-02-01T09:00:00', '')
    const { user } = process.cpuUsage(began)
    expect(user / 1000).toBeLessThan(100)
  })
})

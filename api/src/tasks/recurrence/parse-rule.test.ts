import { describe, expect, it } from 'vitest'
import { canHappen } from './happens.ts'
import { RuleError, parseRule } from './parse-rule.ts'
import { endlessText, withCount } from './rule.ts'

describe('a rule', () => {
  it.each([
    ['FREQ=DAILY', 'FREQ=DAILY;INTERVAL=1;WKST=MO'],
    ['INTERVAL=2;FREQ=WEEKLY;BYDAY=MO,WE,MO;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1;WKST=MO'],
    [
      'FREQ=MONTHLY;BYDAY=+1MO,-1FR;BYSETPOS=-1;UNTIL=20271231',
      'FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO,-1FR;BYSETPOS=-1;WKST=MO',
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO',
      'FREQ=YEARLY;INTERVAL=1;BYWEEKNO=20,-1;BYDAY=MO;WKST=MO',
    ],
    ['FREQ=YEARLY;BYYEARDAY=-366', 'FREQ=YEARLY;INTERVAL=1;BYYEARDAY=-366;WKST=MO'],
  ])('is understood: %s', (text, parts) => {
    expect(endlessText(parseRule(text))).toBe(parts)
  })

  it.each([
    ['20281231', { kind: 'day', at: '2028-12-31T00:00:00' }],
    ['20280229T090000', { kind: 'local', at: '2028-02-29T09:00:00' }],
    ['20280229T235959Z', { kind: 'utc', at: '2028-02-29T23:59:59' }],
  ])('may end with UNTIL=%s', (value, until) => {
    expect(parseRule(`FREQ=DAILY;UNTIL=${value}`).until).toEqual(until)
  })

  it.each([
    ['', 'RFC 5545'],
    ['RRULE:FREQ=DAILY', 'RFC 5545'],
    ['FREQ=DAILY;', 'RFC 5545'],
    ['freq=daily', 'RFC 5545'],
    ['FREQ=DAILY;SKIP=FORWARD', 'RFC 5545'],
    ['FREQ=DAILY=DAILY', 'RFC 5545'],
    ['FREQ=DAILY\nDTSTART:20200101T000000Z', 'FREQ as one of'],
    ['INTERVAL=2', 'FREQ as one of'],
    ['FREQ=HOURLY', 'FREQ as one of DAILY, WEEKLY, MONTHLY, YEARLY'],
    ['FREQ=SECONDLY', 'FREQ as one of'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ once'],
    ['FREQ=DAILY;BYHOUR=9', 'BYHOUR: the time of day'],
    ['FREQ=DAILY;BYSECOND=0', 'BYSECOND: the time of day'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL from 1 to 999'],
    ['FREQ=DAILY;INTERVAL=1000', 'INTERVAL from 1 to 999'],
    ['FREQ=DAILY;INTERVAL=-1', 'INTERVAL from 1 to 999'],
    ['FREQ=DAILY;INTERVAL=1e9', 'INTERVAL from 1 to 999'],
    ['FREQ=DAILY;COUNT=0', 'COUNT from 1 to 999'],
    ['FREQ=DAILY;COUNT=1000', 'COUNT from 1 to 999'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20280101', 'both COUNT and UNTIL'],
    ['FREQ=DAILY;UNTIL=20270229', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20280101T240000', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=2028-01-01', 'UNTIL'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH from 1 to 12'],
    ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH from 1 to 12'],
    ['FREQ=YEARLY;BYMONTH=0', 'BYMONTH from 1 to 12'],
    ['FREQ=YEARLY;BYMONTH=1,', 'BYMONTH from 1 to 12'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY from 1 to 31'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY from 1 to 366'],
    ['FREQ=YEARLY;BYWEEKNO=54', 'BYWEEKNO from 1 to 53'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY as weekdays'],
    ['FREQ=YEARLY;BYDAY=53MO', 'BYDAY as weekdays'],
    ['FREQ=YEARLY;BYYEARDAY=200;BYWEEKNO=1', 'both BYYEARDAY and BYWEEKNO'],
    ['FREQ=YEARLY;BYYEARDAY=200;BYMONTHDAY=1', 'both BYMONTHDAY and BYYEARDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=1', 'both BYMONTHDAY and BYWEEKNO'],
    ['FREQ=YEARLY;BYYEARDAY=200;BYDAY=MO', 'BYDAY beside BYYEARDAY'],
    ['FREQ=MONTHLY;BYDAY=-MO', 'BYDAY as weekdays'],
    ['FREQ=WEEKLY;WKST=XX', 'WKST as one of'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY with FREQ=WEEKLY'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY with FREQ=MONTHLY'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'BYWEEKNO with FREQ=MONTHLY'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'number the weekdays of BYDAY with FREQ=WEEKLY'],
    ['FREQ=YEARLY;BYDAY=1MO;BYWEEKNO=1', 'number the weekdays of BYDAY beside BYWEEKNO'],
    ['FREQ=YEARLY;BYDAY=-1MO;BYMONTHDAY=1', 'number the weekdays of BYDAY beside BYMONTHDAY'],
    ['FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1', 'BYWEEKNO with an INTERVAL'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'another BY part'],
    ['FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=3', 'BYSETPOS within the days of one period'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32', 'BYSETPOS within the days of one period'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'BYSETPOS from 1 to 366'],
    [`FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(250)}1`, 'at most 512 characters'],
  ])('is refused with its reason: %s', (text, reason) => {
    expect(() => parseRule(text)).toThrow(RuleError)
    expect(() => parseRule(text)).toThrow(reason)
  })

  it('never repeats what was sent when it is refused', () => {
    expect(() => parseRule('FREQ=CANARY')).toThrow(/^(?!.*CANARY)/)
    expect(() => parseRule('CANARY=1')).toThrow(/^(?!.*CANARY)/)
  })

  it('takes another COUNT and is otherwise left as it was typed', () => {
    expect(withCount('FREQ=DAILY;COUNT=10;WKST=SU', 9)).toBe('FREQ=DAILY;COUNT=9;WKST=SU')
    expect(withCount('COUNT=10;FREQ=DAILY', 1)).toBe('COUNT=1;FREQ=DAILY')
  })
})

describe('whether a rule ever happens', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=7;BYDAY=SU',
    'FREQ=MONTHLY;BYMONTH=2',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,3',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=366',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=1',
    'FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12',
    'FREQ=MONTHLY;BYDAY=5FR',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=23',
  ])('is so for %s', (text) => {
    expect(canHappen(parseRule(text))).toBe(true)
  })

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
    'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3;BYSETPOS=3',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=24',
    'FREQ=MONTHLY;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=30',
    'FREQ=MONTHLY;BYDAY=6MO',
  ])('is not so for %s', (text) => {
    expect(canHappen(parseRule(text))).toBe(false)
  })
})

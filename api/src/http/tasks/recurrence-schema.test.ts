import { describe, expect, it } from 'vitest'
import { Recurrence } from './recurrence-schema.ts'
import { Reminders } from './reminder-schema.ts'

const weekly = { rule: 'FREQ=WEEKLY', from: 'due', except: [] }

/** Where it is wrong, as the pointers of an answer have it. */
function faults(schema: typeof Recurrence | typeof Reminders, value: unknown): string[] {
  const result = schema.safeParse(value)
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('/'))
}

describe('a recurrence on the wire', () => {
  it.each([
    weekly,
    { ...weekly, from: 'completion' },
    { ...weekly, except: ['2026-11-20', '2026-11-20T09:00:00'] },
  ])('comes in as it is: %j', (value) => {
    expect(Recurrence.parse(value)).toEqual(value)
  })

  it.each([
    [{ ...weekly, rule: 'FREQ=HOURLY' }, 'rule'],
    [{ ...weekly, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rule'],
    [{ ...weekly, rule: 7 }, 'rule'],
    [{ ...weekly, except: ['tomorrow'] }, 'except/0'],
    [{ ...weekly, except: ['2026-11-20', '2026-02-29'] }, 'except/1'],
    [{ ...weekly, except: ['2026-11-20T09:00:00Z'] }, 'except/0'],
    [{ ...weekly, except: Array.from({ length: 101 }, () => '2026-11-20') }, 'except'],
  ])('is refused where it is wrong: %j', (value, pointer) => {
    expect(faults(Recurrence, value)).toEqual([pointer])
  })

  it('says what is wrong with a rule', () => {
    const { error } = Recurrence.safeParse({
      ...weekly,
      rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    })
    expect(error?.issues[0]?.message).toBe('must be a rule that the calendar has a day for')
  })
})

describe('reminders on the wire', () => {
  it.each([
    [[]],
    [[{ kind: 'beforeDue', minutes: 0 }]],
    [[{ kind: 'beforeDue', minutes: 525_600 }]],
    [[{ kind: 'absolute', at: '2028-02-29T23:59:59Z' }]],
    [[{ kind: 'absolute', at: '2027-01-01T00:00:00.123Z' }]],
    [Array.from({ length: 10 }, () => ({ kind: 'beforeDue', minutes: 1 }))],
  ])('come in as they are: %j', (value) => {
    expect(Reminders.parse(value)).toEqual(value)
  })

  it.each([
    [[{ kind: 'beforeDue', minutes: -1 }], '0/minutes'],
    [[{ kind: 'beforeDue', minutes: 525_601 }], '0/minutes'],
    [[{ kind: 'beforeDue', minutes: 1.5 }], '0/minutes'],
    [[{ kind: 'absolute', at: '2027-02-29T00:00:00Z' }], '0/at'],
    [[{ kind: 'absolute', at: '2027-01-01T24:00:00Z' }], '0/at'],
    [[{ kind: 'absolute', at: '2027-01-01T00:00:00' }], '0/at'],
    [[{ kind: 'absolute', at: '2027-01-01T00:00:00+01:00' }], '0/at'],
    [[{ kind: 'someday' }], '0/kind'],
    [Array.from({ length: 11 }, () => ({ kind: 'beforeDue', minutes: 1 })), ''],
  ])('are refused where they are wrong: %j', (value, pointer) => {
    expect(faults(Reminders, value)).toEqual([pointer])
  })
})

import { describe, expect, it } from 'vitest'
import { readICalendar } from './read.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const options = { timeZone: 'Europe/Berlin' }

function calendar(...lines: string[]) {
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', ...lines, 'END:VCALENDAR']
  return encode(`${all.join('\r\n')}\r\n`)
}

const todo = (...lines: string[]) => ['BEGIN:VTODO', 'UID:1', 'SUMMARY:x', ...lines, 'END:VTODO']

function one(...lines: string[]) {
  const { document, warnings } = readICalendar(calendar(...todo(...lines)), options)
  return { task: document.tasks[0], warnings: warnings.first.map(({ detail }) => detail) }
}

const CUSTOM_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Our Office',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

describe('tasks of an iCalendar file', () => {
  it('have texts, labels, parents, order and states', () => {
    const { document, errors } = readICalendar(
      calendar(
        'X-WR-CALNAME:Home\\, sweet',
        'BEGIN:VTODO',
        'UID:child@example.org',
        'SUMMARY:Buy milk\\, eggs',
        'DESCRIPTION:A long line that',
        '  goes on\\nand on',
        'RELATED-TO;RELTYPE=PARENT:parent@example.org',
        'CATEGORIES:Shop,Food',
        'PRIORITY:5',
        'X-APPLE-SORT-ORDER:20',
        'CREATED:20260101T080000Z',
        'END:VTODO',
        'BEGIN:VTODO',
        'UID:parent@example.org',
        'SUMMARY:Saturday',
        'STATUS:COMPLETED',
        'COMPLETED:20260102T080000Z',
        'PRIORITY:1',
        'X-APPLE-SORT-ORDER:10',
        'END:VTODO',
      ),
      options,
    )
    expect(errors.first).toEqual([])
    expect(document.lists.map(({ name }) => name)).toEqual(['Home, sweet'])
    expect(document.labels.map(({ name }) => name)).toEqual(['Shop', 'Food'])
    expect(document.tasks).toMatchObject([
      {
        title: 'Saturday',
        priority: 'high',
        completedAt: '2026-01-02T08:00:00.000Z',
        externalId: 'ical:parent@example.org',
      },
      {
        title: 'Buy milk, eggs',
        notes: 'A long line that goes on\nand on',
        parent: 'ical:parent@example.org',
        priority: 'medium',
        createdAt: '2026-01-01T08:00:00.000Z',
        completedAt: null,
      },
    ])
  })

  it.each([
    ['DUE;VALUE=DATE:20261105', { kind: 'date', date: '2026-11-05' }],
    ['DUE:20261105T100000', { kind: 'floating', dateTime: '2026-11-05T10:00:00' }],
    [
      'DUE:20260705T100000Z',
      { kind: 'zoned', dateTime: '2026-07-05T12:00:00', timeZone: 'Europe/Berlin' },
    ],
    [
      'DUE;TZID=America/New_York:20261105T100000',
      { kind: 'zoned', dateTime: '2026-11-05T10:00:00', timeZone: 'America/New_York' },
    ],
    [
      'DUE;TZID=W. Europe Standard Time:20261105T100000',
      { kind: 'zoned', dateTime: '2026-11-05T10:00:00', timeZone: 'Europe/Berlin' },
    ],
    [
      'DUE;TZID="/example.org/2025/America/Argentina/Ushuaia":20261105T100000',
      { kind: 'zoned', dateTime: '2026-11-05T10:00:00', timeZone: 'America/Argentina/Ushuaia' },
    ],
  ])('are due as %s says', (line, due) => {
    expect(one(line)).toMatchObject({ task: { due }, warnings: [] })
  })

  it('are due after a duration, and begin on a day', () => {
    expect(one('DTSTART:20261105T230000', 'DURATION:PT2H').task).toMatchObject({
      start: '2026-11-05',
      due: { kind: 'floating', dateTime: '2026-11-06T01:00:00' },
    })
  })

  it('keep the moment of a zone that only the file describes', () => {
    const at = (time: string) =>
      readICalendar(calendar(...CUSTOM_ZONE, ...todo(`DUE;TZID=Our Office:${time}`)), {
        timeZone: 'UTC',
      })
    expect(at('20260705T100000').document.tasks[0]?.due).toMatchObject({
      dateTime: '2026-07-05T08:00:00',
    })
    const winter = at('20260105T100000')
    expect(winter.document.tasks[0]?.due).toMatchObject({ dateTime: '2026-01-05T09:00:00' })
    expect(winter.warnings.first.map(({ detail }) => detail)).toEqual([
      'Its time zone has no known name: the moment is kept, in your zone.',
    ])
  })

  it('keep the time where nobody knows the zone', () => {
    expect(one('DUE;TZID=Nowhere:20261105T100000')).toMatchObject({
      task: { due: { kind: 'floating', dateTime: '2026-11-05T10:00:00' } },
      warnings: ['Its time zone is not known: the time is kept, without a zone.'],
    })
  })

  it('come back, but for what is left out', () => {
    const { task } = one(
      'DUE;TZID=Europe/Berlin:20261105T100000',
      'RRULE:FREQ=WEEKLY;BYDAY=TH;BYHOUR=10;UNTIL=20271231T090000Z',
      'EXDATE;TZID=Europe/Berlin:20261112T100000',
      'EXDATE:20261119T090000Z',
      'EXDATE;VALUE=DATE:20261126',
    )
    expect(task?.recurrence).toEqual({
      rule: 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20271231T090000Z',
      from: 'due',
      except: ['2026-11-12T10:00:00', '2026-11-19T10:00:00', '2026-11-26'],
    })
  })

  it('remind before they are due or at a moment', () => {
    const alarm = (trigger: string) => ['BEGIN:VALARM', 'ACTION:DISPLAY', trigger, 'END:VALARM']
    const { task, warnings } = one(
      'DUE;TZID=Europe/Berlin:20261105T100000',
      ...alarm('TRIGGER;RELATED=END:-PT1H30M'),
      ...alarm('TRIGGER;VALUE=DATE-TIME:20261105T070000Z'),
      ...alarm('TRIGGER:PT10M'),
      ...alarm('TRIGGER;RELATED=END:-P9999999D'),
    )
    expect(task?.reminders).toEqual([
      { kind: 'beforeDue', minutes: 90 },
      { kind: 'absolute', at: '2026-11-05T07:00:00.000Z' },
      { kind: 'absolute', at: '2026-11-05T09:10:00.000Z' },
    ])
    expect(warnings).toEqual(['One of its alarms has no time here, and was left out.'])
  })

  it('say what of them was left out', () => {
    expect(one('RECURRENCE-ID:20261105T100000Z')).toEqual({
      task: undefined,
      warnings: ['It is one changed turn of a task that comes back, and was left out.'],
    })
    expect(one('STATUS:CANCELLED').warnings).toEqual(['It was cancelled; here it is done.'])
    expect(one('DUE;VALUE=DATE:20260231').task?.due).toBeNull()
  })
})

describe('an iCalendar file with faults', () => {
  it('loses the tasks that have them, and says where', () => {
    const { document, errors } = readICalendar(
      calendar(
        ...todo(),
        'BEGIN:VTODO',
        'UID:2',
        'SUMMARY:bad rule',
        'RRULE:FREQ=NEVER',
        'END:VTODO',
        'BEGIN:VTODO',
        'UID:3',
        'no colon here',
        'END:VTODO',
        'BEGIN:VTODO',
        'UID:4',
        'END:VTODO',
        ...todo(),
      ),
      options,
    )
    expect(document.tasks.map(({ title }) => title)).toEqual(['x'])
    expect(errors.first).toEqual([
      { line: 8, detail: 'The task is not what RFC 5545 calls a VTODO.' },
      { line: 13, detail: 'The task is not what RFC 5545 calls a VTODO.' },
      { line: 17, detail: 'The task has no title.' },
      { line: 20, detail: 'It is there twice.' },
    ])
  })

  it.each([
    ['nothing', ''],
    ['another text', 'hello\r\n'],
    ['half a file', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n'],
    ['crossed ends', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VCALENDAR\r\nEND:VTODO\r\n'],
    ['a task alone', 'BEGIN:VTODO\r\nEND:VTODO\r\n'],
    ['depth', `BEGIN:VCALENDAR\r\n${'BEGIN:X\r\n'.repeat(500_000)}`],
  ])('is refused when it is %s', (_, text) => {
    expect(() => readICalendar(encode(text), options)).toThrow(
      expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
    )
  })
})

const MEGABYTES = 9 * 2 ** 20
const within = (bytes: Uint8Array) => {
  const begin = performance.now()
  const { document } = readICalendar(bytes, options)
  expect(performance.now() - begin).toBeLessThan(10_000)
  return document.tasks
}

describe('a hostile iCalendar file', () => {
  it.each([
    ['one line of megabytes', [`SUMMARY:${'a\\,'.repeat(MEGABYTES / 3)}`]],
    ['a line folded a million times', [`DESCRIPTION:a${'\r\n b'.repeat(MEGABYTES / 4)}`]],
    ['a million parameters', [`DESCRIPTION${';A="x"'.repeat(MEGABYTES / 6)}:b`]],
    ['a million values', [`CATEGORIES:${'a,'.repeat(MEGABYTES / 2)}`]],
    ['a file inside', [`ATTACH;ENCODING=BASE64;VALUE=BINARY:${'QUJD'.repeat(MEGABYTES / 4)}`]],
    ['a duration beyond all years', ['DTSTART:20260101T000000', 'DURATION:P99999999999W']],
  ])('with %s is read in time', (_, lines) => {
    expect(within(calendar(...todo(...lines)))).toHaveLength(1)
  })

  it('with a zone whose rule never happens is read in time', () => {
    const endless = CUSTOM_ZONE.map((line) =>
      line.startsWith('RRULE') ? 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' : line,
    )
    const often = CUSTOM_ZONE.map((line) =>
      line.startsWith('RRULE') ? 'RRULE:FREQ=SECONDLY' : line,
    )
    for (const zone of [endless, often]) {
      const tasks = within(calendar(...zone, ...todo('DUE;TZID=Our Office:20261105T100000')))
      expect(tasks[0]?.due).toEqual({ kind: 'floating', dateTime: '2026-11-05T10:00:00' })
    }
  })

  it('with too many tasks is refused whole', () => {
    const many = Array.from({ length: 20_001 }, (_, at) => [
      'BEGIN:VTODO',
      `UID:${at}`,
      'SUMMARY:x',
      'END:VTODO',
    ])
    expect(() => readICalendar(calendar(...many.flat()), options)).toThrow(
      expect.objectContaining({ code: 'TRANSFER_TOO_MUCH' }) as Error,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { readMicrosoftCsv } from './read-csv.ts'
import { readMicrosoftJson } from './read-json.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown) => encode(JSON.stringify(value))
const options = { timeZone: 'America/New_York' }

const task = {
  id: 'T1',
  title: 'File taxes',
  status: 'notStarted',
  importance: 'high',
  isReminderOn: true,
  createdDateTime: '2026-01-01T10:00:00.1234567Z',
  body: { content: '<html><body><div>Bring <b>all</b></div></body></html>', contentType: 'html' },
  dueDateTime: { dateTime: '2026-04-15T04:00:00.0000000', timeZone: 'UTC' },
  startDateTime: { dateTime: '2026-04-01T00:00:00.0000000', timeZone: 'Eastern Standard Time' },
  reminderDateTime: { dateTime: '2026-04-14T09:00:00.0000000', timeZone: 'Eastern Standard Time' },
  categories: ['Red category'],
  recurrence: {
    pattern: { type: 'absoluteYearly', interval: 1, month: 4, dayOfMonth: 15 },
    range: { type: 'endDate', endDate: '2030-12-31' },
  },
  checklistItems: [
    { id: 'S1', displayName: 'Find forms', isChecked: true },
    { id: 'S2', displayName: 'Sign', isChecked: false },
  ],
}

describe('lists of Microsoft To Do', () => {
  const { document, errors, warnings } = readMicrosoftJson(
    json({ value: [{ id: 'L', displayName: 'Money', tasks: [task] }] }),
    options,
  )
  const [taxes, forms, sign] = document.tasks

  it('have their tasks, steps and categories', () => {
    expect([errors.count, warnings.count]).toEqual([0, 0])
    expect(document.lists.map(({ name }) => name)).toEqual(['Money'])
    expect(document.labels.map(({ name }) => name)).toEqual(['Red category'])
    expect(taxes).toMatchObject({ title: 'File taxes', notes: 'Bring all', priority: 'high' })
    expect(forms).toMatchObject({ title: 'Find forms', parent: taxes?.key })
    expect(forms?.completedAt).not.toBeNull()
    expect(sign).toMatchObject({ completedAt: null, externalId: 'microsoft:T1:S2' })
  })

  it('have days as days, whatever zone their midnight is told in', () => {
    expect(taxes).toMatchObject({
      due: { kind: 'date', date: '2026-04-15' },
      start: '2026-04-01',
      reminders: [{ kind: 'absolute', at: '2026-04-14T13:00:00.000Z' }],
    })
    const tokyo = { ...task, dueDateTime: { dateTime: '2026-04-14T15:00:00', timeZone: 'UTC' } }
    const { document: other } = readMicrosoftJson(json([tokyo]), { timeZone: 'UTC' })
    expect(other.tasks[0]?.due).toEqual({ kind: 'date', date: '2026-04-15' })
  })

  it.each([
    [
      { type: 'daily', interval: 3 },
      { type: 'numbered', numberOfOccurrences: 5 },
      'FREQ=DAILY;INTERVAL=3;COUNT=5',
    ],
    [
      { type: 'weekly', interval: 1, daysOfWeek: ['monday', 'friday'] },
      {},
      'FREQ=WEEKLY;BYDAY=MO,FR',
    ],
    [
      { type: 'relativeMonthly', interval: 1, daysOfWeek: ['tuesday'], index: 'last' },
      {},
      'FREQ=MONTHLY;BYDAY=-1TU',
    ],
    [
      { type: 'absoluteMonthly', interval: 2, dayOfMonth: 31 },
      {},
      'FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=2',
    ],
  ])('repeat as %j says', (pattern, range, rule) => {
    const { document: other } = readMicrosoftJson(
      json([{ ...task, recurrence: { pattern, range } }]),
      options,
    )
    expect(other.tasks[0]?.recurrence).toEqual({ rule, from: 'due', except: [] })
  })

  it('can be the tasks of one list', () => {
    const { document: one } = readMicrosoftJson(json({ value: [task] }), options)
    expect(one.lists.map(({ name }) => name)).toEqual(['Microsoft To Do'])
    expect(one.tasks).toHaveLength(3)
  })

  it('are refused when there are none', () => {
    for (const other of [{}, 'x', { value: {} }]) {
      expect(() => readMicrosoftJson(json(other), options)).toThrow(
        expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
      )
    }
  })
})

const HEAD =
  '"Subject","Start Date","Due Date","Reminder On/Off","Reminder Date","Reminder Time","Date Completed","% Complete","Categories","Notes","Priority"'
const row = (due: string) => `"Pay","","${due}","False","","","","0","","","Normal"`

describe('the tasks that Outlook exports', () => {
  it('have days, reminders and categories', () => {
    const { document, errors } = readMicrosoftCsv(
      encode(
        `${HEAD}\r\n"Pay rent","11/1/2026","11/20/2026","True","11/19/2026","5:30:00 PM","","0","Home;Money","Line 1\r\nLine 2","High"\r\n"Old","","1/2/2026","False","","","1/3/2026","100","","","Low"\r\n`,
      ),
      options,
    )
    expect(errors.count).toBe(0)
    expect(document.tasks).toMatchObject([
      {
        title: 'Pay rent',
        start: '2026-11-01',
        due: { kind: 'date', date: '2026-11-20' },
        reminders: [{ kind: 'absolute', at: '2026-11-19T22:30:00.000Z' }],
        notes: 'Line 1\r\nLine 2',
        priority: 'high',
        completedAt: null,
      },
      { title: 'Old', priority: 'low', completedAt: '2026-01-03T17:00:00.000Z' },
    ])
    expect(document.labels.map(({ name }) => name)).toEqual(['Home', 'Money'])
  })

  it.each([
    ['20.11.2026', ',', undefined, '2026-11-20'],
    ['3.4.2026', ';', undefined, '2026-04-03'],
    ['2026-11-20', ',', undefined, '2026-11-20'],
    ['3/4/2026', ',', 'month-first', '2026-03-04'],
    ['3/4/2026', ',', 'day-first', '2026-04-03'],
  ] as const)('are due on %s', (due, divider, dayOrder, date) => {
    const text = `${HEAD}\n${row(due)}\n`.replaceAll('","', `"${divider}"`)
    const { document } = readMicrosoftCsv(encode(text), { ...options, dayOrder })
    expect(document.tasks[0]?.due).toEqual({ kind: 'date', date })
  })

  it('are refused when a day could be two, instead of guessing', () => {
    expect(() => readMicrosoftCsv(encode(`${HEAD}\n${row('3/4/2026')}\n`), options)).toThrow(
      /month-first or day-first/,
    )
  })

  it('can be in the code page of Windows', () => {
    const text = `${HEAD}\n${row('2026-11-20')}\n`.replace('"Pay"', '"Caf\u00e9"')
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    expect(readMicrosoftCsv(bytes, options).document.tasks[0]?.title).toBe('Café')
  })
})

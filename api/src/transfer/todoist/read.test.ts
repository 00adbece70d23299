import { describe, expect, it } from 'vitest'
import { readTodoist } from './read.ts'

const HEAD =
  'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG'

function read(rows: readonly string[], listName?: string) {
  const bytes = new TextEncoder().encode(`\ufeff${[HEAD, ...rows].join('\r\n')}\r\n`)
  return readTodoist(bytes, { timeZone: 'Europe/Berlin', listName })
}

const task = (content: string, rest = ',4,1,,,,en,,,,,') => `task,"${content}",${rest}`

describe('a project of Todoist', () => {
  const { document, errors, warnings } = read([
    'meta,view_style=list,,,,,,,,,,,,',
    'task,"Repot, the basil @garden @weekend",Terracotta pot,1,1,Kai (1),,Oct 5 2026,en,Africa/Cairo,30,minute,,',
    'task,Buy compost,,4,2,Kai (1),,,en,Africa/Cairo,,None,,',
    'note,Get the peat-free one,,,,Kai (1),,,,,,,,',
    ',,,,,,,,,,,,,',
    'section,Weekly,,,,,,,,,,,,',
    'task,Water the ferns,,2,1,Kai (1),,every monday,en,,,,,',
    'task,Water the ferns,,3,1,,,2026-10-06 15:30,en,Europe/Moscow,,,Oct 9 2026,en',
  ])
  const [basil, compost, ferns, again] = document.tasks

  it('has its sections, subtasks, labels, comments and order', () => {
    expect(errors.first).toEqual([])
    expect(document.lists.map(({ name }) => name)).toEqual(['Todoist'])
    expect(document.sections.map(({ name }) => name)).toEqual(['Weekly'])
    expect(document.tasks.map(({ title }) => title)).toEqual([
      'Repot, the basil',
      'Buy compost',
      'Water the ferns',
      'Water the ferns',
    ])
    expect(compost?.parent).toBe(basil?.key)
    expect(compost?.notes).toBe('Get the peat-free one')
    expect(basil?.notes).toBe('Terracotta pot')
    expect(ferns?.section).toBe(document.sections[0]?.key)
    const labels = new Map(document.labels.map(({ key, name }) => [key, name]))
    expect(basil?.labels.map((key) => labels.get(key))).toEqual(['garden', 'weekend'])
  })

  it('has its priorities, days, times and rules', () => {
    expect(document.tasks.map(({ priority }) => priority)).toEqual([
      'high',
      'none',
      'medium',
      'low',
    ])
    expect(basil?.due).toEqual({ kind: 'date', date: '2026-10-05' })
    expect(ferns?.due).toBeNull()
    expect(ferns?.recurrence).toEqual({ rule: 'FREQ=WEEKLY;BYDAY=MO', from: 'due', except: [] })
    expect(again?.due).toEqual({
      kind: 'zoned',
      dateTime: '2026-10-06T15:30:00',
      timeZone: 'Europe/Moscow',
    })
    expect(again?.notes).toBe('Deadline: Oct 9 2026')
    expect(warnings.first).toEqual([
      { row: 9, detail: 'Its date is in the notes, as it stands there.' },
    ])
  })

  it('gives each task the same name in the same file, and no two the same', () => {
    const names = document.tasks.map(({ externalId }) => externalId)
    expect(new Set(names).size).toBe(4)
    expect(names.every((name) => /^todoist:[0-9a-f]{40}:\d+$/.test(name ?? ''))).toBe(true)
    const twice = [task('a'), task('a')]
    const first = read(twice).document.tasks.map(({ externalId }) => externalId)
    expect(read(twice).document.tasks.map(({ externalId }) => externalId)).toEqual(first)
  })
})

describe('a date of Todoist', () => {
  const dated = (date: string, timeZone = '') =>
    read([`task,x,,4,1,,,"${date}",en,${timeZone},,,,`]).document.tasks[0]

  it.each([
    ['2026-10-05', { kind: 'date', date: '2026-10-05' }],
    ['5 October 2026', { kind: 'date', date: '2026-10-05' }],
    ['Feb 29 2028', { kind: 'date', date: '2028-02-29' }],
    ['Oct 5 2026 9am', { kind: 'floating', dateTime: '2026-10-05T09:00:00' }],
    ['Oct 5 2026 at 12:15 AM', { kind: 'floating', dateTime: '2026-10-05T00:15:00' }],
    ['2026-10-05T23:59', { kind: 'floating', dateTime: '2026-10-05T23:59:00' }],
  ])('%s is read', (date, due) => {
    expect(dated(date)?.due).toEqual(due)
    expect(dated(date)?.notes).toBe('')
  })

  it.each([
    ['every day', 'FREQ=DAILY', 'due'],
    ['every! 3 days', 'FREQ=DAILY;INTERVAL=3', 'completion'],
    ['every other week', 'FREQ=WEEKLY;INTERVAL=2', 'due'],
    ['every weekday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'due'],
    ['Every Tue, Thursday', 'FREQ=WEEKLY;BYDAY=TU,TH', 'due'],
    ['every 15th', 'FREQ=MONTHLY;BYMONTHDAY=15', 'due'],
  ])('%s is a rule', (date, rule, from) => {
    expect(dated(date)?.recurrence).toEqual({ rule, from, except: [] })
  })

  it.each(['tomorrow', 'Feb 30 2027', 'jeden Montag', 'every 3rd friday', 'next tuesday at noon'])(
    '%s is kept in the notes, and nothing is guessed',
    (date) => {
      expect(dated(date)).toMatchObject({ due: null, recurrence: null, notes: `Date: ${date}` })
    },
  )
})

describe('a project of Todoist that is odd', () => {
  it('says which row can not be taken', () => {
    const { document, errors } = read([task('ok'), task('  '), 'goal,x,,,,,,,,,,,,'])
    expect(document.tasks).toHaveLength(1)
    expect(errors.first).toEqual([
      { row: 4, detail: 'TYPE must be task, section or note.' },
      { row: 3, detail: 'The task has no title.' },
    ])
  })

  it('takes subtasks deeper than ours up to the deepest we have', () => {
    const rows = Array.from({ length: 9 }, (_, at) => task(`t${at}`, `,4,${at + 1},,,,en,,,,,`))
    const { document, warnings } = read(rows)
    const depthOf = (key: string | null): number =>
      key === null ? 0 : 1 + depthOf(document.tasks.find((one) => one.key === key)?.parent ?? null)
    expect(document.tasks.map(({ key }) => depthOf(key))).toEqual([1, 2, 3, 4, 5, 5, 5, 5, 5])
    expect(warnings.count).toBe(4)
  })

  it('goes into the list that was asked for', () => {
    expect(read([task('x')], 'Garden').document.lists[0]?.name).toBe('Garden')
  })

  it.each([
    ['no table of Todoist', 'a,b\n1,2\n'],
    ['an open quote', `${HEAD}\ntask,"x`],
    ['nothing', ''],
  ])('is refused when it is %s', (_, text) => {
    const bytes = new TextEncoder().encode(text)
    expect(() => readTodoist(bytes, { timeZone: 'UTC' })).toThrow(
      expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { readHoldfastCsv } from './read-csv.ts'
import { readHoldfastJson } from './read-json.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const json = (more: object) =>
  readHoldfastJson(encode(JSON.stringify({ format: 'holdfast', version: 1, ...more })))
const csv = (...lines: string[]) => readHoldfastCsv(encode(lines.join('\n')))

describe('JSON that a hand wrote', () => {
  it('needs no more than titles', () => {
    const { document, errors } = json({ tasks: [{ title: ' Tea ' }, { title: 'Milk' }] })
    expect(errors.count).toBe(0)
    expect(document.tasks.map(({ title, priority, due }) => [title, priority, due])).toEqual([
      ['Tea', 'none', null],
      ['Milk', 'none', null],
    ])
  })

  it.each([
    [{ tasks: [{ title: ' ' }] }, '/tasks/0/title', 'must not be blank'],
    [{ tasks: [{ notes: 'x' }] }, '/tasks/0/title', 'is required'],
    [{ tasks: [{ title: 'x'.repeat(501) }] }, '/tasks/0/title', 'must have at most 500 characters'],
    [
      { tasks: [{ title: 'x', due: { kind: 'date', date: '2026-02-30' } }] },
      '/tasks/0/due/date',
      'must be a day like 2026-11-20',
    ],
    [
      {
        tasks: [
          { title: 'x', due: { kind: 'zoned', dateTime: '2026-02-20T25:00:00', timeZone: 'x' } },
        ],
      },
      '/tasks/0/due/dateTime',
      'must be a wall-clock time like 2026-11-20T09:00:00',
    ],
    [
      { tasks: [{ title: 'x', due: { kind: 'date', date: '2026-02-20', time: 1 } }] },
      '/tasks/0/due',
      'has a member that is not known here',
    ],
    [
      { tasks: [{ title: 'x', priority: 'urgent' }] },
      '/tasks/0/priority',
      'must be one of none, low, medium, high',
    ],
    [
      { tasks: [{ title: 'x', reminders: [{ kind: 'beforeDue', minutes: -1 }] }] },
      '/tasks/0/reminders/0/minutes',
      'must be 0 or more',
    ],
    [{ tasks: [{ title: 'a\0' }] }, '/tasks/0/title', 'must be well-formed Unicode without U+0000'],
    [{ tasks: [7] }, '/tasks/0', 'is not valid'],
    [{ settings: [] }, '/settings', 'is not valid'],
    [{ settings: { weekStart: 'monday' } }, '/settings/timeZone', 'is required'],
    [
      { settings: { timeZone: 'UTC', weekStart: 'friday' } },
      '/settings/weekStart',
      'must be one of monday, saturday, sunday',
    ],
    [
      { lists: [{ id: 'a', name: 'x', deletedAt: 'x' }], tasks: [] },
      '/lists/0/deletedAt',
      'must be a time like 2026-11-20T08:15:30Z',
    ],
    [{ tasks: [{ title: 'x', listId: 'no' }] }, '/tasks/0', 'Its list is not there.'],
    [
      { tasks: [{ title: 'x', parentId: 'no' }] },
      '/tasks/0',
      'Its parent is not there, or is below it.',
    ],
    [{ tasks: [{ title: 'x', labelIds: ['no'] }] }, '/tasks/0', 'One of its labels is not there.'],
    [
      { tasks: [{ id: 'a', title: 'x', parentId: 'a' }] },
      '/tasks/0',
      'Its parent is not there, or is below it.',
    ],
    [
      {
        labels: [
          { id: 'a', name: 'x' },
          { id: 'b', name: 'X' },
        ],
      },
      '/labels/1',
      'It is there twice.',
    ],
    [{ sections: [{ id: 'a', listId: 'b', name: 'x' }] }, '/sections/0', 'Its list is not there.'],
    [
      { lists: [{ id: 'a', name: 'x', color: 'mauve' }] },
      '/lists/0/color',
      'must be one of gray, red, orange, yellow, green, teal, blue, purple, pink',
    ],
  ])('is told where %j is wrong', (more, pointer, detail) => {
    const { document, errors } = json(more)
    expect(errors).toMatchObject({ count: 1, first: [{ pointer, detail }] })
    expect(document.tasks).toEqual([])
  })

  it('has settings once', () => {
    const [head, row] = ['title,type,timeZone,weekStart', ',settings,Europe/Berlin,sunday']
    const { document, errors } = csv(head, row, row)
    expect(document.settings).toEqual({ timeZone: 'Europe/Berlin', weekStart: 'sunday' })
    expect(errors.first).toEqual([{ row: 3, detail: 'It is there twice.' }])
    expect(json({ settings: null }).document.settings).toBeNull()
  })

  it('loses a loop of parents, and what is too deep', () => {
    const deep = Array.from({ length: 7 }, (_, at) => ({
      id: `d${at}`,
      title: `${at}`,
      parentId: at === 0 ? null : `d${at - 1}`,
    }))
    const loop = [
      { id: 'a', title: 'a', parentId: 'b' },
      { id: 'b', title: 'b', parentId: 'c' },
      { id: 'c', title: 'c', parentId: 'a' },
    ]
    const { document, errors } = json({ tasks: [...loop, ...deep.reverse()] })
    expect(document.tasks.map(({ title }) => title)).toEqual(['4', '3', '2', '1', '0'])
    expect(errors.count).toBe(5)
  })

  it('is told what it says and nobody knows', () => {
    const { document, warnings } = json({ color: 1, tasks: [{ title: 'x', 'a/b~': 2 }] })
    expect(document.tasks).toHaveLength(1)
    expect(warnings.first.map((one) => ('pointer' in one ? one.pointer : ''))).toEqual([
      '/color',
      '/tasks/0/a~1b~0',
    ])
  })

  it.each([
    '',
    '[]',
    'null',
    '{"format":"holdfast","version":2}',
    '{"format":"x","version":1}',
    '{"format":"holdfast","version":1,"tasks":{}}',
    '{"format":"holdfast","format":"holdfast","version":1}',
    '\ufeff',
  ])('is refused when it is %j', (text) => {
    expect(() => readHoldfastJson(encode(text))).toThrow(
      expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
    )
  })

  it('quotes nothing of what it refuses', () => {
    const secret = 'hunter2'
    const told = json({
      [secret]: 1,
      tasks: [
        { title: 'x', priority: secret, due: { kind: secret } },
        { title: 1, notes: secret },
      ],
    })
    expect(JSON.stringify(told.errors.first.map(({ detail }) => detail))).not.toContain(secret)
  })

  it('keeps the first hundred of many faults, and counts all', () => {
    const { errors } = json({ tasks: Array.from({ length: 5_000 }, () => ({})) })
    expect([errors.count, errors.first.length]).toEqual([5_000, 100])
  })

  it('is refused with more than is taken at once', () => {
    const tasks = Array.from({ length: 20_001 }, () => ({ title: 'x' }))
    expect(() => json({ tasks })).toThrow(
      expect.objectContaining({ code: 'TRANSFER_TOO_MUCH' }) as Error,
    )
  })
})

describe('CSV that a hand wrote', () => {
  it('needs no more than titles, and makes the lists, sections and labels that it names', () => {
    const { document, errors } = csv(
      'Title;List;Section;Labels;Due',
      'Tea;Shop;Aisle 1;food',
      'Milk;Shop;Aisle 1;"food; Cold";2026-11-20',
      ';;;;',
      'Think',
    )
    expect(errors.first).toEqual([])
    expect(document.lists.map(({ name }) => name)).toEqual(['Shop'])
    expect(document.sections.map(({ name }) => name)).toEqual(['Aisle 1'])
    expect(document.labels.map(({ name }) => name)).toEqual(['food', 'Cold'])
    expect(document.tasks.map(({ title, list, due }) => [title, list, due])).toEqual([
      ['Tea', 'list 1', null],
      ['Milk', 'list 1', { kind: 'date', date: '2026-11-20' }],
      ['Think', null, null],
    ])
  })

  it.each([
    ['title,due', 'x,20.11.2026', 'due must be a day like 2026-11-20'],
    [
      'title,due,dueTimeZone',
      'x,2026-11-20T09:00:00,Mars/Base',
      'dueTimeZone must be the name of a time zone like Europe/Berlin',
    ],
    ['title,priority', 'x,high!', 'priority must be one of none, low, medium, high'],
    ['title,rule,ruleFrom', 'x,FREQ=DAILY,now', 'ruleFrom must be due or completion'],
    ['title,rule,ruleExcept', 'x,FREQ=DAILY,soon', 'ruleExcept must be a day or a wall-clock time'],
    ['title,reminders', 'x,soon', 'reminders must be a time like 2026-11-20T08:15:30Z'],
    ['title,type', 'x,event', 'type must be one of settings, list, section, label, filter, task.'],
    [
      'title,type,timeZone,weekStart',
      ',settings,Mars/Base,monday',
      'timeZone must be the name of a time zone like Europe/Berlin',
    ],
    [
      'title,type,timeZone,weekStart',
      ',settings,Europe/Berlin,friday',
      'weekStart must be one of monday, saturday, sunday',
    ],
    ['title,deletedAt', 'x,gone', 'deletedAt must be a time like 2026-11-20T08:15:30Z'],
    [
      'title,type,color',
      'x,label,mauve',
      'color must be one of gray, red, orange, yellow, green, teal, blue, purple, pink',
    ],
    ['title,notes', ' ,x', 'title must not be blank'],
  ])('is told the row and the column: %s', (head, line, detail) => {
    const { errors } = csv(head, 'good', line)
    expect(errors).toMatchObject({ count: 1, first: [{ row: 3, detail }] })
  })
  it.each([
    ['no title', 'name\nx'],
    ['an open quote', 'title\n"x'],
    ['a row of megabytes', `title\n${'x'.repeat(9 * 2 ** 20)}`],
    ['nothing', ''],
    ['bytes that are no text', '\ufffd'],
  ])('is refused with %s', (_, text) => {
    const bytes = text === '\ufffd' ? Uint8Array.of(0xff, 0xfe, 0xfd) : encode(text)
    expect(() => readHoldfastCsv(bytes)).toThrow(
      expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
    )
  })

  it.each([
    ['columns', `${'a,'.repeat(500)}title\n`],
    ['rows', `title\n${'\n'.repeat(10)}${'x\n'.repeat(50_001)}`],
  ])('is refused with too many %s', (_, text) => {
    expect(() => csv(text)).toThrow(expect.objectContaining({ code: 'TRANSFER_TOO_MUCH' }) as Error)
  })
})

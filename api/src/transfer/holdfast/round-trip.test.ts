import { describe, expect, it } from 'vitest'
import type { TransferDocument, TransferTask } from '../document.ts'
import { readHoldfastCsv } from './read-csv.ts'
import { readHoldfastJson } from './read-json.ts'
import { writeCsv } from './write-csv.ts'
import { writeJson } from './write-json.ts'

const id = (n: number) => `01936b2e-7c4a-7b61-9d3f-${n.toString(16).padStart(12, '0')}`

const plain: TransferTask = {
  key: id(100),
  externalId: null,
  title: 'Water the plants',
  notes: '',
  priority: 'none',
  due: null,
  start: null,
  reminders: [],
  recurrence: null,
  completedAt: null,
  createdAt: '2026-11-20T08:15:30.123Z',
  deletedAt: null,
  list: null,
  section: null,
  parent: null,
  labels: [],
}

const trashed = '2026-11-21T08:15:30.500Z'

const full: TransferDocument = {
  settings: { timeZone: 'America/New_York', weekStart: 'sunday' },
  lists: [
    { key: id(1), name: 'Home; "sweet", home', color: 'green', archived: false, deletedAt: null },
    { key: id(2), name: '=SUM(A1)', color: 'gray', archived: true, deletedAt: null },
    { key: id(7), name: 'Gone', color: 'gray', archived: false, deletedAt: trashed },
  ],
  sections: [{ key: id(3), list: id(1), name: '@home' }],
  labels: [
    { key: id(4), name: 'a; b', color: 'pink' },
    { key: id(5), name: 'C', color: 'gray' },
  ],
  filters: [{ key: id(6), name: '-urgent', filter: 'priority:high or due<"7d"' }],
  tasks: [
    plain,
    {
      ...plain,
      key: id(101),
      parent: id(102),
      list: id(1),
      section: id(3),
      title: "'=quoted",
      notes: '\tfirst\r\nsecond "line"\n',
      externalId: 'ical:a@b.example',
    },
    {
      ...plain,
      key: id(102),
      list: id(1),
      priority: 'high',
      due: { kind: 'zoned', dateTime: '2026-11-20T09:00:00', timeZone: 'Europe/Berlin' },
      start: '2026-11-01',
      reminders: [
        { kind: 'beforeDue', minutes: 15 },
        { kind: 'absolute', at: '2026-11-20T07:00:00.000Z' },
      ],
      recurrence: {
        rule: 'FREQ=WEEKLY;BYDAY=MO,FR',
        from: 'completion',
        except: ['2026-12-25', '2027-01-01T09:00:00'],
      },
      completedAt: '2026-11-20T08:15:30.000Z',
      labels: [id(5), id(4)],
    },
    { ...plain, key: id(103), due: { kind: 'date', date: '2026-02-28' }, title: '+1' },
    { ...plain, key: id(104), due: { kind: 'floating', dateTime: '2026-11-20T00:00:00' } },
    { ...plain, key: id(105), title: "'tis the season", notes: '  - a list\n' },
    { ...plain, key: id(106), title: '日本語 🌱 é', notes: '\uff1dWIDE()' },
    { ...plain, key: id(107), title: '-', notes: "''@x" },
    { ...plain, key: id(108), list: id(7), deletedAt: trashed },
    { ...plain, key: id(109), parent: id(100), deletedAt: '2026-11-22T00:00:00.000Z' },
  ],
}

async function write(
  writer: typeof writeJson | typeof writeCsv,
  { tasks, ...surroundings }: TransferDocument,
): Promise<string> {
  const half = Math.ceil(tasks.length / 2)
  let text = ''
  for await (const part of writer(surroundings, [tasks.slice(0, half), tasks.slice(half)])) {
    text += part
  }
  return text
}

const encode = (text: string) => new TextEncoder().encode(text)

describe.each([
  ['JSON', writeJson, readHoldfastJson],
  ['CSV', writeCsv, readHoldfastCsv],
])('our own %s', (_, writer, reader) => {
  it('comes back as it was, and is then written with the same bytes', async () => {
    const text = await write(writer, full)
    const { document, errors, warnings } = reader(encode(text))
    expect({ errors: errors.first, warnings: warnings.first }).toEqual({ errors: [], warnings: [] })
    expect(document).toEqual(full)
    expect(await write(writer, document)).toBe(text)
  })

  it('can be empty', async () => {
    const empty = { settings: null, lists: [], sections: [], labels: [], filters: [], tasks: [] }
    const { document, errors } = reader(encode(await write(writer, empty)))
    expect(document).toEqual(empty)
    expect(errors.count).toBe(0)
  })

  it('comes back for every text that can be kept', async () => {
    const starts = [
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      "'",
      ' ',
      '\u00a0',
      '\uff0b',
      '"',
      ',',
      ';',
      'a',
    ]
    const texts = starts.flatMap((a) => starts.map((b) => `${a}${b}x`))
    const tasks = texts.map((notes, index) => ({ ...plain, key: id(1000 + index), notes }))
    const { document } = reader(encode(await write(writer, { ...full, tasks })))
    expect(document.tasks.map((task) => task.notes)).toEqual(texts)
  })
})

describe('our own CSV', () => {
  it('has no cell that a spreadsheet would calculate', async () => {
    const text = await write(writeCsv, full)
    const cells = text.slice(1).match(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^,"\r\n]*)/g) ?? []
    const values = cells.map((cell) => cell.replace(/^(?:,|\r\n)?"?/, ''))
    expect(values.length).toBeGreaterThan(200)
    expect(values.filter((value) => /^\s*[=+\-@\uff1d\t\r]/.test(value))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { Task } from '../../tasks/task.ts'
import { tasksAsCsv } from './csv.ts'

const task: Task = {
  id: '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07',
  title: 'Water the plants',
  notes: '',
  priority: 'low',
  due: null,
  status: 'open',
  completedAt: null,
  listId: null,
  sectionId: null,
  parentId: null,
  labelIds: [],
  start: null,
  reminders: [],
  recurrence: null,
  deletedAt: null,
  position: 'a0',
  createdAt: '2026-11-20T08:15:30.123Z',
  updatedAt: '2026-11-20T08:15:30.123Z',
  version: 7,
}

async function csvOf(...tasks: Partial<Task>[]): Promise<string> {
  let text = ''
  const pages = (async function* () {
    await Promise.resolve()
    for (const one of tasks) yield [{ ...task, ...one }]
  })()
  for await (const piece of tasksAsCsv(pages)) text += piece
  return text
}

/** A reader of RFC 4180 §2, which takes nothing else. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const [, quoted, plain = '', end] = field.exec(text) ?? []
    if (end === undefined) throw new Error(`not RFC 4180 at ${at}`)
    row.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('tasks as CSV', () => {
  it('have a line of names, and a line each', async () => {
    const text = await csvOf({}, { due: { kind: 'date', date: '2027-01-02' }, status: 'done' })
    expect(text.startsWith('\uFEFF')).toBe(true)
    const [names, first, second, ...more] = parse(text.slice(1))
    expect(names?.join()).toBe(
      'id,title,notes,status,priority,due_kind,due,due_time_zone,created_at,updated_at,completed_at,position,version',
    )
    expect(first?.[1]).toBe('Water the plants')
    expect(first?.slice(5, 8)).toEqual(['', '', ''])
    expect(second?.slice(3, 8)).toEqual(['done', 'low', 'date', '2027-01-02', ''])
    expect(more).toEqual([])
  })

  it('keep the zone beside the time on the wall', async () => {
    const dateTime = '2027-01-02T09:00:00'
    const text = await csvOf(
      { due: { kind: 'zoned', dateTime, timeZone: 'Europe/Berlin' } },
      { due: { kind: 'floating', dateTime } },
    )
    const [, zoned, floating] = parse(text.slice(1))
    expect(zoned?.slice(5, 8)).toEqual(['zoned', dateTime, 'Europe/Berlin'])
    expect(floating?.slice(5, 8)).toEqual(['floating', dateTime, ''])
  })

  it.each(['a "quoted", word', 'two\r\nlines', 'two\nlines', '"', ',,', '', '😀 ü'])(
    'keep %j as it is',
    async (notes) => {
      expect(parse((await csvOf({ notes })).slice(1))[1]?.[2]).toBe(notes)
    },
  )

  it.each([
    `=cmd|' /C calc'!A0`,
    '=HYPERLINK("https://evil.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u00a0=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    `'=1`,
  ])('never begin like a formula: %j', async (title) => {
    const cell = parse((await csvOf({ title })).slice(1))[1]?.[1]
    // Taken away, the apostrophe leaves what was there.
    expect(cell).toBe(`'${title}`)
  })
})

import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readVikunja } from './read.ts'

const NEVER = '0001-01-01T00:00:00Z'
const options = { timeZone: 'Europe/Berlin' }

const task = (id: number, more: object = {}) => ({
  id,
  title: `Task ${id}`,
  description: '',
  done: false,
  done_at: NEVER,
  due_date: NEVER,
  start_date: NEVER,
  end_date: NEVER,
  created: '2026-01-02T03:04:05Z',
  priority: 0,
  repeat_after: 0,
  repeat_mode: 0,
  reminders: null,
  labels: null,
  related_tasks: {},
  bucket_id: 0,
  position: 0,
  ...more,
})

const projects = [
  {
    id: 7,
    title: 'House',
    is_archived: true,
    buckets: [{ id: 3, title: 'Doing' }],
    tasks: [
      task(1, {
        description: '<p>Call <b>Ann</b> &amp; Bob</p><ul><li>first</li><li>second</li></ul>',
        due_date: '2026-07-01T10:00:00Z',
        start_date: '2026-06-30T22:30:00Z',
        priority: 4,
        labels: [
          { id: 1, title: 'Phone' },
          { id: 2, title: 'phone' },
        ],
        reminders: [
          { reminder: '2026-07-01T09:00:00Z', relative_period: -3600, relative_to: 'due_date' },
          { reminder: '2026-06-01T09:00:00Z', relative_period: 0, relative_to: '' },
        ],
        repeat_after: 1209600,
        repeat_mode: 2,
        bucket_id: 3,
        comments: [{ comment: '<p>Done soon</p>' }],
        attachments: [{ id: 1 }],
      }),
      task(2, {
        related_tasks: { parenttask: [{ id: 1 }] },
        done: true,
        done_at: '2026-03-01T00:00:00Z',
      }),
      task(3, { repeat_mode: 1, related_tasks: { parenttask: [{ id: 99 }] } }),
      task(4, { repeat_after: 3600 }),
    ],
  },
]

const json = (value: unknown) => strToU8(JSON.stringify(value))

describe('an export of Vikunja', () => {
  const archive = zipSync({ VERSION: strToU8('v1'), 'data.json': json(projects) })
  const { document, errors, warnings } = readVikunja(archive, options)
  const [first, second, third, fourth] = document.tasks

  it('has its projects, buckets, labels and subtasks', () => {
    expect(errors.first).toEqual([])
    expect(document.lists).toMatchObject([{ name: 'House', archived: true }])
    expect(document.sections.map(({ name }) => name)).toEqual(['Doing'])
    expect(document.labels.map(({ name }) => name)).toEqual(['Phone'])
    expect(first).toMatchObject({ section: document.sections[0]?.key, priority: 'high' })
    expect(first?.labels).toEqual([document.labels[0]?.key])
    expect(second).toMatchObject({ parent: first?.key, completedAt: '2026-03-01T00:00:00.000Z' })
    expect(third?.parent).toBeNull()
  })

  it('has descriptions and comments as text', () => {
    expect(first?.notes).toBe('Call Ann & Bob\n- first\n- second\n\nDone soon')
  })

  it('has times on the clock of the owner', () => {
    expect(first).toMatchObject({
      due: { kind: 'zoned', dateTime: '2026-07-01T12:00:00', timeZone: 'Europe/Berlin' },
      start: '2026-07-01',
      createdAt: '2026-01-02T03:04:05.000Z',
      reminders: [
        { kind: 'beforeDue', minutes: 60 },
        { kind: 'absolute', at: '2026-06-01T09:00:00.000Z' },
      ],
    })
    expect(second?.due).toBeNull()
  })

  it('has what repeats as rules, where a rule says the same', () => {
    expect(first?.recurrence).toMatchObject({ rule: 'FREQ=WEEKLY;INTERVAL=2', from: 'completion' })
    expect(third?.recurrence).toMatchObject({ rule: 'FREQ=MONTHLY', from: 'due' })
    expect(fourth?.recurrence).toBeNull()
    expect(warnings.first).toEqual([
      { pointer: '/0/tasks/0', detail: 'Its attachments were left out.' },
      { pointer: '/0/tasks/3', detail: 'How it repeats has no rule here and was left out.' },
      { pointer: '/0/tasks/2', detail: 'Its parent is not there, or is below it.' },
    ])
  })

  it('names tasks so that those of another Vikunja are others', () => {
    expect(first?.externalId).toBe('vikunja:1:2026-01-02T03:04:05Z')
  })

  it('can come unpacked', () => {
    expect(readVikunja(json(projects), options).document).toEqual(document)
  })
})

describe('what is no export of Vikunja', () => {
  it.each([
    ['an object', json({ tasks: [] })],
    ['deep', strToU8('['.repeat(100_000))],
    ['not JSON', zipSync({ 'data.json': strToU8('x') })],
  ])('is refused: %s', (_, bytes) => {
    expect(() => readVikunja(bytes, options)).toThrow(
      expect.objectContaining({ code: 'TRANSFER_UNREADABLE' }) as Error,
    )
  })

  it('is told by the place where it stands', () => {
    const { document, errors } = readVikunja(
      json([
        null,
        { title: 'A', tasks: [4, { id: 1 }, { id: 2, title: 'x', labels: 7, reminders: 'y' }] },
      ]),
      options,
    )
    expect(document.tasks.map(({ title }) => title)).toEqual(['x'])
    expect(errors.first).toEqual([
      { pointer: '/0', detail: 'It is not a project.' },
      { pointer: '/1/tasks/0', detail: 'It is not a task.' },
      { pointer: '/1/tasks/1', detail: 'The task has no title.' },
    ])
  })
})

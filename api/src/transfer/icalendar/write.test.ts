import { describe, expect, it } from 'vitest'
import ICAL from 'ical.js'
import { writeFeed } from './write.ts'
import type { FeedTask } from './write.ts'

const base: FeedTask = {
  id: '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07',
  title: 'Water the plants',
  notes: '',
  priority: 'high',
  due: { kind: 'date', date: '2026-11-20' },
  start: null,
  reminders: [],
  recurrence: null,
  completedAt: null,
  updatedAt: '2026-11-19T08:15:30.123Z',
}

const parse = (feed: string) => new ICAL.Component(ICAL.parse(feed) as unknown[])
const events = (tasks: FeedTask[]) => writeFeed('Tasks', 'events', tasks)
const firstEvent = (task: FeedTask) => parse(events([task])).getFirstSubcomponent('vevent')

describe('a feed of events', () => {
  it('has what is due, under a name that stays and says nothing of its owner', () => {
    const feed = parse(events([base, { ...base, due: null }]))
    const [event, ...more] = feed.getAllSubcomponents('vevent')
    expect(more).toEqual([])
    expect(event?.getFirstPropertyValue('uid')).toBe(`urn:uuid:${base.id}`)
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2026-11-20')
    expect(String(event?.getFirstPropertyValue('dtstamp'))).toBe('2026-11-19T08:15:30Z')
    expect(feed.getFirstPropertyValue('x-wr-calname')).toBe('Tasks')
  })

  it('is the same for the same tasks', () => {
    expect(events([base])).toBe(events([{ ...base }]))
  })

  it.each([
    [{ kind: 'floating', dateTime: '2026-11-20T09:00:00' }, '2026-11-20T09:00:00'],
    [
      { kind: 'zoned', dateTime: '2026-11-20T09:00:00', timeZone: 'Europe/Berlin' },
      '2026-11-20T08:00:00Z',
    ],
    [
      { kind: 'zoned', dateTime: '2026-07-20T09:00:00', timeZone: 'Europe/Berlin' },
      '2026-07-20T07:00:00Z',
    ],
  ] as const)('has %j at its time', (due, start) => {
    expect(String(firstEvent({ ...base, due })?.getFirstPropertyValue('dtstart'))).toBe(start)
  })

  it('keeps texts in their lines, whatever they hold', () => {
    const notes = 'one\r\ntwo\rthree\nEND:VEVENT\u2028four; five, six\\n \u0007bell'
    const title = `BEGIN:VEVENT ${'日本🌱é'.repeat(100)}`
    const feed = events([{ ...base, title, notes }])
    const event = parse(feed).getFirstSubcomponent('vevent')
    expect(event?.getFirstPropertyValue('summary')).toBe(title)
    expect(event?.getFirstPropertyValue('description')).toBe(
      'one\ntwo\nthree\nEND:VEVENT\nfour; five, six\\n bell',
    )
    const lines = feed.split('\r\n')
    expect(lines.filter((line) => line === 'BEGIN:VEVENT' || line === 'END:VEVENT')).toHaveLength(2)
    expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
    expect(/[\r\n](?!\n|[A-Z ]|$)/.test(feed.replaceAll('\r\n', '\n'))).toBe(false)
  })

  it('reminds of what is open', () => {
    const task: FeedTask = {
      ...base,
      due: { kind: 'floating', dateTime: '2026-11-20T09:00:00' },
      reminders: [
        { kind: 'beforeDue', minutes: 15 },
        { kind: 'absolute', at: '2026-11-19T07:00:00.000Z' },
      ],
    }
    const triggers = firstEvent(task)
      ?.getAllSubcomponents('valarm')
      .map((alarm) => String(alarm.getFirstPropertyValue('trigger')))
    expect(triggers).toEqual(['-PT15M', '2026-11-19T07:00:00Z'])
    const done = firstEvent({ ...task, completedAt: '2026-11-19T07:00:00.000Z' })
    expect(done?.getAllSubcomponents('valarm')).toEqual([])
    expect(done?.getFirstPropertyValue('summary')).toBe('✓ Water the plants')
  })
})

describe('a feed of tasks', () => {
  it('has all of them, with their state', () => {
    const feed = parse(
      writeFeed('x', 'tasks', [
        { ...base, due: null, start: '2026-11-01' },
        { ...base, completedAt: '2026-11-19T07:00:00.000Z', priority: 'none' },
      ]),
    )
    const [open, done] = feed.getAllSubcomponents('vtodo')
    expect(String(open?.getFirstPropertyValue('dtstart'))).toBe('2026-11-01')
    expect(open?.getFirstPropertyValue('status')).toBe('NEEDS-ACTION')
    expect(open?.getFirstPropertyValue('priority')).toBe(1)
    expect(done?.getFirstPropertyValue('status')).toBe('COMPLETED')
    expect(String(done?.getFirstPropertyValue('completed'))).toBe('2026-11-19T07:00:00Z')
  })
})

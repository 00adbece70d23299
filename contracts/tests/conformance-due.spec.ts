/** Due moments: kept as they were typed, in three shapes and no other. */
import { expect, test } from '@playwright/test'
import { problemOf } from '../http/standing.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import { createTask, taskOf } from '../world/tasks.ts'
import type { Due } from '../world/tasks.ts'

const dues: Due[] = [
  null,
  { kind: 'date', date: '2027-02-28' },
  { kind: 'date', date: '2028-02-29' },
  { kind: 'date', date: '0001-01-01' },
  { kind: 'date', date: '9999-12-31' },
  { kind: 'floating', dateTime: '2027-03-28T02:30:00' },
  { kind: 'floating', dateTime: '2027-12-31T23:59:59' },
  { kind: 'zoned', dateTime: '2027-03-28T02:30:00', timeZone: 'Europe/Berlin' },
  { kind: 'zoned', dateTime: '2027-10-31T02:30:00', timeZone: 'Europe/Berlin' },
  { kind: 'zoned', dateTime: '2027-06-01T00:00:00', timeZone: 'America/Argentina/Buenos_Aires' },
  { kind: 'zoned', dateTime: '2027-06-01T12:00:00', timeZone: 'UTC' },
  { kind: 'zoned', dateTime: '2011-12-30T12:00:00', timeZone: 'Pacific/Apia' },
]

test('a due moment comes back exactly as it was typed', async () => {
  const a = newPerson('A')
  for (const due of dues) {
    const task = await createTask(a, { title: 'Due', due })
    expect(task.due).toEqual(due)
    const path = `/v1/tasks/${task.id}`
    expect(taskOf(await a.send(get(path))).due).toEqual(due)
    const changed = await a.send(withJson('PATCH', path, { due }))
    expect(taskOf(changed).due).toEqual(due)
  }
})

const wrongDues = [
  '2027-01-01',
  1,
  true,
  [],
  {},
  { kind: 'date' },
  { kind: 'date', date: '2027-02-29' },
  { kind: 'date', date: '2027-13-01' },
  { kind: 'date', date: '2027-1-1' },
  { kind: 'date', date: '2027-01-01T00:00:00' },
  { kind: 'date', date: '10000-01-01' },
  { kind: 'date', date: '0000-01-01' },
  { kind: 'date', date: '2027-01-01', timeZone: 'UTC' },
  { kind: 'date', date: '2027-01-01', dateTime: '2027-01-01T00:00:00' },
  { kind: 'floating', dateTime: '2027-01-01' },
  { kind: 'floating', dateTime: '2027-01-01T24:00:00' },
  { kind: 'floating', dateTime: '2027-01-01T12:60:00' },
  { kind: 'floating', dateTime: '2027-01-01T12:00:60' },
  { kind: 'floating', dateTime: '2027-01-01T12:00:00Z' },
  { kind: 'floating', dateTime: '2027-01-01T12:00:00+01:00' },
  { kind: 'floating', dateTime: '2027-01-01 12:00:00' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: '' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: 'Mars/Olympus' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: '+01:00' },
  { kind: 'zoned', dateTime: '2027-01-01T12:00:00', timeZone: '../../etc/passwd' },
  { kind: 'someday', date: '2027-01-01' },
]

test('a due moment of another shape is refused by name', async () => {
  const a = newPerson('A')
  const { id } = await createTask(a, { title: 'T' })
  for (const due of wrongDues) {
    for (const message of [
      withJson('POST', '/v1/tasks', { title: 'x', due }),
      withJson('PATCH', `/v1/tasks/${id}`, { due }),
    ]) {
      const exchange = await a.send(message)
      expect(exchange.status, JSON.stringify(due)).toBe(422)
      const [error] = problemOf(exchange).errors ?? []
      expect(error?.pointer, JSON.stringify(due)).toMatch(/^\/due/)
    }
  }
})

/** Tasks that come back: the next occurrence, skipping, looking ahead, and the views of a day. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import { problemOf } from '../http/standing.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { createTask, taskListOf, taskOf } from '../world/tasks.ts'

const weekly = { rule: 'FREQ=WEEKLY', from: 'due', except: [] }
const due = (date: string) => ({ kind: 'date', date })
/** Far ahead, so that none of these days has gone by. */
const chores = { title: 'Chores', due: due('2999-01-01'), recurrence: weekly }

const finish = (person: Person, id: string) =>
  person.send(withJson('PATCH', `/v1/tasks/${id}`, { status: 'done' }))

async function listOf(person: Person, query: string) {
  return taskListOf(await person.send(get(`/v1/tasks?${query}`))).items
}

test('a task that is done stays, and its next occurrence is a task of its own', async () => {
  const a = newPerson('A')
  const recurrence = { ...weekly, rule: 'FREQ=WEEKLY;COUNT=3', except: ['2999-01-08'] }
  const reminders = [{ kind: 'beforeDue', minutes: 30 }]
  const given = { ...chores, start: '2998-12-31', reminders, recurrence }
  const task = await createTask(a, given)
  expect(task).toMatchObject(given)
  expect(taskOf(await finish(a, task.id))).toMatchObject({ ...given, id: task.id, status: 'done' })
  const open = await listOf(a, 'status=open')
  expect(open).toMatchObject([
    {
      ...given,
      start: '2999-01-14',
      due: due('2999-01-15'),
      recurrence: { ...recurrence, rule: 'FREQ=WEEKLY;COUNT=1' },
    },
  ])
  await finish(a, open[0]?.id ?? '')
  expect(await listOf(a, 'status=open')).toEqual([])
  expect(await listOf(a, 'status=done')).toHaveLength(2)
})

test('the hour stays when the clocks change', async () => {
  const a = newPerson('A')
  const zoned = (day: string) => {
    return { kind: 'zoned', dateTime: `${day}T02:30:00`, timeZone: 'Europe/Berlin' }
  }
  const recurrence = { ...weekly, rule: 'FREQ=DAILY' }
  const { id } = await createTask(a, { title: 'x', due: zoned('2027-03-27'), recurrence })
  const ahead = await a.send(get(`/v1/tasks/${id}/occurrences?limit=2`))
  expect(jsonOf(ahead)).toEqual({ items: [zoned('2027-03-28'), zoned('2027-03-29')] })
})

test('skipping moves the task itself on, and says when there is no next time', async () => {
  const a = newPerson('A')
  const recurrence = { ...weekly, rule: 'FREQ=WEEKLY;COUNT=2' }
  const { id } = await createTask(a, { ...chores, recurrence })
  const skip = () => a.send(withJson('POST', `/v1/tasks/${id}/skip`, undefined))
  expect(taskOf(await skip())).toMatchObject({ id, status: 'open', due: due('2999-01-08') })
  const refused = await skip()
  expect(refused.status).toBe(409)
  expect(problemOf(refused).type).toBe('/docs/problems#no-next-occurrence')
})

const wrongRecurrences: [unknown, string][] = [
  ['FREQ=DAILY', '/recurrence'],
  [{ rule: 'FREQ=DAILY' }, '/recurrence/from'],
  [{ ...weekly, from: 'start' }, '/recurrence/from'],
  [{ ...weekly, rule: 'RRULE:FREQ=DAILY' }, '/recurrence/rule'],
  [{ ...weekly, rule: 'FREQ=SECONDLY' }, '/recurrence/rule'],
  [{ ...weekly, rule: 'FREQ=DAILY;INTERVAL=0' }, '/recurrence/rule'],
  [{ ...weekly, rule: 'FREQ=DAILY;COUNT=1000000000' }, '/recurrence/rule'],
  [{ ...weekly, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, '/recurrence/rule'],
  [{ ...weekly, rule: 'FREQ=DAILY;INTERVAL=7;BYDAY=SU' }, '/recurrence/rule'],
  [{ ...weekly, rule: `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(300)}1` }, '/recurrence/rule'],
  [{ ...weekly, except: ['2027-02-29'] }, '/recurrence/except/0'],
  [{ ...weekly, every: 'day' }, '/recurrence/every'],
]

test('a recurrence that makes no sense is refused by name', async () => {
  const a = newPerson('A')
  const { id } = await createTask(a, chores)
  for (const [recurrence, pointer] of wrongRecurrences) {
    for (const message of [
      withJson('POST', '/v1/tasks', { ...chores, recurrence }),
      withJson('PATCH', `/v1/tasks/${id}`, { recurrence }),
    ]) {
      const exchange = await a.send(message)
      expect(exchange.status, JSON.stringify(recurrence)).toBe(422)
      const [error] = problemOf(exchange).errors ?? []
      expect(error?.pointer, JSON.stringify(recurrence)).toBe(pointer)
    }
  }
})

test('today is a day of the time zone in the settings', async () => {
  const a = newPerson('A')
  // One of the two is never on the same day as the other.
  for (const timeZone of ['Etc/GMT+12', 'Pacific/Kiritimati']) {
    const settings = await a.send(withJson('PATCH', '/v1/settings', { timeZone }))
    expect(jsonOf(settings)).toMatchObject({ timeZone, weekStart: 'monday' })
    expect(jsonOf(await a.send(get('/v1/settings')))).toEqual(jsonOf(settings))
    const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
    const { id } = await createTask(a, { title: timeZone, due: due(today) })
    const seen = (await listOf(a, 'view=today')).map((task) => task.id)
    expect(seen).toEqual([id])
    await a.send(withJson('PATCH', `/v1/tasks/${id}`, { due: due('2020-01-01') }))
    expect((await listOf(a, 'view=overdue')).map((task) => task.id)).toContain(id)
    await a.send(withJson('PATCH', `/v1/tasks/${id}`, { due: due('2999-01-01') }))
    expect((await listOf(a, 'view=upcoming')).map((task) => task.id)).toContain(id)
  }
})

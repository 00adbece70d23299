/** Many requests of two users at once, through one database connection. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import type { Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { securedOperations } from '../spec/contract.ts'
import { get, newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { giveTasks, meOf, taskListOf } from '../world/tasks.ts'

const lanes = 8
const perOperation = 200

/** Runs the jobs a few at a time, in order of their start. */
async function interleaved(jobs: (() => Promise<void>)[]): Promise<void> {
  const queue = jobs.values()
  const lane = async (): Promise<void> => {
    for (const job of queue) await job()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function pair(origin: string): [Person, Person] {
  return [newPerson('A', origin), newPerson('B', origin)]
}

test('I62 two users on one connection never see each other', async () => {
  const people = pair(environment().pool1ApiBaseUrl)
  await Promise.all(people.map(giveTasks))
  const jobs = Array.from({ length: perOperation }, (_, index) => async () => {
    const person = people[index % 2 === 0 ? 0 : 1]
    const exchange = await person.send(get(index % 3 === 0 ? '/v1/me' : '/v1/tasks'))
    expect(exchange.status).toBe(200)
    if (index % 3 === 0) {
      expect(meOf(exchange).subject).toBe(person.subject)
    } else {
      const { items } = taskListOf(exchange)
      expect(items.filter(({ title }) => title.includes(person.canary))).toHaveLength(3)
    }
  })
  await interleaved(jobs)
  noteRow('I62', 'listTasks')
})

test('I62 every operation of two users at once answers each of them', async () => {
  for (const origin of [environment().pool1ApiBaseUrl, environment().apiBaseUrl]) {
    const people = pair(origin)
    const prepared: [Person, Message][] = []
    for (const operation of securedOperations()) {
      for (const person of [...people, ...people, ...people]) {
        prepared.push([person, await validRequest(operation, person)])
      }
      noteRow('I62', operation.id)
    }
    await interleaved(
      prepared.map(([person, message]) => async () => {
        const exchange = await person.send(message)
        expect(exchange.status, `${message.method} ${message.target}`).toBeLessThan(300)
      }),
    )
  }
})

test('I62 bad tokens amid good ones take nothing from them', async () => {
  const origin = environment().pool1ApiBaseUrl
  const [a, b] = pair(origin)
  const bad = get('/v1/tasks', [['Authorization', 'Bearer x.y.z']])
  const jobs = Array.from({ length: perOperation }, (_, index) => async () => {
    if (index % 4 === 0) {
      expect((await sendAs(undefined, bad, { origin })).status).toBe(401)
    } else {
      expect((await (index % 2 ? a : b).send(get('/v1/me'))).status).toBe(200)
    }
  })
  await interleaved(jobs)
})

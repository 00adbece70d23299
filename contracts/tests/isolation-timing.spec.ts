/** Another user's id and one that never existed take the same time. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import { openConnection } from '../http/exchange.ts'
import type { Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { operationsById } from '../isolation/foreign.ts'
import { placeName, put, write } from '../openapi/draft.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { securedOperations, textParameters } from '../spec/contract.ts'
import { tellApart } from '../statistics/interleaved.ts'
import type { Plan } from '../statistics/interleaved.ts'
import { newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { furnish, ownValues, validDraft } from '../world/recipes.ts'

/** Three looks at one in a thousand each: by accident one run in a thousand million finds something. */
const plan: Plan = { pairs: 120, looks: 3, probability: 1e-3, effect: 0.1 }
const victims = 5

type Ask = (message: Message) => Promise<void>

/** Sends as this person over one connection that nobody else uses; the answers must be of one kind. */
async function measuring(person: Person, use: (ask: Ask) => Promise<void>): Promise<void> {
  const connection = openConnection()
  const origin = environment().apiBaseUrl
  const headers = [person.bearer()]
  const statuses = new Set<number>()
  try {
    await use(async (message) => {
      const sent = { ...message, headers: [...headers, ...(message.headers ?? [])] }
      const { status } = await sendAs(person.subject, sent, { origin, connection })
      statuses.add(status)
    })
  } finally {
    connection.close()
  }
  expect([...statuses], 'answers of one kind').toHaveLength(1)
}

/** Requests for what several people have, and for what looks like it and never was. */
async function foreignAndNever(operation: Operation, b: Person): Promise<[Message[], Message[]]> {
  const [foreign, never]: [Message[], Message[]] = [[], []]
  const draft = await validDraft(operation, b)
  const places = idPlaces(operation).filter((place) => place.in === 'path')
  for (let index = 0; index < victims; index += 1) {
    const { values } = await ownValues(operation, newPerson('A'), places)
    let [theirs, nobodys] = [draft, draft]
    for (const place of places) {
      const value = values.get(placeName(place)) ?? null
      theirs = put(theirs, place, value)
      nobodys = put(nobodys, place, lookAlike(value, place.schema, [value]))
    }
    foreign.push(write(theirs))
    never.push(write(nobodys))
  }
  return [foreign, never]
}

/** Sends the messages by turns. */
function byTurns(ask: Ask, messages: readonly Message[]): () => Promise<void> {
  let turn = 0
  return async () => {
    const message = messages[turn % messages.length]
    if (!message) throw new Error('there is nothing to send')
    turn += 1
    await ask(message)
  }
}

for (const operation of operationsById()) {
  test(`I17 takes as long for another user's id as for any — ${nameOf(operation)}`, async () => {
    const b = newPerson('B')
    const [foreign, never] = await foreignAndNever(operation, b)
    await measuring(b, async (ask) => {
      const told = await tellApart([byTurns(ask, foreign), byTurns(ask, never)], plan)
      expect(told, nameOf(operation)).toEqual([])
    })
    noteRow('I17', operation.id)
  })
}

for (const operation of securedOperations()) {
  for (const parameter of textParameters(operation)) {
    test(`I04 takes as long to search for what others have — ${nameOf(operation)} ${parameter.name}`, async () => {
      const [a, b] = [newPerson('A'), newPerson('B')]
      await Promise.all([furnish(a), furnish(b)])
      const draft = await validDraft(operation, b)
      const theirs = [write(put(draft, parameter, a.canary))]
      const nobodys = [write(put(draft, parameter, lookAlike(a.canary, parameter.schema, [])))]
      await measuring(b, async (ask) => {
        expect(await tellApart([byTurns(ask, theirs), byTurns(ask, nobodys)], plan)).toEqual([])
      })
      noteRow('I04', operation.id)
    })
  }
}

test('a difference that there is would be found, on this machine and now', async () => {
  await measuring(newPerson('B'), async (ask) => {
    const message = { method: 'GET', target: '/v1/nothing' }
    const slower = async (): Promise<void> => {
      for (let count = 0; count < 2; count += 1) await ask(message)
    }
    expect(await tellApart([slower, () => ask(message)], plan)).toHaveLength(plan.looks)
  })
})

/** Nothing that one request showed or was given helps the next one. */
import { expect, test } from '@playwright/test'
import { allowedOrigin, environment, foreignOrigin } from '../environment.ts'
import { openConnection } from '../http/exchange.ts'
import type { HeaderList, Message } from '../http/exchange.ts'
import { notFoundFaults, operationsById, pathOf, requestAt } from '../isolation/foreign.ts'
import { nameOf } from '../openapi/operations.ts'
import { probesFor } from '../tokens/judge.ts'
import { profileFaults, typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, nobody, sendAs, withJson } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { createTask, taskOf } from '../world/tasks.ts'

function plus(message: Message, headers: HeaderList): Message {
  return { ...message, headers: [...(message.headers ?? []), ...headers] }
}

test('X31 a good token opens its own request and no later one on the connection', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  const origin = environment().apiBaseUrl
  const connection = openConnection()
  const wrong: string[] = []
  for (const { message, name } of await probesFor(a)) {
    const good = await sendAs(a.subject, get('/v1/me', [a.bearer()]), { origin, connection })
    expect(good.status).toBe(200)
    const bare = await sendAs(undefined, message, { origin, connection })
    const bad = plus(message, [['Authorization', 'Bearer x.y.z']])
    const refused = await sendAs(undefined, bad, { origin, connection })
    const faults = [...profileFaults('A0', bare), ...profileFaults('A1', refused)]
    wrong.push(...faults.map((fault) => `${name}: ${fault}`))
    const other = await sendAs(b.subject, get('/v1/me', [b.bearer()]), { origin, connection })
    expect((JSON.parse(other.text) as { subject: string }).subject).toBe(b.subject)
  }
  connection.close()
  expect(wrong).toEqual([])
})

for (const operation of operationsById()) {
  test(`X32 what its owner looks at is not there for others at that moment — ${nameOf(operation)}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const readers = operationsById().filter(
      ({ method, template }) => method === 'GET' && template === operation.template,
    )
    const wrong: string[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      const path = await pathOf(operation, a)
      const looks = readers.map((reader) => a.send(requestAt(reader, path, a)))
      // Once with the owner's look still under way, once right after it.
      wrong.push(...notFoundFaults(await b.send(requestAt(operation, path, b))))
      for (const look of await Promise.all(looks)) expect(look.status).toBe(200)
      wrong.push(...notFoundFaults(await b.send(requestAt(operation, path, b))))
    }
    expect(wrong).toEqual([])
  })
}

test('X33 the words of a preflight open nothing but a preflight', async () => {
  const wrong: string[] = []
  for (const { message, name } of await probesFor(newPerson('A'))) {
    for (const origin of [undefined, allowedOrigin, foreignOrigin]) {
      const exchange = await nobody.send(
        plus(message, [
          ['Access-Control-Request-Method', 'GET'],
          ['Access-Control-Request-Headers', 'authorization'],
          ...(origin === undefined ? [] : ([['Origin', origin]] as const)),
        ]),
      )
      const faults = profileFaults('A0', exchange)
      wrong.push(...faults.map((fault) => `${name} from ${origin ?? 'nowhere'}: ${fault}`))
    }
  }
  expect(wrong).toEqual([])
})

test('X34 of thousands of requests without credentials every one is refused', async () => {
  const probes = await probesFor(newPerson('A'))
  const connection = openConnection(8)
  const origin = environment().apiBaseUrl
  const queue = Array.from({ length: 4000 }, (_, index) => probes[index % probes.length]).values()
  const wrong: string[] = []
  const lane = async (): Promise<void> => {
    for (const probe of queue) {
      if (!probe) continue
      const exchange = await sendAs(undefined, probe.message, { origin, connection })
      wrong.push(...profileFaults('A0', exchange).map((fault) => `${probe.name}: ${fault}`))
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  connection.close()
  expect(wrong).toEqual([])
})

const onTasks = operationsById().filter(({ template }) => template === '/v1/tasks/{taskId}')

for (const stale of onTasks.filter(({ responses }) => responses.has('412'))) {
  test(`X35 a stale writer is told of their own, not of its twin — ${nameOf(stale)}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const theirs = await createTask(a, { title: `Twin ${a.canary}` })
    const mine = await createTask(b, { id: theirs.id, title: `Twin ${b.canary}` })
    const path = `/v1/tasks/${mine.id}`
    await b.send(withJson('PATCH', path, { title: `Changed ${b.canary}` }))
    const { headers, ...request } = await validRequest(stale, b)
    const match = ['If-Match', `"${String(mine.version)}"`] as const
    const refused = await b.send({ ...request, target: path, headers: [...(headers ?? []), match] })
    expect(refused.status).toBe(412)
    expect(typeFaults(refused, 'precondition-failed')).toEqual([])
    const { current } = JSON.parse(refused.text) as { current?: unknown }
    expect(current).toEqual(taskOf(await b.send(get(path))))
  })
}

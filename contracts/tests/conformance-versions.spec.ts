/** Versions: ETag, If-Match and If-None-Match (RFC 9110 §13). */
import { expect, test } from '@playwright/test'
import type { Exchange } from '../http/exchange.ts'
import { problemOf } from '../http/standing.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, newPerson, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { createTask, taskOf } from '../world/tasks.ts'

test('versions grow with every change and tell a stale writer what there is now', async () => {
  const a = newPerson('A')
  const task = await createTask(a, { title: 'One' })
  const path = `/v1/tasks/${task.id}`
  const stale = `"${String(task.version)}"`
  const first = await a.send(withJson('PATCH', path, { title: 'Two' }, [['If-Match', stale]]))
  expect(first.status).toBe(200)
  const now = taskOf(first)
  expect(now.version).toBeGreaterThan(task.version)
  const before = await inspector().rowsOf(a.subject)
  for (const value of [
    stale,
    `W/"${String(now.version)}"`,
    '"0"',
    `"${String(now.version + 1)}"`,
    'x',
    '',
  ]) {
    for (const message of [
      withJson('PATCH', path, { title: 'Three' }, [['If-Match', value]]),
      { method: 'DELETE', target: path, headers: [['If-Match', value]] as const },
    ]) {
      const exchange = await a.send(message)
      expect(exchange.status, `${message.method} ${value}`).toBe(412)
      expect(typeFaults(exchange, 'precondition-failed')).toEqual([])
      expect(problemOf(exchange).current).toEqual(now)
    }
  }
  expect(await inspector().rowsOf(a.subject)).toBe(before)
  for (const value of ['*', `"${String(now.version)}"`, `"0", "${String(now.version)}"`]) {
    const exchange = await a.send(withJson('PATCH', path, {}, [['If-Match', value]]))
    expect([200, 412], value).toContain(exchange.status)
    if (value === '*') expect(exchange.status).toBe(200)
  }
  const current = (await a.send(get(path))).headers['etag'] ?? ''
  const deleted = await a.send({ method: 'DELETE', target: path, headers: [['If-Match', current]] })
  expect(deleted.status).toBe(204)
  expect(typeFaults(await a.send(get(path)), 'not-found')).toEqual([])
  expect((await a.send({ method: 'DELETE', target: path })).status).toBe(404)
})

test('a change of one task leaves the others as they are', async () => {
  const a = newPerson('A')
  const [one, other] = [
    await createTask(a, { title: 'One' }),
    await createTask(a, { title: 'Two' }),
  ]
  await a.send(withJson('PATCH', `/v1/tasks/${one.id}`, { title: 'New', notes: 'New' }))
  expect(taskOf(await a.send(get(`/v1/tasks/${other.id}`)))).toEqual(other)
})

test('of two writers with one version one wins and the other is told', async () => {
  const a = newPerson('A')
  const task = await createTask(a, { title: 'One' })
  const match = [['If-Match', `"${String(task.version)}"`]] as const
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      a.send(withJson('PATCH', `/v1/tasks/${task.id}`, { title: String(index) }, match)),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)])
})

test('an unchanged task and an unchanged list are not sent again', async () => {
  // Two people, because the version of one could be taken for the other's.
  const people = [newPerson('A'), newPerson('B')]
  const tasks = await Promise.all(people.map((person) => createTask(person, { title: 'One' })))
  for (const [index, person] of people.entries()) {
    const taskId = tasks[index]?.id ?? ''
    for (const target of [
      `/v1/tasks/${taskId}`,
      '/v1/tasks',
      '/v1/tasks?limit=1&status=open',
      '/v1/me',
    ]) {
      const etag = await expectSentOnce(person, target)
      await person.send(withJson('PATCH', `/v1/tasks/${taskId}`, { title: target }))
      const changed = await person.send(get(target, [['If-None-Match', etag]]))
      expect(changed.status, target).toBe(200)
    }
  }
})

for (const operation of securedOperations().filter(({ responses }) => responses.has('304'))) {
  test(`a tag changes with what is one's own — ${nameOf(operation)}`, async () => {
    // Whoever was there first changes nothing for who comes later.
    const [earlier, a] = [newPerson('earlier'), newPerson('A')]
    await createTask(earlier, { title: 'One' })
    const message = await validRequest(operation, a)
    const { headers } = await a.send(message)
    const tag = headers['etag'] ?? ''
    const again = (): Promise<Exchange> =>
      a.send({ ...message, headers: [...(message.headers ?? []), ['If-None-Match', tag]] })
    await createTask(earlier, { title: 'Two' })
    expect((await again()).status).toBe(304)
    await createTask(a, { title: 'One' })
    // A weak tag is that of all that somebody has, a strong one that of one thing.
    expect((await again()).status).toBe(tag.startsWith('W/') ? 200 : 304)
  })
}

/** @returns its ETag */
async function expectSentOnce(person: Person, target: string): Promise<string> {
  const first = await person.send(get(target))
  const etag = first.headers['etag'] ?? ''
  const same = [
    etag,
    etag.replace(/^W\//, ''),
    `W/${etag.replace(/^W\//, '')}`,
    `"x", ${etag}`,
    '*',
  ]
  for (const value of same) {
    for (const method of ['GET', 'HEAD']) {
      const again = await person.send({ method, target, headers: [['If-None-Match', value]] })
      expect(again.status, `${method} ${target} ${value}`).toBe(304)
      expect(again.text).toBe('')
      expect(again.headers['etag']).toBe(etag)
      expect(again.headers['cache-control']).toBe(first.headers['cache-control'])
    }
  }
  for (const value of ['"x"', 'x', '', '"', etag.slice(0, -1)]) {
    const again = await person.send(get(target, [['If-None-Match', value]]))
    expect(again.status, `${target} ${value}`).toBe(200)
  }
  return etag
}

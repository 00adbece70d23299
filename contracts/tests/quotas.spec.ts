/** How much one person may have: an api with quotas that a test can reach. */
import { expect, test } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { takesMembers } from '../isolation/foreign.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { below, children, isObject } from '../openapi/document.ts'
import { write } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { validValues } from '../openapi/valid-values.ts'
import { securedOperations } from '../spec/contract.ts'
import { get, newPerson, sendAs, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { withOwnNames } from '../world/names.ts'
import { completed, validDraft, validRequest } from '../world/recipes.ts'
import { expectProblem, makeTask, patch } from '../world/things.ts'

/** Two instances on one database: one with room, and one where everything is too much. */
let roomy = ''
let tight = ''

test.beforeAll(async () => {
  roomy = (await startApi({})).origin
  const names = ['TASKS', 'LISTS', 'SECTIONS', 'LABELS', 'TEXT_BYTES']
  const settings = Object.fromEntries(names.map((name) => [`QUOTA_${name}`, '1']))
  tight = (await startApi(settings)).origin
})

test.afterAll(stopApis)

function atTight(person: Person, { headers = [], ...message }: Message): Promise<Exchange> {
  const dressed = { ...message, headers: [person.bearer(), ...headers] }
  return sendAs(person.subject, dressed, { origin: tight })
}

function mayBeTooMuch({ responses }: Operation): boolean {
  const conflict = responses.get('409')
  const media = conflict && children(conflict, 'content').get('application/problem+json')
  const examples = media?.node['examples']
  return isObject(examples) && 'quota-exceeded' in examples
}

/** More than any number that no setting changes. */
const many = 100

/** Requests that are granted where there is room, the smallest first. */
async function* requestsTo(operation: Operation, person: Person): AsyncGenerator<Message> {
  yield validRequest(operation, person)
  const [media] = operation.requestTypes.values()
  if (!media || !takesMembers(operation)) return
  const draft = await validDraft(operation, person)
  for (const { value } of validValues(below(media, 'schema'))) {
    yield write(await completed(withOwnNames({ ...draft, body: value }, person), person))
  }
  for (let count = 0; count < many; count += 1) yield validRequest(operation, person)
}

async function usageOf(person: Person): Promise<unknown> {
  return (jsonOf(await person.send(get('/v1/me'))) as { usage: unknown }).usage
}

test('the contract says where there can be too much', () => {
  expect(securedOperations().filter(mayBeTooMuch).length).toBeGreaterThan(5)
})

for (const operation of securedOperations().filter(
  (one) => mayBeTooMuch(one) && one.id !== 'undo',
)) {
  test(`refuses more than there may be, and says of what — ${nameOf(operation)}`, async () => {
    const a = newPerson('A', roomy)
    await makeTask(a, { title: 'More than one byte' })
    for await (const message of requestsTo(operation, a)) {
      const before = await usageOf(a)
      const refused = await atTight(a, message)
      if (refused.status < 300) continue
      expectProblem(refused, 409, 'quota-exceeded')
      const { quota, limit } = jsonOf(refused) as { quota: string; limit: number }
      if (quota in (before as object)) expect(limit).toBe(1)
      expect(await usageOf(a), 'nothing was made').toEqual(before)
      return
    }
    throw new Error('nothing was too much')
  })
}

test('what an undo would bring back may be too much as well — POST /v1/undo', async () => {
  const a = newPerson('A', roomy)
  const task = await makeTask(a, { title: 'One', notes: 'x'.repeat(100) })
  await patch(a, `/v1/tasks/${task.id}`, { notes: '' })
  expectProblem(await atTight(a, withJson('POST', '/v1/undo', {})), 409, 'quota-exceeded')
})

test('who has too much already may still have less', async () => {
  const a = newPerson('A', roomy)
  const task = await makeTask(a, { title: 'One', notes: 'x'.repeat(100) })
  await makeTask(a, { title: 'Two' })
  const target = `/v1/tasks/${task.id}`
  expect((await atTight(a, withJson('PATCH', target, { notes: '' }))).status).toBe(200)
  expect((await atTight(a, { method: 'DELETE', target })).status).toBe(204)
})

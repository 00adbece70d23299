/** Erasing somebody: all they have is gone, nothing of anybody else's, and nothing comes back. */
import { expect, test } from '@playwright/test'
import { noteRow } from '../http/record.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { token } from '../issuer/mint.ts'
import type { Mint } from '../issuer/mint.ts'
import { startApi, stopApis } from '../life/api-process.ts'
import { nameOf } from '../openapi/operations.ts'
import { openRaw, requestWith } from '../raw/socket.ts'
import { operation as named, securedOperations } from '../spec/contract.ts'
import { originOf } from '../tokens/desk.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { mintsOf } from '../tokens/row.ts'
import type { AuthMode } from '../tokens/row.ts'
import { get, newPerson, sendAs, withJson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { furnish, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { createTask, meOf, taskListOf } from '../world/tasks.ts'
import { newWorld } from '../world/world.ts'

const erasing = { method: 'DELETE', target: '/v1/me' } as const
const modes: readonly AuthMode[] = ['jwks', 'shared-secret']

test.afterEach(stopApis)

const closing = (mint: Mint, { subject }: Person, claims: Record<string, unknown> = {}): string =>
  token(mint, subject, { claims: { account_closed: true, sid: undefined, ...claims } })

const withToken = (jwt: string) => [['Authorization', `Bearer ${jwt}`]] as const

async function close(mode: AuthMode, person: Person, origin = originOf(mode)): Promise<void> {
  const headers = withToken(closing(mintsOf(mode)[0], person))
  const answer = await sendAs(person.subject, { ...erasing, headers }, { origin })
  expect(answer.status, answer.text).toBe(204)
}

test('erases all the caller has and nothing of anybody else — DELETE /v1/me', async () => {
  const { a, b, tasksOfA, c } = await newWorld()
  const others = [await inspector().rowsOf(b.subject), await inspector().rowsOf(c.subject)]
  expect((await a.send(erasing)).status).toBe(204)
  expect(await inspector().countOf(a.subject)).toBe(0)
  expect([await inspector().rowsOf(b.subject), await inspector().rowsOf(c.subject)]).toEqual(others)
  expect(taskListOf(await a.send(get('/v1/tasks'))).items).toEqual([])
  expect(meOf(await a.send(get('/v1/me'))).tasks.total).toBe(0)
  const [task] = tasksOfA
  expect((await a.send(get(`/v1/tasks/${task?.id ?? ''}`))).status).toBe(404)
  expect((await a.send(erasing)).status, 'again').toBe(204)
})

test('I62 leaves others alone who write meanwhile — DELETE /v1/me', async () => {
  const [a, b] = [newPerson('A'), newPerson('B')]
  await Promise.all([furnish(a, 20), furnish(b)])
  const tasksOfB = async () => meOf(await b.send(get('/v1/me'))).tasks.total
  const [before, tasksBefore] = [await inspector().countOf(b.subject), await tasksOfB()]
  const writes = Array.from({ length: 20 }, (_, n) => createTask(b, { title: `B ${String(n)}` }))
  const [{ status }] = await Promise.all([a.send(erasing), ...writes])
  expect(status).toBe(204)
  expect(await inspector().countOf(a.subject)).toBe(0)
  expect(await tasksOfB()).toBe(tasksBefore + 20)
  // Each of them is a row, and what is kept about it are more.
  expect(await inspector().countOf(b.subject)).toBeGreaterThanOrEqual(before + 20)
  noteRow('I62', named('deleteMe').id)
})

test('lets somebody who stays begin anew — DELETE /v1/me', async () => {
  const { a } = await newWorld()
  await a.send(erasing)
  const task = await createTask(a, { title: 'Anew' })
  expect(taskListOf(await a.send(get('/v1/tasks'))).items).toEqual([task])
})

for (const mode of modes) {
  test(`once the account is closed nothing is stored for it, by whichever token — ${mode}`, async () => {
    const origin = originOf(mode)
    for (const mint of mintsOf(mode)) {
      const [a, b] = [newPerson('A'), newPerson('B')]
      await Promise.all([furnish(a), furnish(b)])
      const known = token(mint, a.subject)
      const others = await inspector().rowsOf(b.subject)
      await close(mode, a)
      for (const jwt of [known, token(mint, a.subject)]) {
        const headers = withToken(jwt)
        const message = withJson('POST', '/v1/tasks', { title: 'Late' }, headers)
        const late = await sendAs(a.subject, message, { origin })
        expect(profileFaults('A1', late)).toEqual([])
        const list = await sendAs(a.subject, get('/v1/tasks', headers), { origin })
        expect(taskListOf(list).items).toEqual([])
      }
      await close(mode, a)
      expect(await inspector().countOf(a.subject)).toBe(0)
      expect(await inspector().rowsOf(b.subject)).toBe(others)
      await createTask(b, { title: 'Still here' })
    }
  })

  test(`a token that closes an account is good for nothing else — ${mode}`, async () => {
    const origin = originOf(mode)
    const [mint] = mintsOf(mode)
    const a = newPerson('A')
    await furnish(a)
    const before = await inspector().rowsOf(a.subject)
    for (const operation of securedOperations().filter(({ erasesCaller }) => !erasesCaller)) {
      const message = await validRequest(operation, a)
      const after = await inspector().rowsOf(a.subject)
      const headers = [...withToken(closing(mint, a)), ...(message.headers ?? [])]
      const answer = await sendAs(a.subject, { ...message, headers }, { origin })
      expect(profileFaults('A1', answer), nameOf(operation)).toEqual([])
      expect(await inspector().rowsOf(a.subject), nameOf(operation)).toBe(after)
    }
    expect(before).not.toBe('')
    for (const account_closed of ['true', 1, null, {}, [true]]) {
      const headers = withToken(closing(mint, a, { account_closed }))
      const answer = await sendAs(a.subject, { ...erasing, headers }, { origin })
      expect(profileFaults('A1', answer), JSON.stringify(account_closed)).toEqual([])
    }
    const said = closing(mint, a, { account_closed: false })
    const answer = await sendAs(a.subject, get('/v1/me', withToken(said)), { origin })
    expect(meOf(answer).tasks.total).toBeGreaterThan(0)
  })
}

test('a request whose body is on its way when the account is closed stores nothing', async () => {
  await Promise.all(
    operationsWithBody().map(async (operation) => {
      const person = newPerson('A')
      const origin = originOf('jwks')
      const jwt = token(mintsOf('jwks')[0], person.subject)
      const message = await validRequest(operation, person)
      const bytes = requestWith(origin, message, [`Authorization: Bearer ${jwt}`])
      const connection = openRaw(origin)
      const slowly = async function* (): AsyncGenerator<Buffer> {
        yield bytes.subarray(0, -5)
        // The head has been judged by the time another connection is answered.
        await sendAs(person.subject, get('/v1/me', withToken(jwt)))
        await close('jwks', person)
        yield bytes.subarray(-5)
      }
      const options = { receiver: person.subject, timeoutMs: 9_000 }
      const exchange = await connection.exchange(slowly(), options)
      connection.close()
      expect(exchange.status, exchange.text).toBe(401)
      expect(await inspector().countOf(person.subject), nameOf(operation)).toBe(0)
    }),
  )
})

test('what writes at the same moment leaves nothing behind, on every instance', async () => {
  const [{ origin: first }, { origin: second }] = await Promise.all([startApi({}), startApi({})])
  const [mint] = mintsOf('jwks')
  for (let round = 0; round < 5; round += 1) {
    const person = newPerson('A', second)
    await expect.poll(async () => (await person.send(get('/v1/me'))).status).toBe(200)
    await furnish(person)
    const headers = withToken(token(mint, person.subject))
    const late = withJson('POST', '/v1/tasks', { title: 'Late' }, headers)
    const writes = Array.from({ length: 20 }, () =>
      sendAs(person.subject, late, { origin: second }),
    )
    const [statuses] = await Promise.all([
      Promise.all(writes.map(async (write) => (await write).status)),
      close('jwks', person, first),
    ])
    expect(statuses.filter((status) => status !== 201 && status !== 401)).toEqual([])
    expect(await inspector().countOf(person.subject)).toBe(0)
  }
})

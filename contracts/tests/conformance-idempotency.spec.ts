/** Requests that name themselves by a key: done once, however often they are sent, and by one owner. */
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Exchange, Message } from '../http/exchange.ts'
import { takesFile } from '../isolation/foreign.ts'
import { below } from '../openapi/document.ts'
import { write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { validValues } from '../openapi/valid-values.ts'
import { securedOperations } from '../spec/contract.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { logSince, markLog } from '../world/api-log.ts'
import { withOwnNames } from '../world/names.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { completed, validDraft, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const header = 'Idempotency-Key'
const takesKey = ({ parameters }: Operation): boolean =>
  parameters.some(({ in: place, name }) => place === 'header' && name === header)
const keyed = securedOperations().filter(takesKey)

const newKey = (): string => `KEY-${randomUUID()}`

function under(key: string, message: Message): Message {
  return { ...message, headers: [...(message.headers ?? []), [header, key]] }
}

/** All of an answer but what belongs to one exchange or one connection. */
function told({ status, headers, text }: Exchange): unknown {
  const own = ['date', 'x-request-id', 'connection', 'keep-alive']
  const rest = Object.entries(headers)
    .filter(([name]) => !own.includes(name))
    .sort()
  return { status, headers: Object.fromEntries(rest), text }
}

function granted(exchange: Exchange): Exchange {
  expect(exchange.status, exchange.text).toBeLessThan(300)
  return exchange
}

/** Another request to the operation, that is as good. */
async function another(operation: Operation, first: Draft, person: Person): Promise<Message> {
  const [media] = operation.requestTypes.values()
  if (!media || first.body === undefined) return validRequest(operation, person)
  // A file stays one with an empty line more.
  if (typeof first.body === 'string') return write({ ...first, body: `${first.body}\n` })
  for (const { value } of validValues(below(media, 'schema'))) {
    const draft = await completed(withOwnNames({ ...first, body: value }, person), person)
    if (JSON.stringify(draft.body) !== JSON.stringify(first.body)) return write(draft)
  }
  throw new Error(`${nameOf(operation)} takes one body only`)
}

test('every POST that makes or changes something takes a key', () => {
  const posts = securedOperations().filter(({ method }) => method === 'POST')
  expect(posts.length).toBeGreaterThan(5)
  expect(posts.filter((one) => !keyed.includes(one)).map(nameOf)).toEqual([])
})

for (const operation of keyed) {
  const name = nameOf(operation)

  test(`is done once and answered alike, and its key is told to nobody — ${name}`, async () => {
    const a = newPerson('A')
    const key = newKey()
    const message = under(key, await validRequest(operation, a))
    const mark = markLog()
    const first = granted(await a.send(message))
    const rows = await inspector().rowsOf(a.subject)
    for (let turn = 0; turn < 2; turn += 1) {
      const next = await a.send(message)
      expect(told(next)).toEqual(told(first))
      expect(next.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
    }
    expect(await inspector().rowsOf(a.subject), 'it was done again').toBe(rows)
    expect(`${first.head}${first.text}`).not.toContain(key)
    const id = first.headers['x-request-id'] ?? ''
    const log = (): string =>
      logSince(mark)
        .map(({ text }) => text)
        .join('\n')
    await expect.poll(log).toContain(id)
    expect(log()).not.toContain(key)
  })

  test(`refuses another request under a key that was used — ${name}`, async () => {
    const a = newPerson('A')
    const key = newKey()
    const draft = await validDraft(operation, a)
    const first = under(key, write(draft))
    const other = keyed.find((one) => one !== operation && one.responses.has('201'))
    const others = [await another(operation, draft, a)]
    if (other) others.push(await validRequest(other, a))
    const answer = granted(await a.send(first))
    const rows = await inspector().rowsOf(a.subject)
    for (const message of others) {
      const refused = await a.send(under(key, message))
      expect(refused.status, refused.text).toBe(422)
      expect(typeFaults(refused, 'idempotency-key-reused')).toEqual([])
      expect(refused.text).not.toContain(key)
    }
    expect(await inspector().rowsOf(a.subject)).toBe(rows)
    expect(told(await a.send(first)), 'the first one still counts').toEqual(told(answer))
  })

  test(`is free for another owner under the same key — ${name}`, async () => {
    const [a, b] = [newPerson('A'), newPerson('B')]
    const key = newKey()
    const ofA = under(key, await validRequest(operation, a))
    const ofB = under(key, await validRequest(operation, b))
    const answerToA = granted(await a.send(ofA))
    const rows = await inspector().rowsOf(a.subject)
    const answerToB = granted(await b.send(ofB))
    expect(await inspector().rowsOf(a.subject)).toBe(rows)
    expect(told(await a.send(ofA))).toEqual(told(answerToA))
    expect(told(await b.send(ofB))).toEqual(told(answerToB))
  })

  test(`is never done twice when it is sent many times at once — ${name}`, async () => {
    const a = newPerson('A')
    let waiting = 0
    for (let round = 0; round < 20 && waiting === 0; round += 1) {
      const message = under(newKey(), await validRequest(operation, a))
      const answers = await Promise.all(Array.from({ length: 8 }, () => a.send(message)))
      const done = answers.filter(({ status }) => status < 300)
      const early = answers.filter(({ status }) => status === 409)
      expect(done.length + early.length).toBe(answers.length)
      expect(early.flatMap((one) => typeFaults(one, 'request-in-flight'))).toEqual([])
      expect(new Set(done.map((one) => JSON.stringify(told(one)))).size).toBe(1)
      const rows = await inspector().rowsOf(a.subject)
      expect(told(await a.send(message))).toEqual(told(done[0] as Exchange))
      expect(await inspector().rowsOf(a.subject)).toBe(rows)
      waiting += early.length
    }
    expect(waiting, 'nobody ever came too early').toBeGreaterThan(0)
  })

  test(`leaves a key free that came with a request which was refused — ${name}`, async () => {
    const a = newPerson('A')
    const key = newKey()
    const message = await validRequest(operation, a)
    const rows = await inspector().rowsOf(a.subject)
    const half = takesFile(operation) && { ...message, body: '{' }
    const wrong: Message =
      half ||
      (message.body === undefined
        ? { ...message, headers: [...(message.headers ?? []), ['If-Match', '"999999999"']] }
        : { ...message, body: `${message.body.toString().slice(0, -1)},"unknownMember":1}` })
    const refused = await a.send(under(key, wrong))
    expect([400, 412, 422]).toContain(refused.status)
    expect(await inspector().rowsOf(a.subject)).toBe(rows)
    granted(await a.send(under(key, message)))
  })

  test(`takes keys of 1 to 255 visible characters and no others — ${name}`, async () => {
    const a = newPerson('A')
    const message = await validRequest(operation, a)
    const rows = await inspector().rowsOf(a.subject)
    for (const key of ['', 'a b', 'x'.repeat(256), 'a\tb', 'é', '\u00ff']) {
      const refused = await a.send(under(key, message))
      expect(refused.status, JSON.stringify(key)).toBe(400)
      expect(typeFaults(refused, 'invalid-idempotency-key')).toEqual([])
    }
    const twice = under(newKey(), under(newKey(), message))
    expect(typeFaults(await a.send(twice), 'invalid-idempotency-key')).toEqual([])
    expect(await inspector().rowsOf(a.subject)).toBe(rows)
    const longest = newKey().padEnd(255, '~')
    granted(await a.send(under(longest, message)))
  })
}

/** Many requests of two users at once, through one database connection. */
import { expect, test } from '@playwright/test'
import { environment } from '../environment.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { roundTripFaults } from '../conformance/round-trip.ts'
import { operationsWithBody } from '../isolation/foreign.ts'
import { below, children, isObject } from '../openapi/document.ts'
import { write } from '../openapi/draft.ts'
import type { Draft } from '../openapi/draft.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import { newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { furnish, validDraft, validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'

const lanes = 16
const atLeast = 200

/** Runs the jobs a few at a time, in order of their start. */
async function interleaved(jobs: (() => Promise<void>)[]): Promise<void> {
  const queue = jobs.values()
  const lane = async (): Promise<void> => {
    for (const job of queue) await job()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

interface Job {
  person: Person
  operation: Operation
  draft: Draft
}

/** As many valid requests of each person to each operation, by turns. */
async function prepare(
  people: readonly Person[],
  operations: readonly Operation[],
): Promise<Job[]> {
  const rounds = Math.ceil(atLeast / (people.length * operations.length))
  const jobs: Job[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const operation of operations) {
      for (const person of people) {
        jobs.push({ person, operation, draft: await validDraft(operation, person) })
      }
    }
  }
  return jobs
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Ids that nobody else knows and the answer shows: one that has them is the answer to this request. */
function idsShown({ operation, draft: { path, body } }: Job): string[] {
  const [schema] = [...operation.responses]
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => [...children(response, 'content').values()])
    .map((media) => below(media, 'schema'))
  const shown = schema ? children(schema, 'properties') : new Map<string, unknown>()
  const sent = isObject(body) ? Object.entries(body).filter(([name]) => shown.has(name)) : []
  const named = shown.has('id') ? Object.values(path) : []
  return (named.join(' ') + JSON.stringify(sent)).match(uuid) ?? []
}

function faultsOf(job: Job, { status, text }: Exchange): string[] {
  const { person, operation, draft } = job
  const name = `${nameOf(operation)} of ${person.name}`
  if (status >= 300) return [`${name}: ${String(status)} ${text.slice(0, 160)}`]
  if (text === '') return []
  const owner = JSON.stringify(draft.body ?? null).includes(person.canary) ? [person.canary] : []
  const missing = [...idsShown(job), ...owner].filter((own) => !text.includes(own))
  const subject = /"subject":"([^"]*)"/.exec(text)?.[1] ?? person.subject
  return [
    ...missing.map((own) => `${name}: ${own} is not in ${text.slice(0, 160)}`),
    ...(subject === person.subject ? [] : [`${name}: is told to be ${subject}`]),
  ]
}

function pair(origin: string): [Person, Person] {
  return [newPerson('A', origin), newPerson('B', origin)]
}

test('I62 reads of two users on one connection are answered as if each were alone', async () => {
  const people = pair(environment().pool1ApiBaseUrl)
  for (const person of people) await furnish(person)
  const reads = securedOperations().filter(({ method }) => method === 'GET')
  const jobs: { person: Person; message: Message; alone: Exchange }[] = []
  for (const operation of reads) {
    for (const person of people) {
      const message = await validRequest(operation, person)
      jobs.push({ person, message, alone: await person.send(message) })
    }
  }
  // Arranging a later read changes what an earlier one was told.
  for (const job of jobs) job.alone = await job.person.send(job.message)
  const rounds = Math.ceil(atLeast / jobs.length)
  const wrong: string[] = []
  await interleaved(
    Array.from({ length: rounds }, () => jobs)
      .flat()
      .map(({ person, message, alone }) => async () => {
        const { text, headers } = await person.send(message)
        if (text === alone.text && headers['etag'] === alone.headers['etag']) return
        wrong.push(`${message.target} of ${person.name}: ${text.slice(0, 160)}`)
      }),
  )
  expect(wrong).toEqual([])
})

test('I62 every operation of two users at once answers each of them their own', async () => {
  const [a, b] = pair(environment().pool1ApiBaseUrl)
  await Promise.all([furnish(a), furnish(b)])
  // What empties something takes from the other requests what they are about.
  const empties = ({ method, template }: Operation): boolean =>
    method === 'DELETE' && !template.includes('{')
  const lasting = securedOperations().filter((one) => !empties(one))
  const jobs = await prepare([a, b], lasting)
  expect(jobs.length).toBeGreaterThanOrEqual(atLeast)
  const wrong: string[] = []
  await interleaved(
    jobs.map((job) => async () => {
      wrong.push(...faultsOf(job, await job.person.send(write(job.draft))))
    }),
  )
  expect(wrong).toEqual([])
  // Each has done the same, and so has the same: nothing of one went into the other's rows.
  expect(await inspector().countOf(a.subject)).toBe(await inspector().countOf(b.subject))
  for (const { id } of securedOperations()) noteRow('I62', id)
})

for (const operation of operationsWithBody()) {
  test(`I62 who asks between a head and its body takes nothing over — ${nameOf(operation)}`, async () => {
    const [a, b] = pair(environment().pool1ApiBaseUrl)
    await Promise.all([furnish(a), furnish(b)])
    const others = await Promise.all(
      securedOperations()
        .filter(({ method }) => method === 'GET')
        .map((read) => validRequest(read, b)),
    )
    const draft = await validDraft(operation, a)
    const before = await inspector().rowsOf(b.subject)
    const answer = await a.send({
      ...write(draft),
      beforeBody: async () => {
        for (const other of others) expect((await b.send(other)).status).toBe(200)
      },
    })
    expect(faultsOf({ person: a, operation, draft }, answer)).toEqual([])
    expect(await roundTripFaults(operation, a, { sent: draft.body ?? null, answer })).toEqual([])
    expect(await inspector().rowsOf(b.subject)).toBe(before)
  })
}

test('I62 bad tokens amid good ones take nothing from them', async () => {
  const origin = environment().pool1ApiBaseUrl
  const [a, b] = pair(origin)
  const reads = securedOperations().filter(({ method }) => method === 'GET')
  const wrong: string[] = []
  const jobs: (() => Promise<void>)[] = []
  for (let round = 0; round * 4 * reads.length < atLeast; round += 1) {
    for (const operation of reads) {
      const message = await validRequest(operation, a)
      const bad = { ...message, headers: [['Authorization', 'Bearer x.y.z']] as const }
      const forB = await validRequest(operation, b)
      for (const [status, send] of [
        [401, () => sendAs(undefined, bad, { origin })],
        [200, () => a.send(message)],
        [401, () => sendAs(undefined, bad, { origin })],
        [200, () => b.send(forB)],
      ] as const) {
        jobs.push(async () => {
          const got = await send()
          if (got.status !== status) wrong.push(`${message.target}: ${String(got.status)}`)
        })
      }
    }
  }
  await interleaved(jobs)
  expect(wrong).toEqual([])
})

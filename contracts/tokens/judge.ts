/**
 * Runs one row against every secured operation and tells every answer that is not as demanded: each
 * operation meets a share of the attempts, and one that is always there all of them.
 */
import { expect } from '@playwright/test'
import { allowedOrigin, foreignOrigin } from '../environment.ts'
import type { Exchange, HeaderList, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { issuerCounters } from '../issuer/control.ts'
import { nameOf } from '../openapi/operations.ts'
import { verdictOf } from '../oracle/verdict.ts'
import { securedOperations } from '../spec/contract.ts'
import { seed } from '../spec/seed.ts'
import type { Operation } from '../openapi/operations.ts'
import { linesById, logSince } from '../world/api-log.ts'
import type { LogMark } from '../world/api-log.ts'
import { newPerson } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { deal } from './deal.ts'
import { openDesk } from './desk.ts'
import type { Profile } from './profiles.ts'
import { attemptsOf, dress } from './row.ts'
import type { Attempt, AuthMode, Row } from './row.ts'

export interface Probe {
  operation: Operation
  name: string
  message: Message
}

const origins = [undefined, allowedOrigin, foreignOrigin]

/** What the rows that are refused throughout send from: nothing happens to it, so all can share it. */
let shared: Promise<Cast> | undefined

interface Cast {
  a: Person
  b: Person
  probes: Probe[]
}

async function newCast(): Promise<Cast> {
  const [a, b] = [newPerson('A'), newPerson('B')]
  return { a, b, probes: await probesFor(a) }
}

export async function judgeRow(row: Row, mode: AuthMode): Promise<void> {
  let { a, b, probes } = await (shared ??= newCast())
  let attempts = await attemptsOf(row, { a, b }, mode)
  const grants = attempts.some(({ profile }) => (profile ?? row.profile) === 'OK')
  if (grants) {
    ;({ a, b, probes } = await newCast())
    attempts = await attemptsOf(row, { a, b }, mode)
  }
  expect(doubts(attempts, row, mode), 'attempts that the oracle judges otherwise').toEqual([])
  const rowsBefore = await inspector().allRows()
  const desk = await openDesk(a, mode)
  const failures: string[] = []
  const refused: Exchange[] = []
  for (const { attempt, probe, turn } of encounters(attempts, probes, `${row.id} ${mode}`)) {
    const profile = attempt.profile ?? row.profile
    const message = withOrigin(await messageFor(probe, profile, a), turn)
    const faults = await desk.judge(dress(message, attempt), profile, attempt.lines)
    failures.push(...faults.wrong.map((wrong) => `${probe.name} (${attempt.name}): ${wrong}`))
    if (faults.exchange && profile !== 'OK') refused.push(faults.exchange)
  }
  expect(failures.slice(0, 20), `${String(failures.length)} answers to ${row.id}`).toEqual([])
  if (!grants && attempts.every(({ lines }) => lines === undefined)) {
    expect(await inspector().activitySince(desk.opened), 'a refusal used the database').toBe(0)
  }
  await desk.close()
  expect((await issuerCounters()).trapped, 'a pointer out of a token was followed').toEqual([])
  if (!grants) expect(await inspector().allRows(), 'no row may change').toBe(rowsBefore)
  await expectLogged(desk.mark, refused, attempts)
  for (const { operation } of probes) noteRow(row.id, operation.id)
}

interface Encounter {
  attempt: Attempt
  probe: Probe
  turn: number
}

/** Who meets what. What erases the caller comes when everything else has been asked. */
function encounters(attempts: Attempt[], probes: Probe[], name: string): Encounter[] {
  const hands = deal(attempts, probes.length, `${String(seed())} ${name}`)
  const met = probes.flatMap((probe, place) => {
    const hand = isStanding(probe) ? attempts : (hands[place] ?? [])
    return hand.map((attempt, index) => ({ attempt, probe, turn: index + place }))
  })
  if (!probes.some(isStanding)) throw new Error('openapi.yaml has no GET /v1/me')
  return [false, true].flatMap((isLast) =>
    met.filter(({ probe: { operation } }) => operation.erasesCaller === isLast),
  )
}

/** Needs nothing but its caller, so it can be asked anything. */
function isStanding({ message }: Probe): boolean {
  return message.method === 'GET' && message.target === '/v1/me'
}

/** The oracle judges the token alone: a contradiction is a bad token, and a short reach a good one. */
const readsAs: Partial<Record<Profile, Profile>> = { A2: 'A1', A3: 'OK' }

/** Table and oracle were written apart, so each is a check of the other. */
function doubts(attempts: Attempt[], row: Row, mode: AuthMode): string[] {
  return attempts.flatMap(({ name, headers, lines, profile: own }) => {
    const demanded = own ?? row.profile
    const { profile } = verdictOf(lines ? authorizationsIn(lines) : valuesOf(headers), mode)
    const agrees = profile === undefined || profile === (readsAs[demanded] ?? demanded)
    return agrees ? [] : [`${name}: ${demanded} by the table, ${profile} by the oracle`]
  })
}

function valuesOf(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value)
}

function authorizationsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^authorization:(.*)$/i.exec(line)?.[1] ?? [])
}

/** Each operation's own valid request, and HEAD beside each GET (RFC 9110 §9.3.2). */
export async function probesFor(
  person: Person,
  operations: readonly Operation[] = securedOperations(),
): Promise<Probe[]> {
  const probes: Probe[] = []
  for (const operation of operations) {
    const message = await validRequest(operation, person)
    probes.push({ operation, name: nameOf(operation), message })
    if (operation.method === 'GET') {
      const name = nameOf({ ...operation, method: 'HEAD' })
      probes.push({ operation, name, message: { ...message, method: 'HEAD' } })
    }
  }
  return probes
}

/**
 * The same one after the other, each made when it is its turn: what is granted may take away what
 * another one needs. What erases the caller comes last.
 */
export async function* grantedProbes(person: Person): AsyncGenerator<Probe> {
  for (const isLast of [false, true]) {
    for (const operation of securedOperations()) {
      if (operation.erasesCaller === isLast) yield* await probesFor(person, [operation])
    }
  }
}

/** A request that is refused changes nothing and can be sent again; one that succeeds needs a new one. */
export function messageFor(
  probe: Probe,
  profile: Profile,
  person: Person,
): Message | Promise<Message> {
  return profile === 'OK' && !['GET', 'HEAD'].includes(probe.message.method)
    ? validRequest(probe.operation, person)
    : probe.message
}

/** By turns no Origin, an allowed one and a foreign one: every answer is judged for CORS as well. */
function withOrigin(message: Message, turn: number): Message {
  const origin = origins[turn % origins.length]
  return origin === undefined
    ? message
    : { ...message, headers: [...(message.headers ?? []), ['Origin', origin]] }
}

/** Each refusal left one line with a reason, and no line shows a token. */
async function expectLogged(
  mark: LogMark,
  refused: Exchange[],
  attempts: Attempt[],
): Promise<void> {
  const ids = refused.map(({ headers }) => headers['x-request-id'] ?? '')
  const missing = (): string[] => {
    const found = linesById(logSince(mark))
    return ids.filter((id) => !found.has(id))
  }
  await expect.poll(missing, { intervals: [20, 50, 100, 250] }).toEqual([])
  const lines = logSince(mark)
  const found = linesById(lines)
  const badlyLogged = ids.filter((id) => {
    const [line, ...more] = found.get(id) ?? []
    return more.length > 0 || !/^[A-Z_]+$/.test(String(line?.members['reason']))
  })
  expect(badlyLogged, 'one line each, with a reason').toEqual([])
  const written = lines.map(({ text }) => text).join('\n')
  const told = attempts.flatMap(secretsOf).filter((secret) => written.includes(secret))
  expect(told, 'credentials in the log').toEqual([])
  // A token cut short is a token told: each begins as every JSON object does in base64url.
  expect(written.match(/eyJ[\w-]{8,}/g) ?? [], 'the beginning of a token in the log').toEqual([])
}

/** Parts of what was sent that are long enough to be nothing but credentials. */
function secretsOf({ headers, lines = [], query = '', body = '' }: Attempt): string[] {
  const texts = [...headers.map(([, value]) => value), ...lines, query, body]
  return texts.flatMap((text) => text.match(/[A-Za-z0-9_-]{40,}/g) ?? [])
}

/** Runs one row against every secured operation and tells every answer that is not as demanded. */
import { expect } from '@playwright/test'
import { allowedOrigin, environment, foreignOrigin } from '../environment.ts'
import { openConnection } from '../http/exchange.ts'
import type { Connection, Exchange, Message } from '../http/exchange.ts'
import { noteRow } from '../http/record.ts'
import { issuerCounters } from '../issuer/control.ts'
import { token } from '../issuer/mint.ts'
import { nameOf } from '../openapi/operations.ts'
import { securedOperations } from '../spec/contract.ts'
import type { Operation } from '../openapi/operations.ts'
import { linesById, logSince, markLog } from '../world/api-log.ts'
import type { LogMark } from '../world/api-log.ts'
import { newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'
import { validRequest } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { profileFaults } from './profiles.ts'
import type { Profile } from './profiles.ts'
import { bearer, dress, isDealt, mintOf } from './row.ts'
import type { Attempt, AuthMode, Bench, Row } from './row.ts'

interface Probe {
  operation: Operation
  name: string
  message: Message
}

const origins = [undefined, allowedOrigin, foreignOrigin]

export async function judgeRow(row: Row, mode: AuthMode): Promise<void> {
  const bench: Bench = { a: newPerson('A'), b: newPerson('B'), mint: mintOf(mode) }
  const origin = originOf(mode)
  const probes = await probesFor(bench.a)
  const attempts = await row.attempts(bench)
  const rowsBefore = await inspector().allRows()
  const mark = markLog()
  const connection = openConnection()
  const failures: string[] = []
  const refused: Exchange[] = []
  let changesRows = false
  for (const [index, attempt] of attempts.entries()) {
    const profile = attempt.profile ?? row.profile
    changesRows ||= profile === 'OK'
    for (const [place, probe] of probes.entries()) {
      if (isDealt(row, mode) && index % probes.length !== place) continue
      const message = withOrigin(await messageFor(probe, profile, bench.a), index + place)
      const faults = await judge(dress(message, attempt), profile, { bench, origin, connection })
      failures.push(...faults.wrong.map((wrong) => `${probe.name} (${attempt.name}): ${wrong}`))
      if (faults.exchange && profile !== 'OK') refused.push(faults.exchange)
    }
  }
  expect(failures.slice(0, 20), `${String(failures.length)} answers to ${row.id}`).toEqual([])
  await expectUsable(connection, bench, {
    origin,
    bodies: attempts.some(({ body }) => body !== undefined),
  })
  connection.close()
  expect((await issuerCounters()).trapped, 'a pointer out of a token was followed').toEqual([])
  if (!changesRows) expect(await inspector().allRows(), 'no row may change').toBe(rowsBefore)
  if (mode === 'jwks') await expectLogged(mark, refused, attempts)
  if (isDealt(row, mode) && !row.dealt) return
  for (const { operation } of probes) noteRow(row.id, operation.id)
}

/** Each operation's own valid request, and HEAD beside each GET (RFC 9110 §9.3.2). */
export async function probesFor(person: Person): Promise<Probe[]> {
  const probes: Probe[] = []
  for (const operation of securedOperations()) {
    const message = await validRequest(operation, person)
    probes.push({ operation, name: nameOf(operation), message })
    if (operation.method === 'GET') {
      const name = nameOf({ ...operation, method: 'HEAD' })
      probes.push({ operation, name, message: { ...message, method: 'HEAD' } })
    }
  }
  return probes
}

export function originOf(mode: AuthMode): string {
  return mode === 'jwks' ? environment().apiBaseUrl : environment().secretApiBaseUrl
}

/** A request that is refused changes nothing and can be sent again; one that succeeds needs a new one. */
function messageFor(probe: Probe, profile: Profile, person: Person): Message | Promise<Message> {
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

async function judge(
  message: Message,
  profile: Profile,
  { bench, origin, connection }: { bench: Bench; origin: string; connection: Connection },
): Promise<{ wrong: string[]; exchange?: Exchange }> {
  try {
    const receiver = profile === 'OK' ? bench.a.subject : undefined
    const exchange = await sendAs(receiver, message, { origin, connection })
    return { wrong: profileFaults(profile, exchange), exchange }
  } catch (error) {
    return { wrong: [error instanceof Error ? error.message : String(error)] }
  }
}

/** The connection that carried all the attempts still serves a good token. */
async function expectUsable(
  connection: Connection,
  bench: Bench,
  { origin, bodies }: { origin: string; bodies: boolean },
): Promise<void> {
  const good = bearer('good', token(bench.mint, bench.a.subject))
  const message = { method: 'GET', target: '/v1/me', headers: good.headers }
  const exchange = await sendAs(bench.a.subject, message, { origin, connection })
  expect(exchange.status).toBe(200)
  // Deno closes a connection on which a refused body was left unread; the others read it away.
  const mayBeClosed = environment().runtime === 'deno' && bodies
  expect(exchange.reusedConnection || mayBeClosed, 'the connection was closed').toBe(true)
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
}

/** Parts of what was sent that are long enough to be nothing but credentials. */
function secretsOf({ headers, query, body }: Attempt): string[] {
  const texts = [...headers.map(([, value]) => value), query ?? '', body ?? '']
  return texts.flatMap((text) => text.match(/[A-Za-z0-9_-]{40,}/g) ?? [])
}

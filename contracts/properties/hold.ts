/** Runs one property: for whatever is generated, the api answers as the oracle says. */
import { expect } from '@playwright/test'
import fc from 'fast-check'
import { openConnection } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import type { Operation } from '../openapi/operations.ts'
import { verdictOf } from '../oracle/verdict.ts'
import type { Verdict } from '../oracle/verdict.ts'
import { openRaw, requestWith } from '../raw/socket.ts'
import { scopeOf } from '../spec/scopes.ts'
import { originOf } from '../tokens/desk.ts'
import { messageFor, probesFor } from '../tokens/judge.ts'
import { profileFaults } from '../tokens/profiles.ts'
import type { Profile } from '../tokens/profiles.ts'
import type { AuthMode } from '../tokens/row.ts'
import { newPerson, sendAs } from '../world/people.ts'
import type { Person } from '../world/people.ts'

const runs = { jwks: 300, 'shared-secret': 200 }

/** The run's own, printed when it starts, or the one to repeat. */
export function seed(): number {
  return Number(process.env['CONTRACTS_SEED'])
}

/** Values of Authorization lines for this person; the first is what a client sends in one line. */
type Lines = (person: Person) => { lines: readonly string[]; verbatim?: readonly string[] }

interface Property<Plan> {
  mode: AuthMode
  plans: fc.Arbitrary<Plan>
  linesOf: (plan: Plan) => Lines
  /** What the plans must lead to, each at least once: a judge with one answer proves nothing. */
  leadsTo: readonly Profile[]
}

export async function holds<Plan>({
  mode,
  plans,
  linesOf,
  leadsTo,
}: Property<Plan>): Promise<void> {
  const person = newPerson('A')
  const probes = await probesFor(person)
  const connection = openConnection()
  const origin = originOf(mode)
  const reached = new Map<Profile, number>()

  const check = async (plan: Plan, place: number): Promise<void> => {
    const { lines, verbatim } = linesOf(plan)(person)
    const before = verdictOf(lines, mode)
    // Whoever it names would be told something, and nobody could say whether they should be.
    if (before.profile === undefined) return
    const isOther = before.profile === 'OK' && before.subject !== person.subject
    // Somebody who was made up may look around; what they wrote would stay for the next one.
    const usable = isOther
      ? probes.filter(({ message }) => isRead(message))
      : probes.filter(({ operation }) => !(before.profile === 'OK' && operation.erasesCaller))
    const probe = usable[place % usable.length]
    if (!probe) throw new Error('openapi.yaml secures no operation')
    const message = await messageFor(probe, before.profile, person)
    const exchange = verbatim
      ? await overSocket(origin, message, { lines: verbatim, receiver: before.subject })
      : await sendAs(before.subject, withLine(message, lines), { origin, connection })
    const after = verdictOf(lines, mode)
    // A border of time lay too close, or between the question and the answer.
    if (after.profile === undefined || after.profile !== before.profile) return
    const profile = reaches(after, probe.operation) ? after.profile : 'A3'
    reached.set(profile, (reached.get(profile) ?? 0) + 1)
    // A good token of somebody else finds A's task as little as anybody.
    if (isOther && profile === 'OK' && exchange.status === 404) return
    const faults = profileFaults(profile, exchange)
    if (faults.length > 0)
      throw new Error(`${probe.name}: ${faults.join('; ')}\n${lines.join('\n')}`)
  }

  const property = fc.asyncProperty(plans, fc.nat({ max: 999 }), check)
  const result = await fc.check(property, {
    seed: seed(),
    numRuns: runs[mode],
    // Every step towards a smaller counterexample is a request.
    interruptAfterTimeLimit: 40_000,
    markInterruptAsFailure: true,
  })
  connection.close()
  if (result.failed) {
    const repeat = `CONTRACTS_SEED=${String(seed())} repeats it`
    throw new Error(
      [repeat, String(result.errorInstance), fc.defaultReportMessage(result)].join('\n'),
    )
  }
  for (const profile of leadsTo) expect(reached.get(profile) ?? 0, profile).toBeGreaterThan(0)
}

/** Whether what gets this verdict may call the operation at all. */
function reaches({ profile, scopes }: Verdict, operation: Operation): boolean {
  return profile !== 'OK' || scopes === undefined || scopes.includes(scopeOf(operation))
}

function isRead({ method }: Message): boolean {
  return ['GET', 'HEAD'].includes(method)
}

function withLine(message: Message, [line = '']: readonly string[]): Message {
  return { ...message, headers: [...(message.headers ?? []), ['Authorization', line]] }
}

async function overSocket(
  origin: string,
  message: Message,
  { lines, receiver }: { lines: readonly string[]; receiver: string | undefined },
): Promise<Exchange> {
  const connection = openRaw(origin)
  try {
    const options = receiver === undefined ? {} : { receiver }
    const { status, ...rest } = await connection.exchange(
      [requestWith(origin, message, lines)],
      options,
    )
    if (status === undefined) throw new Error('the connection was closed without an answer')
    return { ...rest, status }
  } finally {
    connection.close()
  }
}

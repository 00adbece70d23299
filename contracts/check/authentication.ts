/** The 401 matrix: every secured operation under every kind of bad credentials. */
import type { Message } from '../http/exchange.ts'
import type { Operation } from '../openapi/operations.ts'
import { succeeded } from './ask.ts'
import type { Ask } from './ask.ts'
import { badCredentials, none } from './bad-credentials.ts'
import type { Attempt } from './bad-credentials.ts'
import type { Bench } from './bench.ts'
import { bodyType } from './bodies.ts'
import { withHeader } from './credentials.ts'
import { neverLike, randomWord } from './invent.ts'
import { claimsOf } from './person.ts'
import type { Voice } from './person.ts'
import type { Heard } from './speaker.ts'
import { isUnsafe, NotCoveredError } from './world.ts'
import { checkSpellings } from './spellings.ts'
import type { Reply } from './wire.ts'

export async function checkAuthentication(bench: Bench, operation: Operation): Promise<void> {
  const { ledger } = bench
  const probe = await probeOf(bench, operation)
  if (probe === undefined) return
  const unguarded = await judge(bench, operation, probe, none)
  if (operation.method === 'GET') await checkHead(bench, operation, probe)
  // What asks for nothing at all needs no second key.
  if (unguarded) return
  for (const attempt of await attemptsOf(bench, operation)) {
    for (const token of attempt.forged) bench.mask.addToken(token, '$TOKEN')
    await judge(bench, operation, probe, attempt)
  }
  await judgeNothing(bench, operation, probe)
  if (operation.method === 'GET') await checkSpellings(bench, operation, probe)
  if (bench.allowWrites && isUnsafe(operation)) {
    if (bodyType(operation)?.endsWith('json')) {
      const change = (message: Message): Message => ({ ...message, body: malformed })
      await judge(
        bench,
        operation,
        { ...probe, change },
        { ...none, says: 'no credentials and a malformed body' },
      )
    }
    const { reply } = await bench.speaker.send(bench.a, probe.ask)
    if (!succeeded(reply)) {
      ledger.missed(
        operation,
        'authentication',
        "A's own request",
        `it was answered ${reply.status}: that bad tokens are refused proves little`,
      )
    }
  }
}

export interface Probe {
  ask: Ask
  change?: (message: Message) => Message
  /** What A gets with a good token, when that may be asked. */
  control?: Reply
  /** Another one like it, when an attempt has used it up. */
  renew: () => Promise<Ask>
}

/** Ends in the middle of a name: no parser takes it, and nothing is stored. */
const malformed = '{"'

async function probeOf(bench: Bench, operation: Operation): Promise<Probe | undefined> {
  if (isUnsafe(operation) && !bench.allowWrites) return harmless(bench, operation)
  const { world, speaker, ledger, a } = bench
  const renew = () => world.prepare(operation, { person: a, fresh: isUnsafe(operation) })
  let ask: Ask
  try {
    ask = await renew()
  } catch (error) {
    if (!(error instanceof NotCoveredError)) throw error
    ledger.missed(operation, 'authentication', "A's own request", error.message)
    return harmless(bench, operation)
  }
  if (isUnsafe(operation)) return { ask, renew }
  const { reply } = await speaker.send(a, ask)
  if (succeeded(reply)) return { ask, control: reply, renew }
  ledger.missed(
    operation,
    'authentication',
    "A's own request",
    `it was answered ${reply.status}: that bad tokens are refused proves little`,
  )
  return { ask, renew }
}

/**
 * A request that changes nothing even where the guard is missing: ids of nothing in the path, and a
 * body that can't be read. Undefined, and noted, where there is none.
 */
function harmless({ ledger }: Bench, operation: Operation): Probe | undefined {
  const names = operation.parameters.filter(({ in: place }) => place === 'path')
  const path = Object.fromEntries(
    names.map(({ name, schema }) => [
      name,
      neverLike(likeSchema(schema.node['type'], schema.node['format'])),
    ]),
  )
  const ask: Ask = { operation, path, query: {}, headers: {} }
  const renew = () => Promise.resolve(ask)
  if (!isUnsafe(operation)) return { ask, renew }
  const type = bodyType(operation)
  if (type?.endsWith('json')) {
    const change = (message: Message): Message =>
      withHeader({ ...message, body: malformed }, 'Content-Type', type)
    return { ask, change, renew }
  }
  const reachesNothing = names.length > 0 && ['DELETE', 'POST', 'PATCH'].includes(operation.method)
  if (operation.requestTypes.size === 0 && reachesNothing) return { ask, renew }
  ledger.missed(
    operation,
    'authentication',
    'bad credentials',
    'no request is harmless if the guard is missing: it needs --allow-writes',
  )
  return undefined
}

function likeSchema(type: unknown, format: unknown): string {
  if (type === 'integer' || type === 'number') return '1'
  return format === 'uuid' ? '00000000-0000-4000-8000-000000000000' : randomWord(16)
}

async function attemptsOf(bench: Bench, operation: Operation): Promise<Attempt[]> {
  const carrier = bench.carrierOf(operation)
  if (carrier === undefined) return []
  const [a, b] = [await bench.a.token(), await bench.b.token()]
  return [...badCredentials(carrier, { a, b, refused: bench.refused }), ...identityHeaders(a)]
}

/** A proxy's word for who asks, said by a stranger. */
function identityHeaders(token: string): Attempt[] {
  const { sub } = claimsOf(token)
  const user = typeof sub === 'string' ? sub : '1'
  const names = ['X-User-Id', 'X-User', 'X-Forwarded-User', 'X-Remote-User', 'Remote-User']
  return names.map((name) => ({
    check: 'identity-header',
    says: `no credentials, and A named in the header ${name}`,
    dress: (message) => withHeader(message, name, user),
    forged: [],
  }))
}

/** True when the attempt got through. */
async function judge(
  bench: Bench,
  operation: Operation,
  probe: Probe,
  attempt: Attempt,
): Promise<boolean> {
  const { speaker, ledger } = bench
  const voice: Voice = { name: attempt.says, hears: undefined, dress: attempt.dress }
  const change = probe.change === undefined ? {} : { change: probe.change }
  const heard = await speaker.send(voice, probe.ask, { quiet: true, ...change })
  ledger.tried(operation, 'authentication')
  const { status } = heard.reply
  if (status === 429) {
    ledger.missed(operation, 'authentication', attempt.says, 'the server asked to slow down')
    return false
  }
  const through = succeeded(heard.reply) || status === 304
  const check = through ? attempt.check : refusalFault(bench, operation, attempt, heard, probe)
  if (check !== undefined) {
    ledger.find(operation, {
      ...{ check, part: 'authentication', place: 'credentials' },
      detail: `${attempt.says}: answered ${status}`,
      ...speaker.evidence(heard),
    })
  }
  // An id of nothing that is looked up without credentials, too, is a door without a lock.
  if (through && isUnsafe(operation)) probe.ask = await probe.renew()
  return through
}

/** Whether something exists is no business of who brings no credentials. */
async function judgeNothing(bench: Bench, operation: Operation, probe: Probe): Promise<void> {
  const never = Object.entries(probe.ask.path).map(([name, value]) => [name, neverLike(value)])
  if (never.length === 0) return
  const path = Object.fromEntries(never) as Record<string, string>
  const says = 'no credentials and an id of nothing'
  await judge(bench, operation, { ...probe, ask: { ...probe.ask, path } }, { ...none, says })
}

function refusalFault(
  bench: Bench,
  operation: Operation,
  attempt: Attempt,
  heard: Heard,
  { control }: Probe,
) {
  const { status, headers, text } = heard.reply
  if (status >= 500) return 'server-error'
  const accepted =
    status === 401 ||
    (status === 403 && bench.acceptForbidden) ||
    (status === 400 && attempt.ambiguous)
  if (!accepted) return 'refused-otherwise'
  const data = heard.foreign.length > 0 || (text.length > 2 && text === control?.text)
  if (data) return 'refusal-with-data'
  const kind = bench.carrierOf(operation)?.kind
  const challenged =
    status !== 401 ||
    (kind !== 'bearer' && kind !== 'basic') ||
    headers['www-authenticate'] !== undefined
  return challenged ? undefined : 'challenge-missing'
}

/** HEAD is GET without the body, and guarded like it (RFC 9110 §9.3.2). */
async function checkHead(
  bench: Bench,
  operation: Operation,
  { ask, control }: Probe,
): Promise<void> {
  const { speaker, ledger } = bench
  const change = (message: Message): Message => ({ ...message, method: 'HEAD' })
  const heard = await speaker.send({ ...none, name: none.says, hears: undefined }, ask, {
    change,
    odd: true,
    quiet: true,
  })
  ledger.tried(operation, 'authentication')
  const { status, headers } = heard.reply
  if (status === 401 || status === 403 || status === 404 || status === 405 || status === 501) return
  const data = succeeded(heard.reply) || headers['etag'] !== undefined
  ledger.find(operation, {
    ...{
      check: data ? 'head-unguarded' : 'refused-otherwise',
      part: 'authentication',
      place: 'HEAD',
    },
    detail: `HEAD with no credentials: answered ${status}, GET with A's token ${control?.status ?? '(not asked)'}`,
    ...speaker.evidence(heard),
  })
}

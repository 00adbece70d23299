/** The isolation matrix: A's ids in B's requests, in every place where an id can stand. */
import { randomUUID } from 'node:crypto'
import type { Message } from '../http/exchange.ts'
import { idPlaces } from '../openapi/id-places.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { succeeded, withValue } from './ask.ts'
import type { Ask } from './ask.ts'
import { attack, takersOf } from './attack.ts'
import type { Bench } from './bench.ts'
import { checkCursor, isCursor } from './cursor.ts'
import { neverLike } from './invent.ts'
import { checkNamesake } from './namesake.ts'
import { leafOf } from './origins.ts'
import type { Person } from './person.ts'
import type { Reply } from './wire.ts'
import { isUnsafe, NotCoveredError } from './world.ts'

export async function checkIsolation(bench: Bench, operation: Operation): Promise<void> {
  const { ledger } = bench
  if (bench.isShared(operation)) {
    ledger.idle(operation, 'isolation')
    return
  }
  if (isUnsafe(operation) && !bench.allowWrites) {
    ledger.missed(operation, 'isolation', "another user's ids", 'a write needs --allow-writes')
    return
  }
  await covering(bench, operation, "B's own request", () => ownRequest(bench, operation))
  const names = operation.parameters.filter(({ in: place }) => place === 'path')
  if (names.length > 0) {
    await covering(bench, operation, 'ids in the path', () => checkPath(bench, operation))
    await covering(bench, operation, 'an id of both', () => checkNamesake(bench, operation))
  }
  for (const place of idPlaces(operation)) {
    if (place.in === 'path') continue
    await covering(bench, operation, `${place.in} ${place.name}`, () =>
      checkPlace(bench, operation, place),
    )
  }
}

async function covering(
  bench: Bench,
  operation: Operation,
  what: string,
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check()
  } catch (error) {
    if (!(error instanceof NotCoveredError)) throw error
    bench.ledger.missed(operation, 'isolation', what, error.message)
  }
}

/** Without it an API that refuses everything would pass; and it shows what B is sent. */
async function ownRequest(bench: Bench, operation: Operation): Promise<void> {
  const ask = await bench.world.prepare(operation, { person: bench.b, fresh: isUnsafe(operation) })
  const { status } = await granted(bench, bench.b, ask)
  if (status >= 300) throw new NotCoveredError(`it was answered ${status}`)
  bench.ledger.tried(operation, 'isolation', 'answer')
}

/** Sends it, and once more with the ETag when the server asks for a precondition (RFC 6585 §3). */
async function granted(bench: Bench, person: Person, ask: Ask): Promise<Reply> {
  const { reply } = await bench.speaker.send(person, ask)
  if (reply.status !== 428) return reply
  const tag = await tagOf(bench, person, ask)
  if (tag === undefined) return reply
  return (await bench.speaker.send(person, withValue(ask, { in: 'header', name: 'If-Match' }, tag)))
    .reply
}

/** The ETag of what the path of the ask names, as this person reads it. */
async function tagOf(
  { contract, speaker }: Bench,
  person: Person,
  ask: Ask,
): Promise<string | undefined> {
  const reader = contract.operations.find(
    ({ method, template }) => method === 'GET' && template === ask.operation.template,
  )
  if (!reader) return undefined
  const { reply } = await speaker.send(person, {
    operation: reader,
    path: ask.path,
    query: {},
    headers: {},
  })
  return succeeded(reply) ? reply.headers['etag'] : undefined
}

async function checkPath(bench: Bench, operation: Operation): Promise<void> {
  const { world, a, ledger } = bench
  const fresh = isUnsafe(operation)
  const prepare = async () => {
    const ofA = await world.prepare(operation, { person: a, fresh })
    return { ofA, ofB: await likeB(bench, ofA) }
  }
  let { ofA, ofB } = await prepare()
  const names = operation.parameters
    .filter(({ in: place, name }) => place === 'path' && ofA.path[name] !== ofB.path[name])
    .map(({ name }) => name)
  if (names.length === 0) {
    throw new NotCoveredError(
      `A and B were given the same (${Object.values(ofA.path).join(', ')}): name one of A's own by --resource`,
    )
  }
  // All of them, and with parents: each alone, under or above what is B's.
  const mixes = [names, ...(names.length > 1 ? names.map((name) => [name]) : [])]
  for (const [index, mix] of mixes.entries()) {
    if (index > 0 && fresh) ({ ofA, ofB } = await prepare())
    const values = (path: Record<string, string>) =>
      Object.fromEntries(mix.map((name) => [name, path[name] ?? '']))
    const wanted = values(ofA.path)
    const attempt = {
      operation,
      place: mix.map((name) => `path ${name}`).join(', '),
      foreign: { ...ofB, path: { ...ofB.path, ...wanted } },
      missing: () => {
        const never = Object.entries(wanted).map(([name, value]) => [name, neverLike(value)])
        return { ...ofB, path: { ...ofB.path, ...(Object.fromEntries(never) as typeof wanted) } }
      },
      ids: (ask: Ask) => Object.values(values(ask.path)),
      known: ofA.path,
    }
    const sound = await attack(bench, attempt)
    if (operation.method === 'GET' && index === 0) {
      const change = (message: Message): Message => ({ ...message, method: 'HEAD' })
      await attack(bench, { ...attempt, place: `HEAD, ${attempt.place}`, change })
    }
    if (index > 0 || !sound) continue
    // A may do what B may not: without that, the id may have been one of nothing.
    const control = await granted(bench, a, { ...ofA, ...(ofB.body ? { body: ofB.body } : {}) })
    if (control.status >= 300) {
      ledger.missed(operation, 'isolation', "A's own request", `it was answered ${control.status}`)
    }
  }
}

/** B's own request; a read needs nothing of B's to ask for what is A's. */
async function likeB({ world, b }: Bench, ofA: Ask): Promise<Ask> {
  const { operation } = ofA
  const fresh = isUnsafe(operation)
  try {
    return await world.prepare(operation, { person: b, fresh })
  } catch (error) {
    if (!(error instanceof NotCoveredError) || fresh) throw error
    const never = Object.entries(ofA.path).map(([name, value]) => [name, neverLike(value)])
    return { ...ofA, path: Object.fromEntries(never) as Record<string, string> }
  }
}

async function checkPlace(bench: Bench, operation: Operation, place: IdPlace): Promise<void> {
  if (place.in === 'query' && isCursor(place.name)) return checkCursor(bench, operation, place)
  if (place.in === 'header' && /^idempotency-key$/i.test(place.name)) {
    return checkIdempotencyKey(bench, operation, place)
  }
  if (place.in === 'header' && /^if-(none-)?match$/i.test(place.name)) {
    return checkTag(bench, operation, place)
  }
  const { world, a, b } = bench
  const fresh = isUnsafe(operation)
  const value = await world.valueOf(operation, place, { person: a, fresh })
  const own = await world.prepare(operation, { person: b, fresh })
  // An id that the maker chooses is one of the paths that lead to what it makes.
  const isOwnId = place.in === 'body' && /^\/(id|uuid|_id)$/.test(place.name)
  const takers = isOwnId ? takersOf(bench, operation) : [leafOf(place)]
  const swapped = new Map<Ask, string>()
  const put = (id: string) => {
    const ask = withValue(own, place, id)
    swapped.set(ask, id)
    return ask
  }
  await attack(bench, {
    ...{ operation, place: `${place.in} ${place.name}`, foreign: put(value) },
    missing: () => put(neverLike(value)),
    ids: (ask) => [swapped.get(ask) ?? ''].filter((id) => id !== ''),
    known: Object.fromEntries(takers.map((name) => [name, value])),
  })
  if (isOwnId) bench.speaker.dropSecret(value)
}

/** A's validator on A's id: whose it is comes before whether it is current (RFC 9110 §13.2.1). */
async function checkTag(bench: Bench, operation: Operation, place: IdPlace): Promise<void> {
  const { world, a, b, speaker, ledger } = bench
  const fresh = isUnsafe(operation)
  const ofA = await world.prepare(operation, { person: a, fresh })
  const tag =
    operation.method === 'GET'
      ? (await speaker.send(a, ofA)).reply.headers['etag']
      : await tagOf(bench, a, ofA)
  const foreign = tag ?? (await world.valueOf(operation, place, { person: a, fresh }))
  const ofB = await world.prepare(operation, { person: b, fresh })
  const wanted = Object.entries(ofA.path).filter(([name, value]) => ofB.path[name] !== value)
  const tagged = withValue(ofB, place, foreign)
  if (wanted.length === 0) {
    // B's own list is current or not, whatever A's is: there is only what it shows to be seen.
    await speaker.send(b, tagged)
    ledger.tried(operation, 'isolation', `${place.in} ${place.name}`)
    return
  }
  await attack(bench, {
    ...{ operation, place: `${place.in} ${place.name}` },
    foreign: { ...tagged, path: { ...ofB.path, ...Object.fromEntries(wanted) } },
    missing: () => ({
      ...tagged,
      path: {
        ...ofB.path,
        ...Object.fromEntries(wanted.map(([name, value]) => [name, neverLike(value)])),
      },
    }),
    ids: (ask) => wanted.map(([name]) => ask.path[name] ?? ''),
    known: ofA.path,
  })
}

/** One foreign and the references around it; a grant is not asked for twice. */
const requestsOfTrial = 4

/** A's key in B's hand is a new key: draft-ietf-httpapi-idempotency-key-header §2. */
async function checkIdempotencyKey(
  bench: Bench,
  operation: Operation,
  place: IdPlace,
): Promise<void> {
  const { world, a, b, speaker } = bench
  const key = randomUUID()
  const ofA = await world.prepare(operation, { person: a, fresh: true })
  const first = await speaker.send(a, withValue(ofA, place, key))
  if (!succeeded(first.reply)) {
    throw new NotCoveredError(`A's request with a key was answered ${first.reply.status}`)
  }
  // What can be done once is there for each of the requests.
  const asks: Ask[] = []
  for (let count = 0; count < requestsOfTrial; count += 1) {
    asks.push(await world.prepare(operation, { person: b, fresh: true }))
  }
  const [plain] = asks
  const next = (): Ask => asks.pop() ?? (plain as Ask)
  await attack(bench, {
    ...{ operation, place: `${place.in} ${place.name}`, difference: 'idempotency-replay' },
    foreign: withValue(next(), place, key),
    missing: () => withValue(next(), place, randomUUID()),
    ids: (ask) => [ask.headers[place.name] ?? '', ...Object.values(ask.path)],
    known: {},
  })
}

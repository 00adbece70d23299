/** Two people may have things of one id, where they choose it: what B does to B's must not reach A's. */
import { idPlaces } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { succeeded, withValue } from './ask.ts'
import type { Ask } from './ask.ts'
import { changedSince, readBack, takersOf } from './attack.ts'
import type { Bench } from './bench.ts'
import { originsOf } from './origins.ts'
import { isUnsafe } from './world.ts'

export async function checkNamesake(bench: Bench, operation: Operation): Promise<void> {
  const { contract, world, speaker, ledger, a, b } = bench
  const [place, second] = operation.parameters.filter(({ in: where }) => where === 'path')
  if (!isUnsafe(operation) || place === undefined || second !== undefined) return
  const maker = originsOf(operation, place, contract.operations)
    .map(({ operation: source }) => source)
    .find(({ method }) => method === 'POST')
  const chosen =
    maker &&
    idPlaces(maker).find(({ in: where, name }) => where === 'body' && /^\/(id|uuid)$/.test(name))
  if (maker === undefined || chosen === undefined) return
  const id = await world.valueOf(maker, chosen, { person: a, fresh: true })
  const another = await world.prepare(maker, { person: b, fresh: true })
  const made = await speaker.send(b, withValue(another, chosen, id), { quiet: true })
  speaker.dropSecret(id)
  // Where B is not let, there is nothing of B's that could be mistaken.
  if (!succeeded(made.reply)) return
  const own = await world.prepare(operation, { person: b, fresh: true })
  const ask: Ask = { ...own, path: { [place.name]: id } }
  const known = Object.fromEntries(takersOf(bench, maker).map((name) => [name, id]))
  const before = await readBack(bench, { operation, known })
  const heard = await speaker.send(b, ask, { quiet: true })
  const changed = await changedSince(bench, before)
  const where = `path ${place.name}, which A and B both have`
  ledger.tried(operation, 'isolation', where)
  if (changed === undefined && heard.reply.status < 500) return
  const effect = changed === undefined ? '' : `, and A reads something else: ${changed}`
  ledger.find(operation, {
    ...{ check: changed === undefined ? 'existence-leak' : 'bola-write', part: 'isolation' },
    place: where,
    detail: `B made something with an id of A's, and asked for B's: answered ${heard.reply.status}${effect}`,
    ...speaker.evidence(heard),
  })
}

/** One attack: B asks with something of A's, and for comparison with what never existed. */
import type { Message } from '../http/exchange.ts'
import type { Operation } from '../openapi/operations.ts'
import { succeeded } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Bench } from './bench.ts'
import type { CheckName } from './catalogue.ts'
import { differences, sayDifferences, tellsOf, volatileIn } from './compare.ts'
import type { Told } from './compare.ts'
import type { Heard } from './speaker.ts'
import { leafOf, originsOf } from './origins.ts'
import { isUnsafe } from './world.ts'

export interface Attack {
  operation: Operation
  /** As reports call it: `path noteId`. */
  place: string
  /** B's request with A's value in the place. */
  foreign: Ask
  /** The same with a value of nothing; asked again, another one. */
  missing: () => Ask
  /** The values that the two hold: their echo is no difference. */
  ids: (ask: Ask) => string[]
  /** A's values by the name of the path parameter that takes them: read back before and after. */
  known: Record<string, string>
  /** How a difference is called here. */
  difference?: CheckName
  change?: (message: Message) => Message
}

/** True when nothing was found. */
export async function attack(bench: Bench, one: Attack): Promise<boolean> {
  const { ledger, speaker } = bench
  const { operation, place } = one
  const before = isUnsafe(operation) ? await readBack(bench, one) : undefined
  const trial = await tryOut(bench, one)
  ledger.tried(operation, 'isolation', place)
  const found = verdict(bench, one, trial)
  if (found !== undefined) {
    ledger.find(operation, {
      ...{ ...found, part: 'isolation', place },
      ...speaker.evidence(trial.foreign, trial.reference),
    })
  }
  const changed = before && (await changedSince(bench, before))
  if (changed !== undefined) {
    ledger.find(operation, {
      ...{ check: 'bola-write', part: 'isolation', place },
      detail: `after B's request, answered ${trial.foreign.reply.status}, A reads something else: ${changed}`,
      ...speaker.evidence(trial.foreign, trial.reference),
    })
  }
  return found === undefined && changed === undefined
}

interface Trial {
  foreign: Heard
  reference: Heard
  /** Places that differ whenever one asks. */
  differing: string[]
  told: { foreign: Told; reference: Told }
}

async function tryOut(bench: Bench, one: Attack): Promise<Trial> {
  const { speaker, b } = bench
  const { change, ids } = one
  const options = { quiet: true, odd: change !== undefined, ...(change ? { change } : {}) }
  const send = async (ask: Ask) => {
    const heard = await speaker.send(b, ask, options)
    return { heard, told: tellsOf(heard.reply, ids(ask)) }
  }
  const references = [await send(one.missing())]
  const foreigns = [await send(one.foreign)]
  references.push(await send(one.missing()))
  const differing = () => {
    const [foreign, reference] = [foreigns[0]?.told ?? new Map(), references[0]?.told ?? new Map()]
    const samples = [references, foreigns].map((list) => volatileIn(list.map(({ told }) => told)))
    return differences(foreign, reference, new Set(samples.flatMap((found) => [...found])))
  }
  // What the clock changes shows itself when one asks again; a grant need not be asked for twice.
  for (let round = 0; round < 2 && differing().length > 0; round += 1) {
    if (succeeded(foreigns[0]?.heard.reply ?? { status: 0 }) && isUnsafe(one.operation)) break
    foreigns.push(await send(one.foreign))
    references.push(await send(one.missing()))
  }
  const [foreign, reference] = [foreigns[0], references[0]]
  if (!foreign || !reference) throw new Error('nothing was sent')
  return {
    ...{ foreign: foreign.heard, reference: reference.heard, differing: differing() },
    told: { foreign: foreign.told, reference: reference.told },
  }
}

function verdict(
  { mask }: Bench,
  one: Attack,
  trial: Trial,
): { check: CheckName; detail: string } | undefined {
  const { foreign, reference, differing, told } = trial
  const { status } = foreign.reply
  const access = isUnsafe(one.operation) ? 'bola-write' : 'bola-read'
  const instead = `an id of nothing ${reference.reply.status}`
  if (foreign.foreign.length > 0) {
    const what = foreign.foreign.join(' and ')
    return { check: one.difference ?? 'bola-read', detail: `B was answered ${status} with ${what}` }
  }
  const granted = succeeded(foreign.reply) || status === 304
  if (granted && !succeeded(reference.reply)) {
    return { check: one.difference ?? access, detail: `B was answered ${status}, ${instead}` }
  }
  if (differing.length === 0) return undefined
  return {
    check: one.difference ?? 'existence-leak',
    detail: `B can tell A's from nothing: ${sayDifferences(differing, [told.reference, told.foreign], mask)}`,
  }
}

/** What A reads of what is attacked, and which places of it never stay the same. */
export type Snapshot = Map<string, { ask: Ask; told: Told; volatile: Set<string> }>

export async function readBack(
  { contract, speaker, a }: Bench,
  { operation, known }: Pick<Attack, 'operation' | 'known'>,
): Promise<Snapshot> {
  const readers = contract.operations.filter(({ method, secured, parameters, id }) => {
    const names = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name)
    const needs = parameters.some(({ in: place, required }) => required && place !== 'path')
    const reads = method === 'GET' && secured && id !== operation.id && !needs
    return reads && names.length > 0 && names.every((name) => name in known)
  })
  const snapshot: Snapshot = new Map()
  for (const reader of readers.slice(0, 4)) {
    const names = reader.parameters.filter(({ in: place }) => place === 'path')
    const path = Object.fromEntries(names.map(({ name }) => [name, known[name] ?? '']))
    const ask: Ask = { operation: reader, path, query: {}, headers: {} }
    const one = await speaker.send(a, ask)
    const other = await speaker.send(a, ask)
    if (!succeeded(one.reply)) continue
    const samples = [tellsOf(one.reply), tellsOf(other.reply)]
    snapshot.set(reader.id, { ask, told: tellsOf(one.reply), volatile: volatileIn(samples) })
  }
  return snapshot
}

export async function changedSince(
  { speaker, mask, a }: Bench,
  before: Snapshot,
): Promise<string | undefined> {
  for (const { ask, told, volatile } of before.values()) {
    const { reply } = await speaker.send(a, ask)
    const now = tellsOf(reply)
    const places = differences(told, now, volatile)
    if (places.length > 0) return sayDifferences(places, [told, now], mask)
  }
  return undefined
}

/** The path parameters that take what this operation makes. */
export function takersOf({ contract }: Bench, maker: Operation): string[] {
  const { operations } = contract
  return operations.flatMap((operation) =>
    operation.parameters
      .filter(({ in: place }) => place === 'path')
      .filter((place) =>
        originsOf(operation, place, operations).some(
          (source) => source.operation.id === maker.id && source.operation.method === 'POST',
        ),
      )
      .map(({ name }) => leafOf({ name })),
  )
}

/** What A does must not show in what B reads: lists, counts, versions and searches. */
import type { Operation } from '../openapi/operations.ts'
import { admits, isFreeText } from '../openapi/sample.ts'
import { succeeded, withValue } from './ask.ts'
import type { Ask } from './ask.ts'
import { attack } from './attack.ts'
import type { Bench } from './bench.ts'
import { differences, sayDifferences, tellsOf, volatileIn } from './compare.ts'
import { isCursor } from './cursor.ts'
import { neverLike } from './invent.ts'
import { isUnsafe, NotCoveredError } from './world.ts'

/** B reads everything twice, A makes one of each thing, B reads everything again. */
export async function checkInterference(bench: Bench): Promise<void> {
  const { checked, speaker, ledger, mask, world, b } = bench
  const reads: { ask: Ask; volatile: Set<string>; before: ReturnType<typeof tellsOf> }[] = []
  for (const operation of checked) {
    if (operation.method !== 'GET' || !operation.secured || bench.isShared(operation)) continue
    const ask = await orNothing(world.prepare(operation, { person: b, fresh: false }))
    if (ask === undefined) continue
    const one = await speaker.send(b, ask)
    const other = await speaker.send(b, ask)
    if (!succeeded(one.reply)) continue
    const told = [tellsOf(one.reply), tellsOf(other.reply)] as const
    reads.push({ ask, before: told[0], volatile: volatileIn(told) })
  }
  await furnish(bench)
  for (const { ask, before, volatile } of reads) {
    const { operation } = ask
    const changed = async () => {
      const heard = await speaker.send(b, ask)
      return { heard, places: differences(before, tellsOf(heard.reply), volatile) }
    }
    const { heard, places } = await changed()
    ledger.tried(operation, 'isolation', 'answer')
    if (places.length === 0) continue
    // What goes by the clock goes on when nobody does anything.
    const again = await changed()
    const moved = differences(tellsOf(heard.reply), tellsOf(again.heard.reply), new Set())
    const lasting = places.filter((place) => !moved.includes(place))
    if (lasting.length === 0) continue
    ledger.find(operation, {
      ...{ check: 'interference', part: 'isolation', place: 'answer' },
      detail: `A made something, and B's answer changed: ${sayDifferences(lasting, [before, tellsOf(heard.reply)], mask)}`,
      ...speaker.evidence(heard),
    })
  }
}

/** A makes one of everything, for B to be shown by mistake. */
export async function furnish({ contract, speaker, world, a }: Bench): Promise<void> {
  const makers = contract.operations.filter(({ method, secured }) => method === 'POST' && secured)
  for (const maker of makers) {
    const ask = await orNothing(world.prepare(maker, { person: a, fresh: false }))
    if (ask !== undefined) await speaker.send(a, ask)
  }
}

/** Words that only A wrote, in every parameter that takes words. */
export async function checkSearch(bench: Bench, operation: Operation): Promise<void> {
  const { world, a, b } = bench
  if (isUnsafe(operation) || !bench.allowWrites || bench.isShared(operation)) return
  for (const place of operation.parameters) {
    const words = place.in === 'query' && isFreeText(place.schema) && !isCursor(place.name)
    if (!words || !admits(place.schema, a.mark) || /ids?$/i.test(place.name)) continue
    const own = await world.prepare(operation, { person: b, fresh: false })
    await attack(bench, {
      ...{ operation, place: `query ${place.name}`, difference: 'search-leak', known: {} },
      foreign: withValue(own, place, a.mark),
      missing: () => withValue(own, place, neverLike(a.mark)),
      ids: (ask) => [ask.query[place.name] ?? ''],
    })
  }
}

async function orNothing(asking: Promise<Ask>): Promise<Ask | undefined> {
  return asking.catch((error: unknown) => {
    if (error instanceof NotCoveredError) return undefined
    throw error
  })
}

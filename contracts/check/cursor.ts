/** A's place in A's list, in B's hand: whose data a page holds is for the token to say. */
import { isObject } from '../openapi/document.ts'
import type { Json } from '../openapi/document.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { jsonOf, withValue } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Bench } from './bench.ts'
import type { Person } from './person.ts'
import { NotCoveredError } from './world.ts'

const cursorName = /cursor|page_?token|^(after|before|starting_after|ending_before)$/i

export function isCursor(name: string): boolean {
  return cursorName.test(name)
}

export async function checkCursor(
  bench: Bench,
  operation: Operation,
  place: IdPlace,
): Promise<void> {
  const { world, speaker, ledger, a, b } = bench
  const isTold = place.schema.node['x-source'] !== undefined
  const cursor = isTold
    ? await world.valueOf(operation, place, { person: a, fresh: false })
    : await cursorOf(bench, operation, a)
  const ask = onePage(operation, await world.prepare(operation, { person: b, fresh: false }))
  const heard = await speaker.send(b, withValue(ask, place, cursor), { quiet: true })
  ledger.tried(operation, 'isolation', `${place.in} ${place.name}`)
  if (heard.foreign.length === 0) return
  ledger.find(operation, {
    ...{ check: 'cursor-of-another', part: 'isolation', place: `${place.in} ${place.name}` },
    detail: `B was answered ${heard.reply.status} with ${heard.foreign.join(' and ')}`,
    ...speaker.evidence(heard),
  })
}

/** Of a list with more than one page: A makes a few of what it holds, where that is allowed. */
async function cursorOf(bench: Bench, operation: Operation, a: Person): Promise<string> {
  const { contract, world, speaker, allowWrites } = bench
  const maker = contract.operations.find(
    ({ method, template }) => method === 'POST' && template === operation.template,
  )
  for (let count = 0; maker !== undefined && allowWrites && count < 3; count += 1) {
    await speaker.send(a, await world.prepare(maker, { person: a, fresh: false }))
  }
  const ask = onePage(operation, await world.prepare(operation, { person: a, fresh: false }))
  const { reply } = await speaker.send(a, ask)
  const cursor = find(jsonOf(reply.text) ?? null)
  if (cursor === undefined) throw new NotCoveredError("no answer to A's list holds a cursor")
  return cursor
}

/** With the smallest page that the contract allows. */
function onePage({ parameters }: Operation, ask: Ask): Ask {
  const size = parameters.find(
    ({ in: place, name }) =>
      place === 'query' && /^(limit|(page_?)?size|per_?page|first|count|max_?results)$/i.test(name),
  )
  const smallest = size?.schema.node['minimum']
  return size
    ? withValue(ask, size, typeof smallest === 'number' ? `${Math.max(1, smallest)}` : '1')
    : ask
}

function find(node: Json, name = ''): string | undefined {
  if (typeof node === 'string') {
    return node !== '' && (isCursor(name) || /^next/i.test(name)) ? node : undefined
  }
  if (!isObject(node)) return undefined
  for (const [member, value] of Object.entries(node)) {
    const found = find(value, /^next/i.test(name) ? name : member)
    if (found !== undefined) return found
  }
  return undefined
}

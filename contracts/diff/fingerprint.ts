/** A text that is equal for two values which mean the same, wherever their parts stand. */
import type { Contract, Json, Place } from './contract.ts'
import { child, children, isList } from './contract.ts'

/** What a schema or another object only says about itself. */
export const annotations: ReadonlySet<string> = new Set([
  ...['title', 'description', 'summary', 'example', 'examples', '$comment', 'externalDocs'],
  ...['deprecated', '$id', '$anchor', '$schema', '$defs', 'definitions', 'links', 'tags'],
])

export function fingerprint(contract: Contract, place: Place | undefined): string {
  return JSON.stringify(place === undefined ? null : plain(contract, place, []))
}

function plain(contract: Contract, place: Place, above: readonly string[]): Json {
  const reference = child(place, '$ref')?.value
  if (typeof reference === 'string') {
    const target = contract.target(reference)
    // Where a circle closes, its name has to do.
    if (above.includes(target.at)) return { $ref: reference }
    return plain(contract, target, [...above, target.at])
  }
  if (isList(place.value)) {
    return [...children(place).values()].map((item) => plain(contract, item, above))
  }
  if (typeof place.value !== 'object' || place.value === null) return place.value
  const members = [...children(place)]
    .filter(([name]) => !annotations.has(name) && !name.startsWith('x-'))
    .map(([name, member]) => [name, plain(contract, member, above)] as const)
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}

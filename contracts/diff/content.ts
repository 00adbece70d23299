/** Bodies by media type, and the schemas that travel in one direction. */
import { children } from './contract.ts'
import type { Contract, Place } from './contract.ts'
import { fingerprint } from './fingerprint.ts'
import { isRule } from './rules.ts'
import type { Change } from './rules.ts'
import { compareSchemas } from './schemas.ts'
import { anything, viewOf } from './view.ts'

export type Direction = 'request' | 'response'

/** The same thing in both contracts. */
export interface Pair<T = Place> {
  readonly old: T
  readonly current: T
}

export interface Contracts {
  readonly old: Contract
  readonly current: Contract
}

export function compareContent(
  contracts: Contracts,
  { old, current }: Pair<Place | undefined>,
  direction: Direction,
): Change[] {
  const [before, after] = [contentOf(contracts.old, old), contentOf(contracts.current, current)]
  const changes: Change[] = []
  for (const [type, { at }] of before) {
    if (after.has(type)) continue
    changes.push({ rule: `${direction}-media-type-removed`, at, text: `${type} is gone` })
  }
  for (const [type, media] of after) {
    const published = before.get(type)
    if (published !== undefined) {
      changes.push(...compareMedia(contracts, { old: published, current: media }, direction))
    } else if (direction === 'response' && before.size > 0) {
      changes.push({ rule: 'response-media-type-added', at: media.at, text: `${type} is new` })
    }
  }
  return changes
}

function contentOf(contract: Contract, place: Place | undefined): Map<string, Place> {
  const content = contract.members(place, 'content')
  return new Map([...content].map(([type, media]) => [type.toLowerCase(), media]))
}

function compareMedia(
  contracts: Contracts,
  { old, current }: Pair,
  direction: Direction,
): Change[] {
  const [was, is] = [children(old).get('encoding'), children(current).get('encoding')]
  const encoding =
    fingerprint(contracts.old, was) === fingerprint(contracts.current, is)
      ? []
      : [{ rule: 'encoding-changed' as const, at: (is ?? was ?? current).at, text: 'it differs' }]
  return [...encoding, ...compareSchemaOf(contracts, { old, current }, direction)]
}

/** The `schema` of a parameter, header or media type. None is one that allows everything. */
export function compareSchemaOf(
  contracts: Contracts,
  { old, current }: Pair,
  direction: Direction,
): Change[] {
  const [before, after] = [schemaView(contracts.old, old), schemaView(contracts.current, current)]
  const effect = direction === 'request' ? 'narrower' : 'wider'
  return compareSchemas(before, after)
    .filter((finding) => finding.effect === effect)
    .map(({ name, at, text }) => {
      const rule = `${direction}-${name}`
      if (!isRule(rule)) throw new Error(`no such rule: ${rule}`)
      return { rule, at, text }
    })
}

function schemaView(contract: Contract, place: Place) {
  const schema = children(place).get('schema')
  return schema === undefined ? anything(contract, place.at) : viewOf(contract, schema)
}

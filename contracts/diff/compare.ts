/** What the current contract breaks of the published one. */
import { compareRequests } from './requests.ts'
import type { Operation } from './requests.ts'
import { compareResponses } from './responses.ts'
import { child, children } from './contract.ts'
import type { Contract, Place } from './contract.ts'
import type { Contracts, Pair } from './content.ts'
import { fingerprint } from './fingerprint.ts'
import type { Change } from './rules.ts'
import { compareSecurity, compareSecuritySchemes } from './security.ts'

/** A change of something that several operations share is one change. */
export interface BreakingChange extends Change {
  /** Their ids, or method and path where there is none; empty for what concerns all. */
  readonly operations: readonly string[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

export function compareContracts(contracts: Contracts): BreakingChange[] {
  const found = new Map<string, { change: Change; operations: Set<string> }>()
  const add = (changes: readonly Change[], operation?: string) => {
    for (const change of changes) {
      const key = `${change.rule} ${change.at}`
      const entry = found.get(key) ?? { change, operations: new Set() }
      if (operation !== undefined) entry.operations.add(operation)
      found.set(key, entry)
    }
  }
  add(compareSchemaNames(contracts))
  add(compareSecuritySchemes(contracts))
  add(compareUnjudged(contracts, { old: contracts.old.root, current: contracts.current.root }))

  const paths = contracts.current.members(contracts.current.root, 'paths')
  for (const [path, old] of contracts.old.members(contracts.old.root, 'paths')) {
    if (!path.startsWith('/')) continue
    const current = paths.get(path)
    if (current === undefined) {
      add([{ rule: 'path-removed', at: old.at, text: `${path} is gone` }])
      continue
    }
    for (const method of methods) {
      const place = child(old, method)
      if (place === undefined) continue
      const name = idOf(place) ?? `${method.toUpperCase()} ${path}`
      const pair = { old: { path: old, place }, current: operationOf(current, method) }
      add(compareOperation(contracts, pair), name)
    }
  }
  return [...found.values()]
    .map(({ change, operations }) => ({ ...change, operations: [...operations] }))
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
}

function placeOf({ at, rule }: Change): string {
  return `${at} ${rule}`
}

function operationOf(path: Place, method: string): Operation | undefined {
  const place = child(path, method)
  return place && { path, place }
}

function compareOperation(
  contracts: Contracts,
  { old, current }: { readonly old: Operation; readonly current: Operation | undefined },
): Change[] {
  if (current === undefined) {
    return [{ rule: 'operation-removed', at: old.place.at, text: 'the operation is gone' }]
  }
  const places = { old: old.place, current: current.place }
  return [
    ...compareIds(places),
    ...compareTags(places),
    ...compareServers(contracts, { old, current }),
    ...compareSecurity(contracts, places),
    ...compareRequests(contracts, { old, current }),
    ...compareResponses(contracts, places),
    ...compareUnjudged(contracts, places),
  ]
}

function compareIds({ old, current }: Pair): Change[] {
  const [was, is] = [idOf(old), idOf(current)]
  if (was === undefined || was === is) return []
  const at = child(current, 'operationId')?.at ?? current.at
  return [{ rule: 'operation-id-changed', at, text: `${was} is now ${is ?? 'without a name'}` }]
}

function compareTags({ old, current }: Pair): Change[] {
  const [was, is] = [old, current].map((place) => firstTag(place))
  if (was === undefined || was.value === is?.value) return []
  const text = `${JSON.stringify(was.value)} is now ${JSON.stringify(is?.value ?? 'without one')}`
  return [{ rule: 'operation-tag-changed', at: is?.at ?? was.at, text }]
}

function firstTag(operation: Place): Place | undefined {
  const tags = child(operation, 'tags')
  return tags && child(tags, '0')
}

function compareSchemaNames({ old, current }: Contracts): Change[] {
  const [before, after] = [old, current].map(({ root }) => {
    const components = child(root, 'components')
    return children(components && child(components, 'schemas'))
  })
  return [...(before ?? [])]
    .filter(([name]) => !after?.has(name))
    .map(([name, { at }]) => ({ rule: 'schema-removed', at, text: `${name} is gone` }))
}

function compareServers(contracts: Contracts, { old, current }: Pair<Operation>): Change[] {
  const left = new Set(serversOf(contracts.current, current).map(([url]) => url))
  return serversOf(contracts.old, old)
    .filter(([url]) => !left.has(url))
    .map(([url, at]) => ({ rule: 'server-removed', at, text: `${url} is gone` }))
}

function serversOf(contract: Contract, { path, place }: Operation): [string, string][] {
  const owner = [place, path, contract.root].find((one) => child(one, 'servers') !== undefined)
  const servers = owner && child(owner, 'servers')
  return [...children(servers).values()].map((server) => [
    JSON.stringify(child(server, 'url')?.value),
    server.at,
  ])
}

function compareUnjudged(contracts: Contracts, { old, current }: Pair): Change[] {
  return ['callbacks', 'webhooks'].flatMap((name): Change[] => {
    const [was, is] = [child(old, name), child(current, name)]
    const same = [written(contracts.old, was), written(contracts.current, is)]
    if (same[0] === same[1]) return []
    return [{ rule: 'not-judged', at: (is ?? was ?? current).at, text: `${name} differ` }]
  })
}

/** None at all and none in it are the same. */
function written(contract: Contract, place: Place | undefined): string {
  return children(place).size === 0 ? '' : fingerprint(contract, place)
}

function idOf(operation: Place): string | undefined {
  const id = child(operation, 'operationId')?.value
  return typeof id === 'string' ? id : undefined
}

/** What goes in: parameters and bodies. */
import { child, children } from './contract.ts'
import type { Contract, Json, Place } from './contract.ts'
import { compareContent, compareSchemaOf } from './content.ts'
import type { Contracts, Pair } from './content.ts'
import type { Change } from './rules.ts'

/** A path item and one of its operations. */
export interface Operation {
  readonly path: Place
  readonly place: Place
}

export function compareRequests(contracts: Contracts, pair: Pair<Operation>): Change[] {
  return [...compareParameters(contracts, pair), ...compareBodies(contracts, pair)]
}

function compareParameters(contracts: Contracts, { old, current }: Pair<Operation>): Change[] {
  const before = parametersOf(contracts.old, old)
  const after = parametersOf(contracts.current, current)
  const changes: Change[] = []
  for (const [name, { at }] of before) {
    if (!after.has(name)) changes.push({ rule: 'parameter-removed', at, text: `${name} is gone` })
  }
  for (const [name, parameter] of after) {
    const published = before.get(name)
    if (isTrue(parameter, 'required') && !(published && isTrue(published, 'required'))) {
      changes.push({
        rule: 'parameter-required',
        at: parameter.at,
        text: `${name} has to be there`,
      })
    }
    if (published === undefined) continue
    const same = { old: published, current: parameter }
    if (writing(published) !== writing(parameter)) {
      const text = `${name} was written ${writing(published)} and now ${writing(parameter)}`
      changes.push({ rule: 'parameter-written-differently', at: parameter.at, text })
    }
    changes.push(...compareSchemaOf(contracts, same, 'request'))
    changes.push(...compareContent(contracts, same, 'request'))
  }
  return changes
}

/** By where they are and what they are called; those of an operation override its path's. */
function parametersOf(contract: Contract, { path, place }: Operation): Map<string, Place> {
  const all = [path, place].flatMap((owner) => [...contract.members(owner, 'parameters').values()])
  return new Map(
    all.map((parameter) => {
      const [where, name] = [textOf(parameter, 'in'), textOf(parameter, 'name')]
      return [`${where} ${where === 'header' ? name.toLowerCase() : name}`, parameter]
    }),
  )
}

/** How values become text, with what is left out filled in (OpenAPI 3.1 §4.8.12). */
function writing(parameter: Place): string {
  const isForm = ['query', 'cookie'].includes(textOf(parameter, 'in'))
  const style = textOf(parameter, 'style') || (isForm ? 'form' : 'simple')
  const explode = child(parameter, 'explode')?.value ?? style === 'form'
  const flags = ['allowReserved', 'allowEmptyValue'].filter((flag) => isTrue(parameter, flag))
  return [style, ...(explode === true ? ['exploded'] : []), ...flags].join(' ')
}

function compareBodies(contracts: Contracts, { old, current }: Pair<Operation>): Change[] {
  const before = bodyOf(contracts.old, old)
  const after = bodyOf(contracts.current, current)
  if (after === undefined) {
    if (before === undefined) return []
    return [{ rule: 'request-body-removed', at: before.at, text: 'the body is gone' }]
  }
  const isNewlyRequired = isTrue(after, 'required') && !(before && isTrue(before, 'required'))
  return [
    ...(isNewlyRequired
      ? [{ rule: 'request-body-required' as const, at: after.at, text: 'it has to be there' }]
      : []),
    ...(before ? compareContent(contracts, { old: before, current: after }, 'request') : []),
  ]
}

function bodyOf(contract: Contract, { place }: Operation): Place | undefined {
  const body = children(place).get('requestBody')
  return body && contract.resolve(body)
}

function textOf(place: Place, name: string): string {
  const value: Json | undefined = child(place, name)?.value
  return typeof value === 'string' ? value : ''
}

export function isTrue(place: Place, name: string): boolean {
  return child(place, name)?.value === true
}

/** Who may call: stricter breaks clients, and looser breaks what everybody else was promised. */
import { child, children, isList } from './contract.ts'
import type { Contract, Place } from './contract.ts'
import type { Contracts, Pair } from './content.ts'
import { fingerprint } from './fingerprint.ts'
import type { Change } from './rules.ts'

/** What has to be shown together: scheme → scopes. None: nothing. */
type Requirement = ReadonlyMap<string, readonly string[]>

export function compareSecurity(contracts: Contracts, { old, current }: Pair): Change[] {
  const [before, after] = [
    requirementsOf(contracts.old, old),
    requirementsOf(contracts.current, current),
  ]
  const at = securityOf(contracts.current, current)?.at ?? current.at
  const text = `was ${written(before)} and is ${written(after)}`
  const opens = (shown: Requirement, doors: readonly Requirement[]) =>
    doors.some((door) => isEnough(shown, door))
  return [
    ...(before.every((shown) => opens(shown, after))
      ? []
      : [{ rule: 'security-stricter' as const, at, text }]),
    ...(after.every((shown) => opens(shown, before))
      ? []
      : [{ rule: 'security-looser' as const, at, text }]),
  ]
}

export function compareSecuritySchemes(contracts: Contracts): Change[] {
  const [before, after] = [contracts.old, contracts.current].map((contract) =>
    contract.members(child(contract.root, 'components'), 'securitySchemes'),
  )
  return [...(after ?? [])].flatMap(([name, scheme]): Change[] => {
    const published = before?.get(name)
    if (published === undefined) return []
    const same = fingerprint(contracts.old, published) === fingerprint(contracts.current, scheme)
    const text = `${name} is another one`
    return same ? [] : [{ rule: 'security-scheme-changed', at: scheme.at, text }]
  })
}

function securityOf(contract: Contract, operation: Place): Place | undefined {
  return child(operation, 'security') ?? child(contract.root, 'security')
}

function requirementsOf(contract: Contract, operation: Place): readonly Requirement[] {
  const found = [...children(securityOf(contract, operation)).values()].map((requirement) => {
    const schemes = [...children(requirement)].map(([name, { value }]) => {
      return [name, isList(value) ? value.map(String) : []] as const
    })
    return new Map(schemes)
  })
  return found.length > 0 ? found : [new Map()]
}

function isEnough(shown: Requirement, door: Requirement): boolean {
  return [...door].every(
    ([scheme, scopes]) =>
      scopes.every((scope) => shown.get(scheme)?.includes(scope)) && shown.has(scheme),
  )
}

function written(requirements: readonly Requirement[]): string {
  const texts = requirements.map((schemes) =>
    [...schemes].map(([name, scopes]) => [name, ...scopes].join(' ')).join(' and '),
  )
  return texts.map((text) => text || 'public').join(' or ')
}

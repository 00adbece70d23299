/**
 * Compares two schemas. What the new one no longer allows breaks those who send it, what it allows
 * from now on breaks those who receive it; everything said here is one of the two.
 */
import { compareAlternatives } from './alternatives.ts'
import { compareBounds } from './bounds.ts'
import { narrower, wider } from './finding.ts'
import type { Finding } from './finding.ts'
import { compareUnjudged } from './unjudged.ts'
import type { View } from './view.ts'
import {
  isImpossible,
  itemsOf,
  memberOf,
  namedMembers,
  otherMembers,
  places,
  requiredMembers,
  typesOf,
  valuesOf,
} from './view.ts'

/** Pairs that are being compared already: a circle adds nothing new the second time around. */
type Above = ReadonlySet<string>

export function compareSchemas(old: View, current: View, above: Above = new Set()): Finding[] {
  const pair = [old, current].map(({ parts }) => parts.map(({ at }) => at).join(' ')).join(' → ')
  if (above.has(pair)) return []
  const seen: Above = new Set([...above, pair])
  const compareAgain = (one: View, other: View) => compareSchemas(one, other, seen)
  return compareAlternatives(old, current, compareAgain) ?? compareParts(old, current, seen)
}

function compareParts(old: View, current: View, above: Above): Finding[] {
  return [
    ...compareValues(old, current),
    ...compareTypes(old, current),
    ...compareBounds(old, current),
    ...compareMembers(old, current, above),
    ...compareItems(old, current, above),
    ...compareDefaults(old, current),
    ...compareUnjudged(old, current),
  ]
}

function compareValues(old: View, current: View): Finding[] {
  const [before, after] = [valuesOf(old), valuesOf(current)]
  if (before === undefined && after === undefined) return []
  if (before === undefined) {
    const text = `only these values are left: ${[...(after?.keys() ?? [])].join(', ')}`
    return [narrower('value-removed', firstOf(after) ?? current.at, text)]
  }
  if (after === undefined) {
    const text = `was one of ${[...before.keys()].join(', ')} and may now be any other value`
    return [wider('value-added', firstOf(before) ?? old.at, text)]
  }
  const gone = [...before].filter(([value]) => !after.has(value))
  const fresh = [...after].filter(([value]) => !before.has(value))
  return [
    ...gone.map(([value, at]) => narrower('value-removed', at, `${value} is gone`)),
    ...fresh.map(([value, at]) => wider('value-added', at, `${value} is new`)),
  ]
}

function compareTypes(old: View, current: View): Finding[] {
  // Where both list their values, the values have said it all.
  if (valuesOf(old) !== undefined && valuesOf(current) !== undefined) return []
  const [before, after] = [typesOf(old), typesOf(current)]
  const at = places(current, 'type').at(-1)?.at ?? places(old, 'type').at(-1)?.at ?? current.at
  const gone = [...before].filter((type) => !after.has(type)).join(', ')
  const fresh = [...after].filter((type) => !before.has(type)).join(', ')
  return [
    ...(gone === '' ? [] : [narrower('type-narrowed', at, `no longer ${gone}`)]),
    ...(fresh === '' ? [] : [wider('type-widened', at, `may now be ${fresh}`)]),
  ]
}

function compareMembers(old: View, current: View, above: Above): Finding[] {
  if (!typesOf(old).has('object') || !typesOf(current).has('object')) return []
  const [before, after] = [namedMembers(old), namedMembers(current)]
  const findings: Finding[] = []
  for (const [name, at] of before) {
    if (after.has(name)) continue
    const text = `the member ${name} is gone`
    findings.push(narrower('member-removed', at, text), wider('member-removed', at, text))
  }
  for (const [name, at] of after) {
    const published = memberOf(old, name)
    if (before.has(name) || !isImpossible(published)) {
      // A member that nobody named before could be anything, and nobody counted on it.
      if (published.parts.length === 0 && !before.has(name)) continue
      findings.push(...compareSchemas(published, memberOf(current, name), above))
    } else {
      const text = `the member ${name} is new where no other was allowed`
      findings.push(wider('member-added', at, text))
    }
  }
  return [...findings, ...compareRequired(old, current), ...compareRest(old, current, above)]
}

function compareRequired(old: View, current: View): Finding[] {
  const [before, after] = [requiredMembers(old), requiredMembers(current)]
  const left = namedMembers(current)
  const wasNamed = namedMembers(old)
  const fresh = [...after].filter(([name]) => !before.has(name))
  const gone = [...before].filter(
    ([name]) => !after.has(name) && (left.has(name) || !wasNamed.has(name)),
  )
  return [
    ...fresh.map(([name, at]) => narrower('member-required', at, `${name} has to be there`)),
    ...gone.map(([name, at]) =>
      wider('member-optional', left.get(name) ?? at, `${name} may be missing`),
    ),
  ]
}

function compareRest(old: View, current: View, above: Above): Finding[] {
  const [before, after] = [otherMembers(old), otherMembers(current)]
  if (isImpossible(before) && isImpossible(after)) return []
  if (isImpossible(after)) {
    return [narrower('members-closed', after.at, 'members without a name here are refused')]
  }
  if (isImpossible(before)) {
    return [wider('members-opened', current.at, 'members without a name here are possible')]
  }
  return compareSchemas(before, after, above)
}

function compareItems(old: View, current: View, above: Above): Finding[] {
  if (!typesOf(old).has('array') || !typesOf(current).has('array')) return []
  const [before, after] = [itemsOf(old), itemsOf(current)]
  if (before.parts.length + after.parts.length === 0) return []
  return compareSchemas(before, after, above)
}

/** What is sent by leaving it out. A default that is new only says what happened all along. */
function compareDefaults(old: View, current: View): Finding[] {
  const [before, after] = [places(old, 'default').at(-1), places(current, 'default').at(-1)]
  if (before === undefined || JSON.stringify(before.value) === JSON.stringify(after?.value)) {
    return []
  }
  const now = after === undefined ? 'has none' : `is ${JSON.stringify(after.value)}`
  const text = `the default was ${JSON.stringify(before.value)} and now ${now}`
  return [narrower('default-changed', after?.at ?? before.at, text)]
}

function firstOf(values: Map<string, string> | undefined): string | undefined {
  return values?.values().next().value
}

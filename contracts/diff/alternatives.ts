/**
 * `anyOf` and `oneOf`: what travels must fit one of the alternatives on the other side. (That a
 * value must not fit two of a `oneOf` is beyond a comparison of two documents.)
 */
import { children } from './contract.ts'
import { narrower, wider } from './finding.ts'
import type { Finding } from './finding.ts'
import type { View } from './view.ts'
import { both, places, typesOf, viewOf } from './view.ts'

type Effect = Finding['effect']
type Compare = (old: View, current: View) => Finding[]

/** undefined: there are no alternatives on either side. */
export function compareAlternatives(
  old: View,
  current: View,
  compare: Compare,
): Finding[] | undefined {
  const [before, after] = [alternativesOf(old), alternativesOf(current)]
  if (before === undefined && after === undefined) return undefined
  const olds = before ?? [old]
  const currents = after ?? [current]
  const partner = pairing(olds, currents, compare)
  const gone = olds
    .filter((one) => !isCovered(one, currents, 'narrower', compare))
    .flatMap((one) => {
      const other = partner(one)
      if (other !== undefined) return only('narrower', compare(one, other))
      return [narrower('alternative-removed', one.at, 'this alternative is gone')]
    })
  const fresh = currents
    .filter((one) => !isCovered(one, olds, 'wider', (a, b) => compare(b, a)))
    .flatMap((one) => {
      const other = partner(one)
      if (other !== undefined) return only('wider', compare(other, one))
      return [wider('alternative-added', one.at, 'this alternative is new')]
    })
  return [...gone, ...fresh]
}

/** Whether all that fits this one fits one of those, of several types each for itself. */
function isCovered(one: View, those: readonly View[], effect: Effect, compare: Compare): boolean {
  const fits = (view: View) =>
    those.some((other) => only(effect, compare(view, other)).length === 0)
  if (fits(one)) return true
  const types = [...typesOf(one)]
  return types.length > 1 && types.map((type) => ofType(one, type)).every(fits)
}

function ofType(view: View, type: string): View {
  const name = type === 'fraction' ? 'number' : type
  const part = { keywords: { type: name }, at: `${view.at}?type=${name}` }
  return { ...view, parts: [...view.parts, part] }
}

/**
 * Which two to compare when they differ: those of one place, or the only two left. An alternative
 * that has an equal on the other side is nobody else's partner.
 */
function pairing(olds: readonly View[], currents: readonly View[], compare: Compare) {
  const pairs = new Map<View, View>()
  const join = (isPair: (one: View, other: View) => boolean) => {
    for (const one of olds.filter((view) => !pairs.has(view))) {
      const other = currents.find((view) => !pairs.has(view) && isPair(one, view))
      if (other !== undefined) pairs.set(one, other).set(other, one)
    }
  }
  join((one, other) => compare(one, other).length === 0)
  join((one, other) => one.at === other.at)
  const left = [olds, currents].map((views) => views.filter((view) => !pairs.has(view)))
  if (left.every(({ length }) => length === 1)) join(() => true)
  return (view: View) => pairs.get(view)
}

/** Every way through the groups of alternatives; undefined when there are none. */
function alternativesOf(view: View): View[] | undefined {
  const groups = [...places(view, 'anyOf'), ...places(view, 'oneOf')]
  if (groups.length === 0) return undefined
  const rest = view.parts.map(({ keywords: { anyOf, oneOf, ...keywords }, at }) => ({
    keywords,
    at,
  }))
  let ways: View[] = [{ ...view, parts: rest }]
  for (const group of groups) {
    const choices = [...children(group).values()].map((place) => viewOf(view.contract, place))
    ways = ways.flatMap((way) => choices.map((choice) => ({ ...both(way, choice), at: choice.at })))
    if (ways.length > 256) throw new Error(`too many alternatives to compare: ${group.at}`)
  }
  return ways.flatMap((way) => alternativesOf(way) ?? [way])
}

function only(effect: Effect, findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.effect === effect)
}

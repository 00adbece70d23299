/** The keywords that bound a value: sizes, and what a text has to look like. */
import { narrower, wider } from './finding.ts'
import type { Finding } from './finding.ts'
import type { View } from './view.ts'
import { places, typesOf } from './view.ts'

type Bounded = 'string' | 'number' | 'array' | 'object'

/** By keyword: what it bounds, and whether it is a floor or a ceiling. */
const limits: Readonly<Record<string, readonly [Bounded, 'floor' | 'ceiling']>> = {
  minimum: ['number', 'floor'],
  exclusiveMinimum: ['number', 'floor'],
  maximum: ['number', 'ceiling'],
  exclusiveMaximum: ['number', 'ceiling'],
  minLength: ['string', 'floor'],
  maxLength: ['string', 'ceiling'],
  minItems: ['array', 'floor'],
  maxItems: ['array', 'ceiling'],
  minProperties: ['object', 'floor'],
  maxProperties: ['object', 'ceiling'],
}

/** Sizes are never below this, so such a floor says nothing. */
const least = 0

export const boundKeywords: readonly string[] = [
  ...Object.keys(limits),
  ...['pattern', 'format', 'contentEncoding', 'contentMediaType', 'multipleOf', 'uniqueItems'],
]

export function compareBounds(old: View, current: View): Finding[] {
  const limited = Object.entries(limits).flatMap(([keyword, [type, side]]) =>
    concerns(old, current, type) ? compareLimit(old, current, keyword, side, type) : [],
  )
  const looks = ['pattern', 'format', 'contentEncoding', 'contentMediaType']
  const unlimited = [
    ...looks.filter((name) => name === 'format' || concerns(old, current, 'string')),
    ...(concerns(old, current, 'number') ? ['multipleOf'] : []),
    ...(concerns(old, current, 'array') ? ['uniqueItems'] : []),
  ]
  return [...limited, ...unlimited.flatMap((keyword) => compareLook(old, current, keyword))]
}

/** What bounds a text means nothing where no text is allowed. */
function concerns(old: View, current: View, type: Bounded): boolean {
  const names = type === 'number' ? (['integer', 'fraction'] as const) : [type]
  return names.some((name) => typesOf(old).has(name) && typesOf(current).has(name))
}

function compareLimit(
  old: View,
  current: View,
  keyword: string,
  side: 'floor' | 'ceiling',
  type: Bounded,
): Finding[] {
  const [before, after] = [old, current].map((view) => limitOf(view, keyword, side, type))
  if (before?.value === after?.value) return []
  const [was, is] = [before?.value ?? 'none', after?.value ?? 'none']
  const text = `${keyword} was ${was} and is ${is}`
  const open = side === 'floor' ? -Infinity : Infinity
  const [one, other] = [before?.value ?? open, after?.value ?? open]
  const isNarrower = side === 'floor' ? other > one : other < one
  const at = after?.at ?? before?.at ?? current.at
  return [isNarrower ? narrower('bound-narrowed', at, text) : wider('bound-widened', at, text)]
}

function limitOf(view: View, keyword: string, side: 'floor' | 'ceiling', type: Bounded) {
  const found = places(view, keyword)
    .map(({ value, at }) => ({ value: Number(value), at }))
    .filter(({ value }) => side === 'ceiling' || type === 'number' || value > least)
    .sort((one, other) => (side === 'floor' ? other.value - one.value : one.value - other.value))
  return found.at(0)
}

/** Two patterns, formats or steps can't be told to contain one another: a new one is both. */
function compareLook(old: View, current: View, keyword: string): Finding[] {
  const [before, after] = [looksOf(old, keyword), looksOf(current, keyword)]
  const gone = [...before].filter(([look]) => !after.has(look))
  const fresh = [...after].filter(([look]) => !before.has(look))
  return [
    ...fresh.map(([look, at]) => narrower('format-narrowed', at, `${keyword} ${look} is new`)),
    ...gone.map(([look, at]) => wider('format-widened', at, `${keyword} ${look} is gone`)),
  ]
}

function looksOf(view: View, keyword: string): Map<string, string> {
  const found = places(view, keyword).filter(({ value }) => value !== false)
  return new Map(found.map(({ value, at }) => [JSON.stringify(value), at]))
}

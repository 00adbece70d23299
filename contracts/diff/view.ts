/**
 * What a schema asks for, all of it: its own keywords and those of every `allOf` and `$ref`, as one
 * list of parts that must all hold.
 */
import type { Contract, Json, JsonObject, Place } from './contract.ts'
import { below, child, children, isList, isObject } from './contract.ts'

interface Part {
  readonly keywords: JsonObject
  readonly at: string
}

export interface View {
  readonly contract: Contract
  /** The schema that was asked about, to name it by. */
  readonly at: string
  /** None: everything is allowed. */
  readonly parts: readonly Part[]
}

const allTypes = ['null', 'boolean', 'object', 'array', 'string', 'integer', 'fraction'] as const
type Type = (typeof allTypes)[number]

export function viewOf(contract: Contract, place: Place): View {
  return { contract, at: contract.resolve(place).at, parts: partsOf(contract, place, []) }
}

/** Everything. */
export function anything(contract: Contract, at: string): View {
  return { contract, at, parts: [] }
}

/** Both must hold. */
export function both(one: View, other: View): View {
  return { ...one, parts: [...one.parts, ...other.parts] }
}

function partsOf(contract: Contract, place: Place, above: readonly string[]): readonly Part[] {
  if (above.includes(place.at)) return []
  const seen = [...above, place.at]
  if (place.value === false) return [{ keywords: { not: {} }, at: place.at }]
  if (!isObject(place.value)) return []
  const { $ref, allOf, ...keywords } = place.value
  return [
    ...(typeof $ref === 'string' ? partsOf(contract, contract.target($ref), seen) : []),
    ...[...children(child(place, 'allOf')).values()].flatMap((part) =>
      partsOf(contract, part, seen),
    ),
    ...(Object.keys(keywords).length > 0 ? [{ keywords, at: place.at }] : []),
  ]
}

/** The places of a keyword in all parts. */
export function places(view: View, keyword: string): Place[] {
  return view.parts.flatMap(({ keywords, at }) => child({ value: keywords, at }, keyword) ?? [])
}

export function isImpossible(view: View): boolean {
  return typesOf(view).size === 0
}

export function isEverything(schema: Json): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).length === 0)
}

/** What kinds of values are allowed. An integer is a number, and a fraction is one that is not. */
export function typesOf(view: View): ReadonlySet<Type> {
  let types = new Set<Type>(allTypes)
  for (const { value } of places(view, 'not')) {
    if (isEverything(value)) types = new Set()
  }
  for (const { value } of places(view, 'type')) {
    const named = isList(value) ? value : [value]
    types = keep(types, named.flatMap(kinds))
  }
  const values = valuesOf(view)
  if (values === undefined) return types
  return keep(
    types,
    [...values.keys()].map((text) => kindOf(JSON.parse(text) as Json)),
  )
}

function keep(types: ReadonlySet<Type>, those: readonly Type[]): Set<Type> {
  return new Set(those.filter((type) => types.has(type)))
}

function kinds(name: Json): Type[] {
  if (name === 'number') return ['integer', 'fraction']
  return allTypes.filter((type) => type === name)
}

function kindOf(value: Json): Type {
  if (value === null) return 'null'
  if (isList(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction'
  return typeof value as 'boolean' | 'object' | 'string'
}

/** The values that `enum` and `const` leave, as JSON, with their places; undefined without them. */
export function valuesOf(view: View): Map<string, string> | undefined {
  const lists = [
    ...places(view, 'enum').map((place) => [...children(place).values()]),
    ...places(view, 'const').map((place) => [place]),
  ].map((list) => new Map(list.map(({ value, at }) => [JSON.stringify(value), at])))
  const [first, ...others] = lists
  if (first === undefined) return undefined
  const types = places(view, 'type').map(({ value }) =>
    (isList(value) ? value : [value]).flatMap(kinds),
  )
  const left = [...first].filter(([text]) => {
    const kind = kindOf(JSON.parse(text) as Json)
    return others.every((list) => list.has(text)) && types.every((named) => named.includes(kind))
  })
  return new Map(left)
}

/** The members that have a name of their own, with the places of their schemas. */
export function namedMembers(view: View): Map<string, string> {
  const named = places(view, 'properties').flatMap((properties) => [...children(properties)])
  return new Map(named.map(([name, { at }]) => [name, at]))
}

/** What is asked of the member with this name, whether it is named or falls under the rest. */
export function memberOf(view: View, name: string): View {
  const asked = view.parts.flatMap((part) => {
    const place = { value: part.keywords, at: part.at }
    const properties = child(place, 'properties')
    const own = properties && child(properties, name)
    const matching = [...children(child(place, 'patternProperties'))]
      .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
      .map(([, schema]) => schema)
    const found = [...(own ? [own] : []), ...matching]
    return found.length > 0 ? found : (child(place, 'additionalProperties') ?? [])
  })
  const isKnown = namedMembers(view).has(name)
  const rest = isKnown ? [] : places(view, 'unevaluatedProperties')
  return conjunction(view, [...asked, ...rest], below(view.at, name))
}

/** What is asked of members that have no name of their own. */
export function otherMembers(view: View): View {
  const asked = ['additionalProperties', 'unevaluatedProperties']
  return conjunction(
    view,
    asked.flatMap((keyword) => places(view, keyword)),
    view.at,
  )
}

/** What is asked of each item, but for those that `prefixItems` is about. */
export function itemsOf(view: View): View {
  return conjunction(view, places(view, 'items'), below(view.at, 'items'))
}

/** The required members, each with the place to name: its schema, or the list it stands in. */
export function requiredMembers(view: View): Map<string, string> {
  const named = namedMembers(view)
  const lists = places(view, 'required')
  const names = lists.flatMap(({ value, at }) =>
    (isList(value) ? value : []).flatMap((name) =>
      typeof name === 'string' ? [[name, at] as const] : [],
    ),
  )
  return new Map(names.map(([name, at]) => [name, named.get(name) ?? at]))
}

function conjunction({ contract }: View, schemas: readonly Place[], otherwise: string): View {
  const parts = schemas.flatMap((place) => partsOf(contract, place, []))
  return { contract, at: schemas.map(({ at }) => at).at(-1) ?? otherwise, parts }
}

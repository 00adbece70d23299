/** Values that a schema takes: those it names, and those that stand just inside its borders. */
import { asArray, below, children, isObject } from './document.ts'
import type { Json, JsonObject, Located, OpenApiDocument } from './document.ts'
import { schemaErrors } from './validator.ts'

export interface Sample {
  says: string
  value: Json
}

/** A character of each width in UTF-8: lengths count characters (RFC 8259 §8.2), not bytes or units. */
export const widths = ['x', 'é', '漢', '𝒳']

const ofFormat: Record<string, string[]> = {
  date: ['2028-02-29', '0001-01-01', '9999-12-31'],
  'date-time': ['2028-02-29T23:59:59Z', '2027-01-01T00:00:00.123Z'],
  uuid: ['6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e', '01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07'],
  'date-time-local': ['2028-02-29T23:59:59', '0001-01-01T00:00:00', '9999-12-31T00:00:00'],
  'iana-time-zone': ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'],
  email: ['ada@example.com'],
  uri: ['https://example.com/'],
}

const known = new WeakMap<OpenApiDocument, Map<string, readonly Sample[]>>()

/** Everything worth sending where this schema stands; empty where nothing could be made up. */
export function validValues(schema: Located): readonly Sample[] {
  // Asked for with every request, and always the same.
  const { document, pointer } = schema
  const ofDocument = known.get(document) ?? new Map<string, readonly Sample[]>()
  known.set(document, ofDocument)
  const values = ofDocument.get(pointer) ?? madeUp(schema)
  ofDocument.set(pointer, values)
  return values
}

function madeUp(schema: Located): Sample[] {
  const found = new Map<string, Sample>()
  for (const sample of candidates(schema)) {
    const key = JSON.stringify(sample.value)
    if (!found.has(key) && isValid(schema, sample.value)) found.set(key, sample)
  }
  return [...found.values()]
}

/** One value that the schema takes, its example if there is one. @throws Error when there is none. */
export function oneValueOf(schema: Located): Json {
  const [first] = validValues(schema)
  if (!first) throw new Error(`no value could be made up for the schema at ${schema.pointer}`)
  return first.value
}

/** A value as it stands in a parameter. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function isValid({ document, pointer }: Located, value: Json): boolean {
  return schemaErrors(document, pointer, value).length === 0
}

export function typesOf({ node }: Located): string[] {
  const { type } = node
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.filter((one) => typeof one === 'string')
  return isObject(node['properties']) ? ['object'] : []
}

/** The schemas of which a value must match one. */
export function variantsOf(schema: Located): Located[] {
  return ['anyOf', 'oneOf'].flatMap((keyword) =>
    [...asArray(schema.node[keyword]).keys()].map((index) => below(schema, keyword, index)),
  )
}

function candidates(schema: Located): Sample[] {
  const { node } = schema
  const named = [node['example'], ...asArray(node['examples']), node['default'], node['const']]
  return [
    ...named
      .filter((value) => value !== undefined)
      .map((value) => ({ says: 'as in the contract', value })),
    ...asArray(node['enum']).map((value) => ({ says: JSON.stringify(value), value })),
    ...variantsOf(schema).flatMap(validValues),
    ...typesOf(schema).flatMap((type) => ofType(schema, type)),
    ...joined(schema),
  ]
}

function ofType(schema: Located, type: string): Sample[] {
  switch (type) {
    case 'string':
      return texts(schema)
    case 'integer':
    case 'number':
      return numbers(schema)
    case 'boolean':
      return [true, false].map((value) => ({ says: String(value), value }))
    case 'null':
      return [{ says: 'null', value: null }]
    case 'array':
      return arrays(schema)
    default:
      return objects(schema)
  }
}

function texts({ node }: Located): Sample[] {
  const { minLength = 0, maxLength, format } = node
  const known = typeof format === 'string' ? (ofFormat[format] ?? []) : []
  // What has a format is no mere run of characters.
  const borders = format === undefined ? [minLength, maxLength] : []
  const lengths = borders.filter((length) => typeof length === 'number')
  return [
    ...known.map((value) => ({ says: value, value })),
    ...lengths.flatMap((length) =>
      widths.map((character) => ({
        says: `${String(length)} times ${character}`,
        value: character.repeat(length),
      })),
    ),
  ]
}

function numbers({ node }: Located): Sample[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node
  const inside = [minimum, maximum, ...near(exclusiveMinimum, 1), ...near(exclusiveMaximum, -1)]
  return [...inside, 0, 1]
    .filter((value) => typeof value === 'number')
    .map((value) => ({ says: String(value), value }))
}

export function near(border: Json | undefined, step: number): number[] {
  return typeof border === 'number' ? [border + step] : []
}

function arrays(schema: Located): Sample[] {
  if (!isObject(schema.node['items'])) return [{ says: 'an empty list', value: [] }]
  const items = validValues(below(schema, 'items'))
  const { minItems = 0, maxItems } = schema.node
  const sizes = [minItems, 1, maxItems].filter((size) => typeof size === 'number')
  return [
    ...sizes.map((size) => ({
      says: `${String(size)} items`,
      value: Array.from({ length: size }, (_, index) => items[index % items.length]?.value ?? null),
    })),
    ...items.map(({ says, value }) => ({ says: `an item ${says}`, value: [value] })),
  ]
}

/** All members, only the required ones, and each member at each of its borders. */
function objects(schema: Located): Sample[] {
  const members = [...children(schema, 'properties')].map(
    ([name, member]) => [name, validValues(member)] as const,
  )
  const required = asArray(schema.node['required'])
  const whole: JsonObject = {}
  const least: JsonObject = {}
  for (const [name, [first]] of members) {
    if (!first) continue
    whole[name] = first.value
    if (required.includes(name)) least[name] = first.value
  }
  return [
    { says: 'every member', value: whole },
    { says: 'the required members', value: least },
    ...members.flatMap(([name, samples]) =>
      samples.map(({ says, value }) => ({
        says: `${name}: ${says}`,
        value: { ...least, [name]: value },
      })),
    ),
  ]
}

/** allOf: the members of every part put together. */
function joined(schema: Located): Sample[] {
  const parts = [...asArray(schema.node['allOf']).keys()].map((index) =>
    below(schema, 'allOf', index),
  )
  if (parts.length === 0) return []
  const whole: JsonObject = {}
  for (const part of parts) {
    const [first] = candidates(part)
    if (isObject(first?.value)) Object.assign(whole, first.value)
  }
  return [{ says: 'every part', value: whole }]
}

/** A value that a schema allows, where the document gives no example. */
import { randomBytes, randomUUID } from 'node:crypto'
import { asArray, below, children, isObject } from './document.ts'
import type { Json, JsonObject, Located } from './document.ts'

export interface SampleOptions {
  /** Stands in free text, and keeps what has to be unique apart. */
  mark: string
  /** Members that need not be there are left out; otherwise free text comes along. */
  onlyRequired: boolean
}

/** Undefined where nothing simple fits, such as an odd pattern. */
export function sampleOf(schema: Located, options: SampleOptions): Json | undefined {
  return sample(schema, options, [])
}

/** The members of an object's schema, those of `allOf` and of a first alternative included. */
export function membersOf(schema: Located): Map<string, Located> {
  return new Map(partsOf(schema, []).flatMap((part) => [...children(part, 'properties')]))
}

export function requiredOf(schema: Located): Set<string> {
  const names = partsOf(schema, []).flatMap(({ node }) => asArray(node['required']))
  return new Set(names.filter((name) => typeof name === 'string'))
}

/** True for a string that may hold any words: no enum, no format, no constant. */
export function isFreeText({ node }: Located): boolean {
  const closed = ['enum', 'const', 'format'].some((keyword) => node[keyword] !== undefined)
  return !closed && typesOf(node).includes('string')
}

/** True when the words fit the bounds and the pattern of a string. */
export function admits({ node }: Located, words: string): boolean {
  const { minLength = 0, maxLength = Infinity, pattern } = node
  if (words.length < Number(minLength) || words.length > Number(maxLength)) return false
  return typeof pattern !== 'string' || matches(pattern, words)
}

function partsOf(schema: Located, above: readonly string[]): Located[] {
  if (above.includes(schema.pointer)) return []
  const path = [...above, schema.pointer]
  const all = [...asArray(schema.node['allOf']).keys()].map((index) =>
    below(schema, 'allOf', index),
  )
  const alternatives = ['oneOf', 'anyOf'].filter((word) => asArray(schema.node[word]).length > 0)
  const first = alternatives.map((word) => below(schema, word, 0))
  return [schema, ...[...all, ...first].flatMap((part) => partsOf(part, path))]
}

function sample(
  schema: Located,
  options: SampleOptions,
  above: readonly string[],
): Json | undefined {
  const { node, pointer } = schema
  // A schema that contains itself would never end.
  if (above.includes(pointer)) return undefined
  const path = [...above, pointer]
  const given = givenBy(node)
  if (given !== undefined) return given
  for (const word of ['oneOf', 'anyOf']) {
    for (const index of asArray(node[word]).keys()) {
      const value = sample(below(schema, word, index), options, path)
      if (value !== undefined && value !== null) return value
    }
  }
  const [type] = typesOf(node)
  if (type === 'object' || isObject(node['properties']) || Array.isArray(node['allOf'])) {
    return objectOf(schema, options, path)
  }
  if (type === 'array') return arrayOf(schema, options, path)
  if (type === 'string') return textOf(node, options.mark)
  if (type === 'integer' || type === 'number') return numberOf(node)
  return type === 'boolean' ? false : undefined
}

function givenBy(node: JsonObject): Json | undefined {
  // An address that two people share is refused the second time.
  if (node['format'] === 'email') return undefined
  return (
    node['example'] ??
    asArray(node['examples'])[0] ??
    node['const'] ??
    node['default'] ??
    asArray(node['enum'])[0]
  )
}

function typesOf({ type }: JsonObject): string[] {
  const types = Array.isArray(type) ? type : [type]
  return types.filter((name) => typeof name === 'string' && name !== 'null') as string[]
}

function objectOf(
  schema: Located,
  options: SampleOptions,
  path: readonly string[],
): JsonObject | undefined {
  const required = requiredOf(schema)
  const object: JsonObject = {}
  for (const [name, member] of membersOf(schema)) {
    const wanted = required.has(name) || (!options.onlyRequired && isFreeText(member))
    if (!wanted || member.node['readOnly'] === true) continue
    const value = sample(member, options, path)
    if (value !== undefined) object[name] = value
    else if (required.has(name)) return undefined
  }
  return object
}

function arrayOf(
  schema: Located,
  options: SampleOptions,
  path: readonly string[],
): Json[] | undefined {
  const length = Number(schema.node['minItems'] ?? 0)
  if (length === 0 || !isObject(schema.node['items'])) return []
  const item = sample(below(schema, 'items'), options, path)
  return item === undefined ? undefined : Array.from({ length }, () => item)
}

const formats: Record<string, (mark: string) => string> = {
  uuid: () => randomUUID(),
  date: () => '2026-01-31',
  'date-time': () => '2026-01-31T12:00:00Z',
  time: () => '12:00:00Z',
  email: (mark) => `${mark.toLowerCase()}.${randomBytes(3).toString('hex')}@example.com`,
  uri: (mark) => `https://example.com/${mark}`,
  hostname: () => 'example.com',
  ipv4: () => '192.0.2.1',
  ipv6: () => '2001:db8::1',
  byte: (mark) => Buffer.from(mark).toString('base64'),
}

function textOf(node: JsonObject, mark: string): string | undefined {
  const format = typeof node['format'] === 'string' ? formats[node['format']] : undefined
  if (format) return format(mark)
  const { minLength = 0, maxLength = Infinity, pattern } = node
  const longest = Math.min(Number(maxLength), Math.max(Number(minLength), mark.length))
  const words = mark.padEnd(Number(minLength), 'x').slice(0, longest)
  if (typeof pattern !== 'string') return words
  const tries = [words, words.toLowerCase(), words.replaceAll(/[^a-z]/gi, ''), 'abc', 'ABC', '123']
  const others = [randomUUID(), '2026-01-31', '#aabbcc', 'a', '1', '+12025550123', '12:00']
  return [...tries, ...others].find((candidate) => matches(pattern, candidate))
}

function matches(pattern: string, words: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(words)
  } catch {
    return false
  }
}

function numberOf(node: JsonObject): number {
  const low = Number(node['minimum'] ?? Number(node['exclusiveMinimum'] ?? 0) + 1)
  const high = Number(node['maximum'] ?? Infinity)
  const step = Number(node['multipleOf'] ?? 1)
  return Math.min(Math.ceil(low / step) * step, high)
}

// OpenAPI 3.1 as 3.0, which openapi-generator reads better: `null` is a type in one and `nullable`
// in the other. Usage: node openapi-3.0.ts <URL or file of openapi.json> <new file>
import { readFile, writeFile } from 'node:fs/promises'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type JsonObject = Readonly<Record<string, Json>>

/** Values of the API, not schemas: whatever they look like, they stay as they are. */
const values = new Set(['default', 'enum', 'example', 'examples'])

const [source = '', target = ''] = process.argv.slice(2)
const text = /^https?:/.test(source)
  ? await (await fetch(source)).text()
  : await readFile(source, 'utf8')
await writeFile(target, JSON.stringify(downgrade(JSON.parse(text) as JsonObject), null, 2))

function downgrade({ webhooks, ...document }: JsonObject): JsonObject {
  const { summary, license, ...info } = document['info'] as JsonObject
  const { identifier, ...plainLicense } = license as JsonObject
  const rest = convert(document) as JsonObject
  return { ...rest, openapi: '3.0.3', info: { ...info, license: plainLicense } }
}

function convert(value: Json): Json {
  if (isList(value)) return value.map(convert)
  if (!isObject(value)) return value
  const members = Object.entries(value).map(
    ([name, member]) => [name, values.has(name) ? member : convert(member)] as const,
  )
  return byName(withoutNull(Object.fromEntries(members)))
}

function withoutNull(schema: JsonObject): JsonObject {
  const { type, enum: choices, anyOf } = schema
  const types = isList(type) ? type : []
  if (types.includes('null')) {
    const [only = null, ...more] = types.filter((name) => name !== 'null')
    if (more.length > 0) throw new Error(`OpenAPI 3.0 has no type for ${JSON.stringify(types)}`)
    const plain = isList(choices) ? { enum: choices.filter((value) => value !== null) } : {}
    return { ...schema, ...plain, type: only, nullable: true }
  }
  const choicesOfType = isList(anyOf) ? anyOf : []
  const others = choicesOfType.filter((choice) => !isObject(choice) || choice['type'] !== 'null')
  if (others.length === choicesOfType.length) return schema
  return { ...schema, anyOf: others, nullable: true }
}

/** The generator's own word for: give the parameters of this operation by name, not by position. */
function byName(value: JsonObject): JsonObject {
  const { operationId, parameters } = value
  const many = operationId !== undefined && isList(parameters) && parameters.length > 2
  return many ? { ...value, 'x-group-parameters': true } : value
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value)
}

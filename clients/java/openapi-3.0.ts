// OpenAPI 3.1 as 3.0, which openapi-generator reads better: what 3.0 has another word for is
// translated, and what it has none for is left out.
// Usage: node openapi-3.0.ts <URL or file of openapi.json> <new file>
import { readFile, writeFile } from 'node:fs/promises'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type JsonObject = Readonly<Record<string, Json>>

/** Values of the API, not schemas: whatever they look like, they stay as they are. */
const values = new Set(['const', 'default', 'enum', 'example', 'examples'])
/** Members of these have names of the API's own, which may look like keywords. */
const named = new Set(['properties', 'headers', 'responses', 'schemas', 'parameters', 'callbacks'])
/** Constraints without a word in 3.0. */
const unknown = new Set([
  ...['$comment', 'contentEncoding', 'contentMediaType', 'contentSchema', 'propertyNames'],
  ...['patternProperties', 'prefixItems', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['if', 'then', 'else', 'contains', 'minContains', 'maxContains'],
  ...['dependentRequired', 'dependentSchemas'],
])

const [source = '', target = ''] = process.argv.slice(2)
const text = /^https?:/.test(source)
  ? await (await fetch(source)).text()
  : await readFile(source, 'utf8')
await writeFile(target, JSON.stringify(downgrade(JSON.parse(text) as JsonObject), null, 2))

function downgrade({ webhooks, paths, ...document }: JsonObject): JsonObject {
  const { summary, license, ...info } = document['info'] as JsonObject
  const { identifier, ...plainLicense } = license as JsonObject
  const rest = convert({ ...document, paths: forClients(paths as JsonObject) }) as JsonObject
  return { ...rest, openapi: '3.0.3', info: { ...info, license: plainLicense } }
}

/**
 * Without what only the issuer of tokens may say, and what it is asked itself: their forms would make
 * the generated client need Apache's HttpClient beside the JDK's own.
 */
function forClients(paths: JsonObject): JsonObject {
  const kept = Object.entries(paths).map(([path, item]) => {
    const methods = Object.entries(item as JsonObject)
    return [
      path,
      Object.fromEntries(methods.filter(([, one]) => !isOpen(one) && !isOfIssuer(one))),
    ] as const
  })
  return Object.fromEntries(kept.filter(([, item]) => Object.keys(item).length > 0))
}

function isOpen(operation: Json): boolean {
  return isObject(operation) && operation['x-open'] === true
}

function isOfIssuer(operation: Json): boolean {
  return isObject(operation) && operation['x-asked-of'] === 'issuer'
}

function convert(value: Json): Json {
  if (isList(value)) return value.map(convert)
  if (!isObject(value)) return value
  const members = Object.entries(value)
    .filter(([name]) => !unknown.has(name))
    .map(([name, member]) => [name, convertMember(name, member)] as const)
  return byName(withoutNull(inOlderWords(Object.fromEntries(members))))
}

function convertMember(name: string, member: Json): Json {
  if (values.has(name)) return member
  if (!named.has(name) || !isObject(member)) return convert(member)
  return Object.fromEntries(Object.entries(member).map(([own, value]) => [own, convert(value)]))
}

function inOlderWords(schema: JsonObject): JsonObject {
  const {
    const: only,
    examples,
    exclusiveMinimum: above,
    exclusiveMaximum: below,
    ...rest
  } = schema
  return {
    ...rest,
    ...(only === undefined ? {} : { enum: [only] }),
    ...(typeof above === 'number' ? { minimum: above, exclusiveMinimum: true } : {}),
    ...(typeof below === 'number' ? { maximum: below, exclusiveMaximum: true } : {}),
    ...(examples === undefined
      ? {}
      : isList(examples)
        ? { example: examples[0] ?? null }
        : { examples }),
  }
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

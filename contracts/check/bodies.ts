/** A body that an operation should take: the contract's example, or one made from its schema. */
import { randomBytes } from 'node:crypto'
import { carriesOperations, withFreshIds } from '../openapi/carriers.ts'
import { below, children, isObject } from '../openapi/document.ts'
import type { Json, JsonObject, Located } from '../openapi/document.ts'
import { idPlaces } from '../openapi/id-places.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { admits, isFreeText, membersOf, requiredOf, sampleOf } from '../openapi/sample.ts'
import type { SampleOptions } from '../openapi/sample.ts'

export interface Draft {
  type: string
  json: Json
  /** Members that must name something which exists: to be filled in by whoever knows one. */
  references: { pointer: string; schema: Located }[]
}

const writable = /^application\/([\w.+-]+\+)?json$|^application\/x-www-form-urlencoded$/

/** The media type of an operation's body that this command can write, if there is one. */
export function bodyType(operation: Operation): string | undefined {
  const types = [...operation.requestTypes.keys()]
  return (
    types.find((type) => type === 'application/json') ??
    types.find((type) => writable.test(type)) ??
    types.find((type) => hasTextExample(operation.requestTypes.get(type)))
  )
}

/** A file whose text the contract shows. */
function hasTextExample(media: Located | undefined): boolean {
  if (media === undefined || !isObject(media.node['schema'])) return false
  return typeof (mediaExample(media) ?? below(media, 'schema').node['example']) === 'string'
}

/**
 * Undefined when the operation takes no body.
 * @throws Error when it takes one that can't be made.
 */
export function draftBody(operation: Operation, options: SampleOptions): Draft | undefined {
  if (operation.requestTypes.size === 0) return undefined
  const type = bodyType(operation)
  const media = type === undefined ? undefined : operation.requestTypes.get(type)
  if (type === undefined || media === undefined) {
    throw new Error(`its body is ${[...operation.requestTypes.keys()].join(' or ')}`)
  }
  if (!isObject(media.node['schema']))
    return { type, json: mediaExample(media) ?? {}, references: [] }
  const schema = below(media, 'schema')
  const made = sampleOf(schema, options)
  const example = mediaExample(media) ?? made
  if (example === undefined) throw new Error(`${nameOf(operation)} has no example for its body`)
  if (!isObject(example)) return { type, json: example, references: [] }
  if (carriesOperations(operation)) return { type, json: withFreshIds(example), references: [] }
  const joined = { ...(isObject(made) ? made : {}), ...example }
  return completed(operation, { type, json: marked(schema, joined, options) }, schema)
}

function mediaExample(media: Located): Json | undefined {
  if (media.node['example'] !== undefined) return media.node['example']
  for (const { node } of children(media, 'examples').values()) return node['value']
  return undefined
}

/** Without what is read-only, without optional members on demand, and with the mark in free text. */
function marked(schema: Located, example: JsonObject, options: SampleOptions): JsonObject {
  const members = membersOf(schema)
  const required = requiredOf(schema)
  const kept = Object.entries(example).filter(
    ([name]) =>
      members.get(name)?.node['readOnly'] !== true &&
      (!options.onlyRequired || required.size === 0 || required.has(name)),
  )
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const member = members.get(name)
      const free = member !== undefined && isFreeText(member) && admits(member, options.mark)
      if (!free || isIdName(name)) return [name, value]
      // What may be there once only is another one each time.
      const tail = member.node['x-unique'] === true ? ` ${randomBytes(3).toString('hex')}` : ''
      return [name, admits(member, options.mark + tail) ? options.mark + tail : options.mark]
    }),
  )
}

function isIdName(name: string): boolean {
  return /^ids?$|Ids?$|_ids?$/.test(name)
}

/** Optional ids are left out, and required ones are for the caller to fill in. */
function completed(
  operation: Operation,
  { type, json }: { type: string; json: JsonObject },
  schema: Located,
): Draft {
  const places = idPlaces(operation).filter(({ in: place }) => place === 'body')
  const required = requiredOf(schema)
  const references: Draft['references'] = []
  let body = json
  for (const { name, schema: member } of places) {
    const [, top = '', ...deeper] = name.split('/')
    if (!(top in body)) {
      if (required.has(top) && deeper.length === 0)
        references.push({ pointer: name, schema: member })
      continue
    }
    if (required.has(top)) references.push({ pointer: name, schema: member })
    else body = Object.fromEntries(Object.entries(body).filter(([known]) => known !== top))
  }
  return { type, json: body, references: references.filter(({ pointer }) => fillable(pointer)) }
}

/** Below an array that may stay empty nothing needs to be filled in. */
function fillable(pointer: string): boolean {
  return pointer.split('/').filter((part) => part === '*').length <= 1
}

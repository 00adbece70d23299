/** What an answer says beyond its documentation: headers and members that no contract names. */
import { asArray, below, children, isObject } from './document.ts'
import type { Json, Located } from './document.ts'
import type { Operation } from './operations.ts'
import { mediaType } from './validator.ts'
import type { Answer } from './validator.ts'

/** What HTTP itself (RFC 9110, RFC 9112) and the Fetch standard's CORS protocol add to any answer. */
const ofTransport = new Set([
  ...['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding'],
  ...['access-control-allow-origin', 'access-control-expose-headers'],
])

export function undocumented(operation: Operation, answer: Answer): string[] {
  const response = operation.responses.get(String(answer.status))
  if (!response) return []
  const documented = [...children(response, 'headers').keys()].map((name) => name.toLowerCase())
  const headers = Object.keys(answer.headers)
    .filter((name) => !ofTransport.has(name) && !documented.includes(name))
    .map((name) => `header ${name} is not documented`)
  const media = children(response, 'content').get(mediaType(answer))
  const isJson = /[/+]json$/.test(mediaType(answer)) && answer.text !== ''
  if (!media || !isJson || !isObject(media.node['schema'])) return headers
  const members = strangers(below(media, 'schema'), JSON.parse(answer.text) as Json, '')
  return [...headers, ...members.map((pointer) => `member ${pointer} is not documented`)]
}

/** Members that no schema that stands for this value names; a schema without members names none. */
function strangers(schema: Located, value: Json, pointer: string): string[] {
  const schemas = schemasFor(schema)
  if (Array.isArray(value)) {
    const items = schemas.filter(({ node }) => isObject(node['items']))
    return value.flatMap((item, index) =>
      items.flatMap((one) => strangers(below(one, 'items'), item, `${pointer}/${String(index)}`)),
    )
  }
  if (!isObject(value)) return []
  const known = schemas.map((one) => children(one, 'properties'))
  if (known.every(({ size }) => size === 0)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const named = known.flatMap((members) => members.get(name) ?? [])
    if (named.length === 0) return [`${pointer}/${name}`]
    // Of several alternatives with this member the one that knows most of it counts.
    const found = named.map((member) => strangers(member, inner, `${pointer}/${name}`))
    return found.reduce((least, one) => (one.length < least.length ? one : least))
  })
}

/** A schema and everything that is joined to it, at any depth. */
function schemasFor(schema: Located): Located[] {
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    [...asArray(schema.node[keyword]).keys()].map((index) => below(schema, keyword, index)),
  )
  return [schema, ...parts.flatMap(schemasFor)]
}

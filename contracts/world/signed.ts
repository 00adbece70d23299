/** Requests that carry their sender's canary in whatever free text they have. */
import { below, children, isObject } from '../openapi/document.ts'
import type { Json, Located } from '../openapi/document.ts'
import type { Draft } from '../openapi/draft.ts'
import { isValid, typesOf } from '../openapi/valid-values.ts'
import { withOwnNames } from './names.ts'
import type { Person } from './people.ts'

/** The draft with the person's canary in every member of its body that takes free text, under a name of its own. */
export function signed(draft: Draft, person: Person): Draft {
  const media = draft.operation.requestTypes.get(draft.type ?? '')
  if (!media || draft.body === undefined || !isObject(media.node['schema'])) return draft
  const body = signedBelow(draft.body, below(media, 'schema'), person.canary)
  return withOwnNames({ ...draft, body }, person)
}

function signedBelow(value: Json, schema: Located, canary: string): Json {
  if (typeof value === 'string') {
    const text = `${value} ${canary}`
    return isFreeText(schema) && isValid(schema, text) ? text : value
  }
  if (!isObject(value)) return value
  const members = children(schema, 'properties')
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const member = members.get(name)
      return [name, member ? signedBelow(inner, member, canary) : inner]
    }),
  )
}

/** A member that takes any words. */
export function isFreeText(schema: Located): boolean {
  const { node } = schema
  if (!typesOf(schema).includes('string')) return false
  // A file is no text of anybody's: with a word more it is another file, or none.
  if (node['contentMediaType'] !== undefined) return false
  return node['enum'] === undefined && node['format'] === undefined && node['const'] === undefined
}

/** Names that a person may give once (`x-unique`): each request that brings one brings another. */
import { below, children, isObject } from '../openapi/document.ts'
import type { Json, Located } from '../openapi/document.ts'
import type { Draft } from '../openapi/draft.ts'
import { isValid } from '../openapi/valid-values.ts'
import type { Person } from './people.ts'

const used = new WeakMap<Person, Set<string>>()

/** The draft with another name where this person has sent one that reads the same. */
export function withOwnNames(draft: Draft, person: Person): Draft {
  const media = draft.operation.requestTypes.get(draft.type ?? '')
  if (!media || !isObject(draft.body) || !isObject(media.node['schema'])) return draft
  const members = children(below(media, 'schema'), 'properties')
  const body = Object.entries(draft.body).map(([name, value]): [string, Json] => {
    const member = members.get(name)
    const isName = member?.node['x-unique'] === true && typeof value === 'string'
    return [name, isName ? newName(value, member, person) : value]
  })
  return { ...draft, body: Object.fromEntries(body) }
}

function newName(text: string, schema: Located, person: Person): string {
  const taken = used.get(person) ?? new Set<string>()
  used.set(person, taken)
  for (let count = 0; ; count += 1) {
    const name = count === 0 ? text : numbered(text, count, schema)
    const key = name.normalize('NFKC').trim().toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

/** With the number behind it, or in the place of its end where there is no room. */
function numbered(text: string, count: number, schema: Located): string {
  const number = count.toString(36)
  const longer = `${text} ${number}`
  if (isValid(schema, longer)) return longer
  const characters = Array.from(text)
  return characters.slice(0, Math.max(0, characters.length - number.length)).join('') + number
}

/** Where a value may come from when the contract gives no link: lists, and names that say whose id it is. */
import { below, children, isObject } from '../openapi/document.ts'
import type { Located } from '../openapi/document.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import type { Operation } from '../openapi/operations.ts'
import { membersOf } from '../openapi/sample.ts'
import { sourcesOf } from '../openapi/sources.ts'
import type { Source } from '../openapi/sources.ts'

export type PlaceOf = Pick<IdPlace, 'in' | 'name'> & { schema?: Located }

const known = new WeakMap<readonly Operation[], Map<string, Source[]>>()

/** Every source, the surest first; where two tell the same, what makes something new comes first. */
export function originsOf(
  operation: Operation,
  place: PlaceOf,
  operations: readonly Operation[],
): Source[] {
  const origins = known.get(operations) ?? new Map<string, Source[]>()
  known.set(operations, origins)
  const key = `${operation.id} ${place.in} ${place.name}`
  const found = origins.get(key) ?? findOrigins(operation, place, operations)
  origins.set(key, found)
  return [...found]
}

function findOrigins(
  operation: Operation,
  place: PlaceOf,
  operations: readonly Operation[],
): Source[] {
  const collections = collectionsOf(operation, place, operations)
  return [
    ...sourcesOf(operation, place, operations),
    ...collections.flatMap((one) => (one.method === 'POST' ? madeBy(one, place) : [])),
    ...collections.flatMap((one) => (one.method === 'GET' ? listedBy(one, place) : [])),
  ]
}

/** `/tasks` for the `taskId` of `/tasks/{taskId}`, and for a `taskId` or `task_ids` anywhere else. */
function collectionsOf(
  operation: Operation,
  place: PlaceOf,
  operations: readonly Operation[],
): Operation[] {
  if (place.in === 'path') {
    const [collection = ''] = operation.template.split(`/{${place.name}}`, 1)
    const found = operations.filter(({ template }) => template === collection)
    if (found.length > 0) return found
  }
  const leaf = leafOf(place)
  // The id that something new is given is another one's when that was made before.
  if (place.in === 'body' && /^(id|uuid|_id)$/.test(leaf)) {
    return operation.method === 'POST' ? [operation] : []
  }
  const [, thing = ''] = /^(.+?)_?ids?$/i.exec(leaf) ?? []
  if (thing === '') return []
  const word = thing.toLowerCase().replaceAll(/[-_]/g, '')
  const names = [`${word}s`, `${word}es`, word.replace(/y$/, 'ies'), word]
  const matching = operations.filter(({ template }) => {
    const last = template.split('/').at(-1)?.toLowerCase().replaceAll(/[-_]/g, '') ?? ''
    return names.includes(last)
  })
  // The collection of its own comes before the one below something else.
  return matching.sort((one, other) => one.template.length - other.template.length)
}

/** `labelIds` of `/labelIds/*`. */
export function leafOf({ name }: Pick<PlaceOf, 'name'>): string {
  return name.split('/').findLast((part) => part !== '*' && part !== '') ?? name
}

/** The id in what this operation answers. */
export function madeBy(operation: Operation, place: PlaceOf): Source[] {
  return answersOf(operation).flatMap((schema) => {
    const id = idMember(schema, place)
    return id === undefined
      ? []
      : [{ operation, value: `$response.body#/${id}`, told: 'shape' as const }]
  })
}

function listedBy(operation: Operation, place: PlaceOf): Source[] {
  return answersOf(operation).flatMap((schema) => {
    const lists: [pointer: string, list: Located][] = isObject(schema.node['items'])
      ? [['', schema]]
      : [...membersOf(schema)]
          .filter(([, { node }]) => isObject(node['items']))
          .map(([name, member]) => [`/${name}`, member])
    return lists.flatMap(([pointer, list]) => {
      const id = idMember(below(list, 'items'), place)
      return id === undefined
        ? []
        : [{ operation, value: `$response.body#${pointer}/0/${id}`, told: 'shape' as const }]
    })
  })
}

function idMember(schema: Located, place: PlaceOf): string | undefined {
  const members = membersOf(schema)
  const leaf = leafOf(place)
  return [leaf, 'id', 'uuid', '_id', 'key', 'slug', 'name'].find((member) => members.has(member))
}

function answersOf(operation: Operation): Located[] {
  return [...operation.responses]
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => [...children(response, 'content').values()])
    .filter(({ node }) => isObject(node['schema']))
    .map((media) => below(media, 'schema'))
}

/** Where in a request an id can stand: there another user's id will be tried. */
import { asArray, below, children, isObject } from './document.ts'
import type { Located } from './document.ts'
import type { Operation, Place } from './operations.ts'

export interface IdPlace {
  in: Place | 'body'
  /** A parameter's name, or the JSON pointer (RFC 6901) of a body's member; items are named `*`. */
  name: string
  schema: Located
}

/** Every place by name (`…Id`, `…Ids`, `cursor`, `If-Match`, `Idempotency-Key`) or by `format: uuid`. */
export function idPlaces(operation: Operation): IdPlace[] {
  const places = known.get(operation) ?? findPlaces(operation)
  known.set(operation, places)
  return places
}

const known = new WeakMap<Operation, IdPlace[]>()

function findPlaces(operation: Operation): IdPlace[] {
  const places: IdPlace[] = operation.parameters.filter(
    ({ name, schema, in: place }) => isIdShaped(name, schema) || isTag(place, name),
  )
  const members = new Map(
    [...operation.requestTypes.values()]
      .filter(({ node }) => isObject(node['schema']))
      .flatMap((media) => membersBelow(below(media, 'schema'), '', []))
      .map((member) => [member.name, member]),
  )
  return [
    ...places.map(({ in: place, name, schema }) => ({ in: place, name, schema })),
    ...members.values(),
  ]
}

/** Id-shaped members at any depth. */
function membersBelow(schema: Located, pointer: string, above: readonly string[]): IdPlace[] {
  // A schema that contains itself would never end.
  if (above.includes(schema.pointer)) return []
  const path = [...above, schema.pointer]
  const named = [...children(schema, 'properties')].flatMap(([name, member]) => {
    const place: IdPlace = { in: 'body', name: `${pointer}/${name}`, schema: member }
    return [...(isIdShaped(name, member) ? [place] : []), ...membersBelow(member, place.name, path)]
  })
  const items = isObject(schema.node['items'])
    ? membersBelow(below(schema, 'items'), `${pointer}/*`, path)
    : []
  const joined = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    [...asArray(schema.node[keyword]).keys()].flatMap((index) =>
      membersBelow(below(schema, keyword, index), pointer, path),
    ),
  )
  return [...named, ...items, ...joined]
}

/** Validators name a version of somebody's representation; keys name somebody's request. */
function isTag(place: Place, name: string): boolean {
  return place === 'header' && /^(if-match|if-none-match|idempotency-key)$/i.test(name)
}

function isIdShaped(name: string, { node }: Located): boolean {
  return /^ids?$|Ids?$|_ids?$|^cursor$/.test(name) || node['format'] === 'uuid'
}

/** Where in a request an id can stand: there another user's id will be tried. */
import { asArray, below, children, isObject } from './document.ts'
import type { Located } from './document.ts'
import type { Operation, Place } from './operations.ts'
import { variantsOf } from './valid-values.ts'

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

/**
 * Places that name nothing of anybody's and still have to fit what is there: `x-source` says where
 * their values come from.
 */
export function sourcedPlaces(operation: Operation): IdPlace[] {
  const ids = idPlaces(operation).map(({ in: place, name }) => `${place} ${name}`)
  return bodyPlaces(operation, hasSource).filter((place) => !ids.includes(`body ${place.name}`))
}

const known = new WeakMap<Operation, IdPlace[]>()

type IsPlace = (name: string, schema: Located) => boolean

function bodyPlaces(operation: Operation, isPlace: IsPlace): IdPlace[] {
  const members = new Map(
    [...operation.requestTypes.values()]
      .filter(({ node }) => isObject(node['schema']))
      .flatMap((media) => membersBelow(isPlace, below(media, 'schema'), '', []))
      .map((member) => [member.name, member]),
  )
  return [...members.values()]
}

function findPlaces(operation: Operation): IdPlace[] {
  const places: IdPlace[] = operation.parameters.filter(
    ({ name, schema, in: place }) => isIdShaped(name, schema) || isTag(place, name),
  )
  return [
    ...places.map(({ in: place, name, schema }) => ({ in: place, name, schema })),
    ...bodyPlaces(operation, isIdShaped),
  ]
}

/** Such members at any depth. */
function membersBelow(
  isPlace: IsPlace,
  schema: Located,
  pointer: string,
  above: readonly string[],
): IdPlace[] {
  // A schema that contains itself would never end.
  if (above.includes(schema.pointer)) return []
  const path = [...above, schema.pointer]
  const named = [...children(schema, 'properties')].flatMap(([name, member]) => {
    const place: IdPlace = { in: 'body', name: `${pointer}/${name}`, schema: member }
    const inside = membersBelow(isPlace, member, place.name, path)
    return isPlace(name, member) ? [...placesAt(place), ...inside] : inside
  })
  // Whole requests to other operations: those have their places themselves.
  const isCarrier = schema.node['x-carries-operations'] === true
  const items =
    isObject(schema.node['items']) && !isCarrier
      ? membersBelow(isPlace, below(schema, 'items'), `${pointer}/*`, path)
      : []
  const joined = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    [...asArray(schema.node[keyword]).keys()].flatMap((index) =>
      membersBelow(isPlace, below(schema, keyword, index), pointer, path),
    ),
  )
  return [...named, ...items, ...joined]
}

/** A list of ids has its places in its items. */
function placesAt(place: IdPlace): IdPlace[] {
  const list = [place.schema, ...variantsOf(place.schema)].find(({ node }) =>
    isObject(node['items']),
  )
  return list === undefined
    ? [place]
    : [{ ...place, name: `${place.name}/*`, schema: below(list, 'items') }]
}

/** Validators name a version of somebody's representation; keys name somebody's request. */
function isTag(place: Place, name: string): boolean {
  return place === 'header' && /^(if-match|if-none-match|idempotency-key)$/i.test(name)
}

function hasSource(_name: string, schema: Located): boolean {
  return [schema, ...variantsOf(schema)].some(({ node }) => node['x-source'] !== undefined)
}

function isIdShaped(name: string, schema: Located): boolean {
  return (
    /^ids?$|Ids?$|_ids?$|^cursor$/.test(name) ||
    [schema, ...variantsOf(schema)].some(({ node }) => node['format'] === 'uuid')
  )
}

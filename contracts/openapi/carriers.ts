/** Operations whose body holds whole requests to other operations (`x-carries-operations`). */
import { randomBytes } from 'node:crypto'
import { below, children, isObject } from './document.ts'
import type { Json } from './document.ts'
import type { Operation } from './operations.ts'

export function carriesOperations({ requestTypes }: Operation): boolean {
  return [...requestTypes.values()]
    .filter(({ node }) => isObject(node['schema']))
    .flatMap((media) => [...children(below(media, 'schema'), 'properties').values()])
    .some(({ node }) => node['x-carries-operations'] === true)
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** The same body under ids that nobody has: what it makes can be made once only. */
export function withFreshIds(body: Json): Json {
  const fresh = new Map<string, string>()
  const text = JSON.stringify(body).replaceAll(uuid, (id) => {
    const other = fresh.get(id) ?? redrawn(id)
    fresh.set(id, other)
    return other
  })
  return JSON.parse(text) as Json
}

/** Another one of the same version and variant (RFC 9562 §4). */
function redrawn(id: string): string {
  return id.slice(0, -12) + randomBytes(6).toString('hex')
}

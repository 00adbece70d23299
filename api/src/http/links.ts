/** Links of the contract: where what an answer says is a parameter of another operation (OpenAPI 3.1 §4.8.20). */

const VERSION = '$response.header.ETag'

export interface Link {
  readonly operationId: string
  readonly parameters: Readonly<Record<string, string>>
}

/** What this answer says is a parameter of another operation. */
export function link(operationId: string, parameters: Record<string, string>): Link {
  return { operationId, parameters }
}

/** What the operations on one of them take of an answer that holds it: its id, and its id at its version. */
export function parametersOf(kind: string) {
  const named = { [`path.${idOf(kind)}`]: '$response.body#/id' }
  return { named, matched: { ...named, 'header.If-Match': VERSION } }
}

/** The operations that read, change and delete the one that the answer holds. `kind` as in `getList`. */
export function linksToOne(
  kind: string,
  changes: readonly string[] = ['update', 'delete'],
): Record<string, Link> {
  const { named, matched } = parametersOf(kind)
  const changing = changes.map((verb) => `${verb}${kind}`)
  return {
    [`get${kind}`]: link(`get${kind}`, named),
    [`get${kind}UnlessCurrent`]: link(`get${kind}`, { ...named, 'header.If-None-Match': VERSION }),
    ...Object.fromEntries(changing.map((name) => [name, link(name, matched)])),
  }
}

/** Where what went to the trash is then; its version is the number of that change. */
export function linksToTrashed(kind: 'Task' | 'List'): Record<string, Link> {
  const name = `path.${idOf(kind)}`
  const matched = { [name]: `$request.${name}`, 'header.If-Match': '"{$response.header.Change}"' }
  return {
    [`restore${kind}`]: link(`restore${kind}`, matched),
    [`purge${kind}`]: link(`purge${kind}`, matched),
    listTrash: link('listTrash', {}),
  }
}

function idOf(kind: string): string {
  return `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Id`
}

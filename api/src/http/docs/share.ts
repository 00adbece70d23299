import { HEADERS, STANDING_HEADERS } from '../openapi-headers.ts'

type Node = Record<string, unknown>

/** A part of the document: what `holder` has under `key`. */
interface Place {
  readonly holder: Node
  readonly key: string
}

/**
 * The document with what several operations answer alike said once (OpenAPI 3.1 §4.8.7): headers by
 * their name here, refusals by the problems that they tell. What one operation answers alone stays
 * where it is. Throws when two different parts have one name.
 */
export function shareParts(document: object): object {
  const copy = structuredClone(document) as Node
  const components = copy['components'] as Node
  const responses = Object.values(copy['paths'] as Record<string, Node>)
    .flatMap((item) => Object.values(item) as Node[])
    .flatMap(({ responses: answers }) => placesIn(answers))
  const carried = responses.flatMap(({ holder, key }) => placesIn((holder[key] as Node)['headers']))
  components['headers'] = share('headers', carried, headerName)
  const refusals = responses.filter(({ key }) => Number(key) >= 300)
  components['responses'] = share('responses', refusals, refusalName)
  return copy
}

function placesIn(holder: unknown): Place[] {
  return Object.keys((holder ?? {}) as Node).map((key) => ({ holder: holder as Node, key }))
}

/** Puts references where the same stands more than once. Answers with what they refer to. */
function share(
  kind: string,
  places: readonly Place[],
  nameOf: (part: Node, key: string) => string | undefined,
) {
  const shared: Node = {}
  const alike = Map.groupBy(places, ({ holder, key }) => JSON.stringify(holder[key]))
  for (const [text, same] of alike) {
    const part = JSON.parse(text) as Node
    const name = same.length > 1 ? nameOf(part, same[0]?.key ?? '') : undefined
    if (name === undefined) continue
    if (name in shared) throw new Error(`two ${kind} would be called ${name}`)
    shared[name] = part
    for (const { holder, key } of same) holder[key] = { $ref: `#/components/${kind}/${name}` }
  }
  return shared
}

const NAMES = new Map(
  Object.entries({ ...HEADERS, ...STANDING_HEADERS }).map(([name, header]) => [
    JSON.stringify(header),
    name,
  ]),
)

function headerName(header: Node): string | undefined {
  const name = NAMES.get(JSON.stringify(header))
  return name && capitalized(name)
}

/** `NotFound`, `MalformedRequestOrInvalidParameter`, `NotModifiedVersionTag`, `TaskConflict`. */
function refusalName({ content, headers }: Node, status: string): string | undefined {
  if (content === undefined) {
    return `NotModified${targetOf((headers as Node | undefined)?.['ETag']) ?? ''}`
  }
  const [media] = Object.values(content as Node) as [Node]
  const problems = Object.keys(media['examples'] ?? {})
  // What has changed meanwhile is shown as it is now.
  if (problems.length === 0) return status === '412' ? targetOf(media['schema']) : undefined
  return problems.map((slug) => slug.split('-').map(capitalized).join('')).join('Or')
}

function targetOf(reference: unknown): string | undefined {
  return ((reference ?? {}) as { $ref?: string }).$ref?.split('/').at(-1)
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

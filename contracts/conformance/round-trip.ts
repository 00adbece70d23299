/** What was written comes back: from the write itself, from a read of it, and from the list it is in. */
import { isDeepStrictEqual } from 'node:util'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange } from '../http/exchange.ts'
import { below, children, isObject } from '../openapi/document.ts'
import type { Json, Located } from '../openapi/document.ts'
import { draftOf, put, write } from '../openapi/draft.ts'
import { evaluate } from '../openapi/expression.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { membersOf } from '../openapi/sample.ts'
import { operations } from '../spec/contract.ts'
import type { Person } from '../world/people.ts'

/** Everything in which the answer to a granted write, or a read after it, departs from what was sent. */
export async function roundTripFaults(
  operation: Operation,
  person: Person,
  { sent, answer }: { sent: Json; answer: Exchange },
): Promise<string[]> {
  if (answer.status >= 300) return [`${String(answer.status)} ${answer.text.slice(0, 300)}`]
  const answered = answer.text === '' ? null : (jsonOf(answer) as Json)
  const told = withoutToldOnce(operation, answer, answered)
  const wrong = differences(shownOf(operation, answer, sent), told, '')
  for (const read of readsAfter(operation, answer)) {
    const exchange = await person.send(read)
    const found = exchange.status === 200 ? (jsonOf(exchange) as Json) : null
    if (!isDeepStrictEqual(found, told)) wrong.push(`${read.target} says ${exchange.text}`)
    if (exchange.headers['etag'] !== answer.headers['etag']) wrong.push('another ETag when read')
  }
  for (const list of listsOf(operation)) {
    const exchange = await person.send(write(draftOf(list)))
    if (!holdsItem(jsonOf(exchange) as Json, told)) wrong.push(`${nameOf(list)} does not have it`)
  }
  return wrong
}

/** What was sent, without members that say what to do and that no answer shows. */
function shownOf(operation: Operation, answer: Exchange, sent: Json): Json {
  const shown = schemaOf(operation, answer.status)
  if (!shown || !isObject(sent)) return sent
  const members = membersOf(shown)
  return Object.fromEntries(Object.entries(sent).filter(([name]) => members.has(name)))
}

/** The schema of an operation's JSON answer of this status. */
function schemaOf(operation: Operation, status: number): Located | undefined {
  const response = operation.responses.get(String(status))
  const media = response && children(response, 'content').get('application/json')
  return media && isObject(media.node['schema']) ? below(media, 'schema') : undefined
}

/** Members come back as they were sent; blanks around a text may go, and null stands for nothing. */
function differences(sent: Json, got: Json | undefined, pointer: string): string[] {
  if (sent === null) return []
  if (isObject(sent)) {
    if (!isObject(got)) return [`${pointer} came back as ${JSON.stringify(got)}`]
    return Object.entries(sent).flatMap(([name, value]) =>
      differences(value, got[name], `${pointer}/${name}`),
    )
  }
  const same = isDeepStrictEqual(sent, got) || (typeof sent === 'string' && sent.trim() === got)
  return same ? [] : [`${pointer}: ${JSON.stringify(sent)} came back as ${JSON.stringify(got)}`]
}

/** What is said in the answer to its making alone is in no read after it. */
function withoutToldOnce(operation: Operation, { status }: Exchange, told: Json): Json {
  const schema = schemaOf(operation, status)
  if (!schema || !isObject(told)) return told
  const members = [...membersOf(schema)]
  const once = members.flatMap(([name, { node }]) => (node['x-told-once'] === true ? [name] : []))
  return Object.fromEntries(Object.entries(told).filter(([name]) => !once.includes(name)))
}

/** The reads that the answer links to by what it says (OpenAPI 3.1 §4.8.20). */
function readsAfter(operation: Operation, answer: Exchange): ReturnType<typeof write>[] {
  const response = operation.responses.get(String(answer.status))
  if (!response) return []
  return [...children(response, 'links').values()].flatMap(({ node }) => {
    const target = operations().find(({ id }) => id === node['operationId'])
    const given = isObject(node['parameters']) ? Object.entries(node['parameters']) : []
    const isPlain = given.every(([name]) => name.startsWith('path.'))
    if (target?.method !== 'GET' || given.length === 0 || !isPlain) return []
    // What shows something else of it is no read of it.
    const shown = schemaOf(target, 200)?.pointer
    if (shown !== schemaOf(operation, answer.status)?.pointer) return []
    const spoken = {
      request: { method: '', url: '', headers: {}, path: {}, query: {} },
      response: { status: answer.status, headers: answer.headers, body: jsonOf(answer) as Json },
    }
    const draft = given.reduce(
      (one, [name, expression]) =>
        put(one, { in: 'path', name: name.slice(5) }, evaluate(expression, spoken) ?? null),
      draftOf(target),
    )
    return [write(draft)]
  })
}

function listsOf({ method, template }: Operation): Operation[] {
  if (method !== 'POST') return []
  return operations().filter((one) => one.method === 'GET' && one.template === template)
}

/** The item by its id, with all that the list shows of it. */
function holdsItem(list: Json, item: Json): boolean {
  if (Array.isArray(list)) return list.some((one) => isSame(one, item))
  return isObject(list) && Object.values(list).some((value) => holdsItem(value, item))
}

function isSame(shown: Json, item: Json): boolean {
  if (!isObject(shown) || !isObject(item)) return isDeepStrictEqual(shown, item)
  return Object.entries(shown).every(([name, value]) => isDeepStrictEqual(value, item[name]))
}

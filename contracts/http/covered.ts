/** Which parts of the contract an exchange has exercised, by name, for the last test to count. */
import { children, isObject } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { sent } from './exchange.ts'
import type { Exchange, Message } from './exchange.ts'
import { noteCovered } from './record.ts'

/**
 * Everything of an operation that a whole run has to reach: `listTasks takes query status`,
 * `updateTask takes application/json`, `listTasks answers 200 with Link`,
 * `listTasks answers 400 with invalid-cursor`.
 */
export function partsOf(operation: Operation): string[] {
  const taken = [
    ...operation.parameters.map(({ in: place, name }) => `${place} ${name}`),
    ...operation.requestTypes.keys(),
  ]
  const answered = [...operation.responses].flatMap(([status, response]) => {
    const types = [...children(response, 'content').values()]
    const examples = types.flatMap(({ node }) =>
      isObject(node['examples']) ? Object.keys(node['examples']) : [],
    )
    const parts = [...children(response, 'headers').keys(), ...examples]
    return [`answers ${status}`, ...parts.map((part) => `answers ${status} with ${part}`)]
  })
  return [...taken.map((part) => `takes ${part}`), ...answered].map(
    (part) => `${operation.id} ${part}`,
  )
}

/** What a request brought counts when it was granted; what an answer brought always does. */
export function noteParts(operation: Operation, message: Message, exchange: Exchange): void {
  const { status, headers, text } = exchange
  const answers = `${operation.id} answers ${String(status)}`
  noteCovered(answers)
  for (const name of children(
    operation.responses.get(String(status)) ?? operation.at,
    'headers',
  ).keys()) {
    if (headers[name.toLowerCase()] !== undefined) noteCovered(`${answers} with ${name}`)
  }
  const slug = /"type":"\/docs\/problems#([a-z-]+)"/.exec(text)?.[1]
  if (slug !== undefined) noteCovered(`${answers} with ${slug}`)
  if (status >= 400) return
  const type = sent(message, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== undefined) noteCovered(`${operation.id} takes ${type}`)
  const { searchParams } = new URL(message.target, 'http://host')
  for (const { in: place, name } of operation.parameters) {
    const isThere =
      place === 'path' ||
      (place === 'query' && searchParams.has(name)) ||
      (place === 'header' && sent(message, name.toLowerCase()) !== undefined)
    if (isThere) noteCovered(`${operation.id} takes ${place} ${name}`)
  }
}

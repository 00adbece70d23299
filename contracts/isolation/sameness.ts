/** Whether two answers differ in nothing but what each request has of its own. */
import type { Exchange } from '../http/exchange.ts'
import type { Person } from '../world/people.ts'

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
/** Shorter values, like the ETag "4", are compared as they are. */
const telling = 8

/**
 * The whole answer, head (names, order and spelling included) and body, with the receiver, the
 * date, times, and what was sent replaced by names, and every other id by its number in order: an
 * id that appears twice still does.
 */
export function withoutOwn(exchange: Exchange, receiver: Person, sent: readonly string[]): string {
  const lines = exchange.head.split('\n')
  const head = lines.map((line, index) =>
    lines[index - 1]?.toLowerCase() === 'date' && index % 2 === 1 ? '(date)' : line,
  )
  let text = [String(exchange.status), ...head, '', exchange.text].join('\n')
  const names = new Map([
    [exchange.headers['x-request-id'] ?? '', '(request)'],
    [receiver.subject, '(receiver)'],
    [receiver.canary, '(canary)'],
    ...sent.map((value, index) => [value, `(sent ${String(index)})`] as const),
  ])
  for (const [value, name] of names) {
    if (value.length >= telling) text = text.replaceAll(value, name)
  }
  // Made by chance for each who asks, and told once.
  for (const [, address = ''] of text.matchAll(/\/v1\/feeds\/([\w-]+)\.ics/g)) {
    text = text.replaceAll(address, '(address)')
  }
  const seen: string[] = []
  return text.replaceAll(times, '(time)').replaceAll(uuids, (id) => {
    if (!seen.includes(id)) seen.push(id)
    return `(id ${String(seen.indexOf(id))})`
  })
}

/** Where two texts part, with what stands around it; undefined when they are the same. */
export function firstDifference(one: string, other: string): string | undefined {
  if (one === other) return undefined
  let at = 0
  while (one[at] === other[at]) at += 1
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60))
  return `${around(one)} is not ${around(other)}`
}

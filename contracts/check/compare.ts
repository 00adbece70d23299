/** Whether two answers tell the same, apart from what changes with every answer. */
import { isObject } from '../openapi/document.ts'
import type { Json } from '../openapi/document.ts'
import { jsonOf } from './ask.ts'
import type { Mask } from './mask.ts'
import type { Reply } from './wire.ts'

/** What an answer says, by place: `status`, `header etag`, `body /items/0/id`. */
export type Told = ReadonlyMap<string, string>

/** Differ by the clock or by the count of requests, not by what was asked for. */
const passing =
  /^(date|age|expires|(x-)?ratelimit.*|x-rate-limit.*|retry-after|server-timing|x-(runtime|response-time|request-id|correlation-id|trace-id|amzn-.*)|request-id|traceparent|cf-ray|nel|report-to|connection|keep-alive)$/

/** @param ids what was asked for: its echo is no difference. */
export function tellsOf(reply: Reply, ids: readonly string[] = []): Told {
  const told = new Map<string, string>([['status', String(reply.status)]])
  for (const [name, value] of Object.entries(reply.headers)) {
    if (!passing.test(name)) told.set(`header ${name}`, withoutIds(value, ids))
  }
  const text = withoutIds(reply.text, ids)
  const json = jsonOf(text)
  if (json !== undefined && typeof json === 'object') leaves(json, 'body ', told)
  else [...words(text)].forEach((word, index) => told.set(`body word ${index}`, word))
  return told
}

/** Places in which the two differ, those aside that differ among the samples of one kind. */
export function differences(one: Told, other: Told, volatile: ReadonlySet<string>): string[] {
  const places = new Set([...one.keys(), ...other.keys()])
  return [...places].filter((place) => !volatile.has(place) && one.get(place) !== other.get(place))
}

/** Places that differ among answers which should all tell the same. */
export function volatileIn(samples: readonly Told[]): Set<string> {
  const [first = new Map<string, string>(), ...others] = samples
  const found = others.flatMap((other) => differences(first, other, new Set()))
  // A body that is as long as a volatile value is as volatile as that value.
  const bodies = found.some((place) => place.startsWith('body '))
  return new Set([...found, ...(bodies ? ['header content-length', 'header etag'] : [])])
}

/** `status 404 → 403, body /detail "…" → "…"`, for a sentence. */
export function sayDifferences(
  places: readonly string[],
  [from, to]: readonly [Told, Told],
  mask: Mask,
): string {
  const shown = places.slice(0, 4).map((place) => {
    const [was, is] = [from, to].map((told) => mask.hide(told.get(place) ?? '(none)').slice(0, 80))
    return `${place}: ${was ?? ''} → ${is ?? ''}`
  })
  const more = places.length > shown.length ? [`${places.length - shown.length} more`] : []
  return [...shown, ...more].join('; ')
}

function leaves(node: Json, path: string, told: Map<string, string>): void {
  if (Array.isArray(node)) {
    told.set(`${path}/length`, String(node.length))
    node.forEach((item, index) => {
      leaves(item, `${path}/${index}`, told)
    })
  } else if (isObject(node)) {
    if (Object.keys(node).length === 0) told.set(path, '{}')
    for (const [name, value] of Object.entries(node)) leaves(value, `${path}/${name}`, told)
  } else told.set(path, JSON.stringify(node))
}

function withoutIds(text: string, ids: readonly string[]): string {
  let replaced = text
  for (const id of [...ids].sort((one, other) => other.length - one.length)) {
    // A short number stands in too many other numbers to be taken out of the middle of one.
    replaced = replaced.replaceAll(new RegExp(`(?<![\\w])${escaped(id)}(?![\\w])`, 'g'), '{id}')
    replaced = replaced.replaceAll(encodeURIComponent(id), '{id}')
  }
  return replaced
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
}

function* words(text: string): Iterable<string> {
  for (const [word] of text.matchAll(/[\w-]+|[^\w\s-]+/g)) yield word
}

/** Lists, sections, labels and tasks as the suite arranges and reads them. */
import { expect } from '@playwright/test'
import { jsonOf } from '../http/exchange.ts'
import type { Exchange, HeaderList } from '../http/exchange.ts'
import { typeFaults } from '../tokens/profiles.ts'
import { get, withJson } from './people.ts'
import type { Caller } from './people.ts'

/** The members of every kind that these tests speak of; what a kind has not is undefined. */
export interface Thing {
  id: string
  version: number
  title: string
  name: string
  position: string
  listId: string | null
  sectionId: string | null
  parentId: string | null
  labelIds: string[]
  deletedAt: string | null
}

export type Body = Readonly<Record<string, unknown>>

export function post(caller: Caller, target: string, body: Body = {}, headers: HeaderList = []) {
  return caller.send(withJson('POST', target, body, headers))
}

export function patch(caller: Caller, target: string, body: Body, headers: HeaderList = []) {
  return caller.send(withJson('PATCH', target, body, headers))
}

export function remove(caller: Caller, target: string, headers: HeaderList = []) {
  return caller.send({ method: 'DELETE', target, headers })
}

/** POST without a body. */
export function order(caller: Caller, target: string, headers: HeaderList = []) {
  return caller.send({ method: 'POST', target, headers })
}

export async function make(caller: Caller, collection: string, body: Body): Promise<Thing> {
  return done(await post(caller, `/v1/${collection}`, body))
}

export const makeTask = (caller: Caller, body: Body = {}): Promise<Thing> =>
  make(caller, 'tasks', { title: 'a task', ...body })

export const makeList = (caller: Caller, name = 'a list'): Promise<Thing> =>
  make(caller, 'lists', { name })

export async function read<Value = Thing>(caller: Caller, target: string): Promise<Value> {
  return bodyOf(await caller.send(get(target))) as Value
}

/** The body of what succeeded. */
export function done(exchange: Exchange): Thing {
  return bodyOf(exchange) as Thing
}

function bodyOf(exchange: Exchange): unknown {
  if (exchange.status >= 300) throw new Error(`${exchange.target}: ${exchange.text}`)
  return jsonOf(exchange)
}

export async function titlesOf(caller: Caller, query: string): Promise<string[]> {
  const found = await read<{ items: Thing[] }>(caller, `/v1/tasks?limit=200&${query}`)
  return found.items.map(({ title }) => title)
}

export const inOrder = (caller: Caller, listId = 'inbox'): Promise<string[]> =>
  titlesOf(caller, `listId=${listId}&sort=position&order=asc`)

export function expectProblem(exchange: Exchange, status: number, slug: string): void {
  const { method, target } = exchange
  expect(exchange.status, `${method} ${target}: ${exchange.text}`).toBe(status)
  expect(typeFaults(exchange, slug)).toEqual([])
}

export interface Change {
  kind: string
  id: string
  version: number
  gone?: true
  task?: Thing
  list?: Thing
}

interface ChangePage {
  items: Change[]
  cursor: string
  hasMore: boolean
}

/** All that has changed since the cursor, over pages of that size, and the cursor behind it. */
export async function follow(
  caller: Caller,
  since = '',
  limit = 500,
): Promise<{ items: Change[]; cursor: string; pages: ChangePage[] }> {
  const pages: ChangePage[] = []
  for (let cursor = since; ;) {
    const after = cursor === '' ? '' : `&cursor=${cursor}`
    const page = await read<ChangePage>(caller, `/v1/changes?limit=${String(limit)}${after}`)
    pages.push(page)
    if (pages.length > 200) throw new Error('the changes have no end')
    cursor = page.cursor
    if (!page.hasMore) return { items: pages.flatMap(({ items }) => items), cursor, pages }
  }
}

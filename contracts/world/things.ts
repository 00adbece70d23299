/** Lists, sections, labels and tasks as the suite arranges them by hand. */
import { jsonOf } from '../http/exchange.ts'
import type { Exchange, Message } from '../http/exchange.ts'
import { get, withJson } from './people.ts'
import type { Caller } from './people.ts'
import type { Task } from './tasks.ts'

export interface Thing {
  id: string
  version: number
  name?: string
}

/** A task with its place. */
export interface PlacedTask extends Task {
  listId: string | null
  sectionId: string | null
  parentId: string | null
  labelIds: string[]
  deletedAt: string | null
}

/** What the caller is granted, as JSON. @throws Error with the answer otherwise */
export async function granted(caller: Caller, message: Message): Promise<unknown> {
  const exchange = await caller.send(message)
  if (exchange.status >= 300) {
    throw new Error(`${message.method} ${message.target} was to be granted: ${exchange.text}`)
  }
  return exchange.text === '' ? undefined : jsonOf(exchange)
}

export async function make(caller: Caller, collection: string, body: object): Promise<Thing> {
  return (await granted(caller, withJson('POST', `/v1/${collection}`, body))) as Thing
}

export async function makeTask(caller: Caller, body: object): Promise<PlacedTask> {
  return (await granted(caller, withJson('POST', '/v1/tasks', body))) as PlacedTask
}

export async function readTask(caller: Caller, id: string): Promise<PlacedTask> {
  return (await granted(caller, get(`/v1/tasks/${id}`))) as PlacedTask
}

export async function patch(caller: Caller, target: string, body: object): Promise<Exchange> {
  return caller.send(withJson('PATCH', target, body))
}

export function remove(caller: Caller, target: string): Promise<Exchange> {
  return caller.send({ method: 'DELETE', target })
}

export function post(caller: Caller, target: string, body?: object): Promise<Exchange> {
  return caller.send(body ? withJson('POST', target, body) : { method: 'POST', target })
}

/** Every item of a list without pages, or of its first page of the largest size. */
export async function itemsOf<Item>(caller: Caller, target: string): Promise<Item[]> {
  return ((await granted(caller, get(target))) as { items: Item[] }).items
}

/** But for what any change of it changes. */
export function lasting({ version: _version, updatedAt: _updated, ...rest }: PlacedTask): object {
  return rest
}

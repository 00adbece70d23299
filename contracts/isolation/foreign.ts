/** One attack on another user's id: what the attacker, a stranger, nobody and the owner get. */
import { problemOf } from '../http/standing.ts'
import { isDeepStrictEqual } from 'node:util'
import { expect } from '@playwright/test'
import type { Exchange, Message } from '../http/exchange.ts'
import { nameOf } from '../openapi/operations.ts'
import { operations, securedOperations } from '../spec/contract.ts'
import type { Operation } from '../openapi/operations.ts'
import { profileFaults } from '../tokens/profiles.ts'
import { nobody } from '../world/people.ts'
import { requestFor } from '../world/recipes.ts'
import { inspector } from '../world/rows.ts'
import { newTaskId } from '../world/tasks.ts'
import type { World } from '../world/world.ts'

export type Variant = (message: Message) => Message

/** Secured operations whose path names a resource by its id. */
export function operationsById(): Operation[] {
  return securedOperations().filter(({ parameters }) =>
    parameters.some(({ in: place }) => place === 'path'),
  )
}

export function operationsWithBody(): Operation[] {
  return securedOperations().filter(({ requestTypes }) => requestTypes.size > 0)
}

/** Secured operations that hand out pages. */
export function operationsByPage(): Operation[] {
  return operations().filter(({ secured, parameters }) => {
    const names = parameters.map(({ name }) => name)
    return secured && names.includes('cursor') && names.includes('limit')
  })
}

/** The request with this id in every place of its path. */
export function withId(operation: Operation, id: string): Message {
  const names = operation.parameters.filter(({ in: place }) => place === 'path')
  return requestFor(operation, Object.fromEntries(names.map(({ name }) => [name, id])))
}

/**
 * Tries one of A's tasks as B and as C: the answer is the one for an id that never existed, byte for
 * byte; A's rows stay; nobody without a token learns more; and A may do what they may not.
 */
export async function expectNotThere(
  world: World,
  operation: Operation,
  variant: Variant = (message) => message,
  control = true,
): Promise<void> {
  const [target] = world.tasksOfA
  if (!target) throw new Error('A has no task')
  const foreign = variant(withId(operation, target.id))
  const missing = variant(withId(operation, newTaskId()))
  const before = await inspector().rowsOf(world.a.subject)
  const wrong: string[] = []
  for (const attacker of [world.b, world.c]) {
    const got = await attacker.send(foreign)
    const reference = await attacker.send(missing)
    wrong.push(...notFoundFaults(got))
    if (!isDeepStrictEqual(withoutIds(got, foreign), withoutIds(reference, missing))) {
      wrong.push(`${attacker.name} sees a difference: ${got.head} ${got.text}`)
    }
  }
  wrong.push(...profileFaults('A0', await nobody.send(foreign)))
  expect(wrong, nameOf(operation)).toEqual([])
  expect(await inspector().rowsOf(world.a.subject), 'rows of A').toBe(before)
  if (!control) return
  const granted = await world.a.send(withId(operation, target.id))
  expect(granted.status, `${nameOf(operation)} as its owner`).toBeLessThan(300)
}

/** NF: a 404 problem of the not-found type, without any sign of a representation. */
export function notFoundFaults(exchange: Exchange): string[] {
  if (exchange.status !== 404) {
    return [`expected 404, got ${String(exchange.status)} ${exchange.text.slice(0, 160)}`]
  }
  const representation = ['etag', 'last-modified', 'location', 'link', 'content-location']
  const shown = representation.filter((name) => exchange.headers[name] !== undefined)
  if (exchange.method === 'HEAD') return shown
  const { type } = problemOf(exchange)
  return type === '/docs/problems#not-found' ? shown : [...shown, `type ${type}`]
}

/** The whole answer but for its date, its request id and the id that was asked for. */
export function withoutIds(exchange: Exchange, message: Message): Record<string, string> {
  const requestId = exchange.headers['x-request-id'] ?? ''
  const { date: _date, 'x-request-id': _id, ...headers } = exchange.headers
  const asked = message.target.split('/').at(-1) ?? ''
  const text = exchange.text.replaceAll(requestId, '(request)')
  if (text.includes(asked)) throw new Error(`the answer repeats the id: ${text}`)
  return { ...headers, status: String(exchange.status), text }
}

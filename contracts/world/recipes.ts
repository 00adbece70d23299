/** How to ask each operation for something it must grant. What has no recipe fails by name. */
import { exampleBody } from '../openapi/example.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import type { Message } from '../http/exchange.ts'
import type { Caller } from './people.ts'
import { createTask, newTaskId } from './tasks.ts'

type Recipe = (caller: Caller) => Promise<string>

/** A value of the caller's own for a path parameter of this name. */
const pathRecipes = new Map<string, Recipe>([
  ['taskId', async (caller) => (await createTask(caller, { title: 'Arranged' })).id],
])

/** A fresh value for an id-shaped member of a body. */
const memberRecipes = new Map<string, () => string>([['id', newTaskId]])

export function hasPathRecipe(name: string): boolean {
  return pathRecipes.has(name)
}

export function hasMemberRecipe(name: string): boolean {
  return memberRecipes.has(name)
}

/** A request that succeeds when the caller sends it; arranges first what it needs. */
export async function validRequest(operation: Operation, caller: Caller): Promise<Message> {
  return requestFor(operation, await pathValues(operation, caller))
}

/** The same, with these values in the path. */
export function requestFor(operation: Operation, values: Record<string, string> = {}): Message {
  const target = operation.template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${nameOf(operation)}: no value for {${name}}`)
    return value
  })
  const example = exampleBody(operation)
  if (!example) return { method: operation.method, target }
  const body = Object.fromEntries(
    Object.entries(example.body).map(([name, value]) => [
      name,
      memberRecipes.get(name)?.() ?? value,
    ]),
  )
  return {
    method: operation.method,
    target,
    headers: [['Content-Type', example.type]],
    body: JSON.stringify(body),
  }
}

export async function pathValues(
  operation: Operation,
  caller: Caller,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const { name, in: place, required } of operation.parameters) {
    if (place !== 'path') {
      if (required) throw new Error(`${nameOf(operation)}: no recipe for required ${name}`)
      continue
    }
    const recipe = pathRecipes.get(name)
    if (!recipe) throw new Error(`${nameOf(operation)}: no recipe for {${name}}`)
    values[name] = await recipe(caller)
  }
  return values
}

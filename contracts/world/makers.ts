/** Which operations make something, and which fill a list. */
import type { Operation } from '../openapi/operations.ts'
import { leadTo } from '../openapi/sources.ts'
import { operations } from '../spec/contract.ts'

/** Operations that make something new: they answer 201. */
export function makers(): Operation[] {
  return operations().filter(({ method, responses }) => method === 'POST' && responses.has('201'))
}

/** Operations after which a list has more: those that make what is in it, or that lead to it. */
export function suppliersOf(list: Operation): Operation[] {
  const own = makers().filter(({ template }) => template === list.template)
  return own.length > 0
    ? own
    : operations().filter((one) => one.method !== 'GET' && leadTo(one, list))
}

/** Requests that the contract refuses: each is refused by name, and leaves nothing behind. */
import type { Exchange } from '../http/exchange.ts'
import { problemOf } from '../http/standing.ts'
import type { Json } from '../openapi/document.ts'
import type { Fault } from '../openapi/invalid-values.ts'
import { invalidValues } from '../openapi/invalid-values.ts'
import type { Parameter } from '../openapi/operations.ts'
import { textOf, typesOf } from '../openapi/valid-values.ts'

/** The problem points at the fault, or into it where the fault is a whole object. */
export function bodyFaults(exchange: Exchange, { pointer }: Fault): string[] {
  if (exchange.status !== 422) return [`${String(exchange.status)} ${exchange.text.slice(0, 200)}`]
  const pointers = problemOf(exchange).errors?.map((error) => error.pointer) ?? []
  const isNamed = pointers.some((told) => told === pointer || told?.startsWith(`${pointer}/`))
  return isNamed ? [] : [`the problem is at "${pointer}" and not at "${pointers.join('" "')}"`]
}

export function parameterFaults(exchange: Exchange, name: string): string[] {
  if (exchange.status !== 400) return [`${String(exchange.status)} ${exchange.text.slice(0, 200)}`]
  const names = problemOf(exchange).errors?.map(({ parameter }) => parameter) ?? []
  return names.includes(name) && names.length === 1
    ? []
    : [`${name} is wrong, and ${names.join(', ')} is named`]
}

/** Texts that this parameter refuses: what is a wrong type in JSON is often good text in a URL. */
export function wrongTexts({ schema }: Parameter): string[] {
  const faults = invalidValues(schema).map(({ value }) => value)
  const numeric = typesOf(schema).every((type) => ['integer', 'number'].includes(type))
  const texts = numeric
    ? [...faults.filter(isScalar).map(textOf), '', 'NaN', '1e1', ' 1', '+1', '0x1', '1,1', '١']
    : faults.filter((value) => typeof value === 'string')
  return [...new Set(texts)]
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== 'object'
}

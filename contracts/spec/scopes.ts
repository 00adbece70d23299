/** What a token may be limited to, and what each operation needs, as the contract states both. */
import { asArray, asObject, isObject } from '../openapi/document.ts'
import { nameOf } from '../openapi/operations.ts'
import type { Operation } from '../openapi/operations.ts'
import { openApiDocument } from './contract.ts'

/** Every scope that there is. @throws Error when no security scheme names any. */
export function knownScopes(): string[] {
  const { components } = openApiDocument().root
  const schemes = asObject(asObject(components, 'components')['securitySchemes'], 'securitySchemes')
  for (const scheme of Object.values(schemes)) {
    const scopes = isObject(scheme) ? scheme['x-scopes'] : undefined
    if (isObject(scopes)) return Object.keys(scopes)
  }
  throw new Error('openapi.yaml states no x-scopes of a security scheme')
}

/** The scope that the operation's security requirement names. @throws Error unless it is one. */
export function scopeOf(operation: Operation): string {
  const scopes = asArray(operation.at.node['security']).flatMap((requirement) =>
    Object.values(asObject(requirement, 'security')).flatMap(asArray),
  )
  const [scope, ...more] = scopes
  if (typeof scope !== 'string' || more.length > 0) {
    throw new Error(`${nameOf(operation)} does not need one scope`)
  }
  return scope
}

/** Each choice among these, the empty one included. */
export function choicesOf(scopes: readonly string[]): string[][] {
  return scopes.reduce<string[][]>(
    (choices, scope) => choices.flatMap((choice) => [choice, [...choice, scope]]),
    [[]],
  )
}

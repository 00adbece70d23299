/** The bounds of an access token, as the contract states them beside its security scheme. */
import { asObject, isObject } from '../openapi/document.ts'
import { openApiDocument } from './contract.ts'

export interface TokenBounds {
  /** The longest token that is read at all. */
  maxBytes: number
  /** From `iat` to `exp`. */
  maxLifetimeSeconds: number
  /** How far the clocks of issuer and api may differ. */
  clockToleranceSeconds: number
}

export function tokenBounds(): TokenBounds {
  const { components } = openApiDocument().root
  const schemes = asObject(asObject(components, 'components')['securitySchemes'], 'securitySchemes')
  for (const scheme of Object.values(schemes)) {
    const bounds = isObject(scheme) ? scheme['x-bounds'] : undefined
    if (!isObject(bounds)) continue
    const read = (name: string): number => {
      const value = bounds[name]
      if (typeof value !== 'number') throw new Error(`x-bounds has no number ${name}`)
      return value
    }
    return {
      maxBytes: read('maxBytes'),
      maxLifetimeSeconds: read('maxLifetimeSeconds'),
      clockToleranceSeconds: read('clockToleranceSeconds'),
    }
  }
  throw new Error('openapi.yaml states no x-bounds of a security scheme')
}

/** Values that nobody has used yet. */
import type { Json } from '../openapi/document.ts'
import type { IdPlace } from '../openapi/id-places.ts'
import { lookAlike } from '../openapi/look-alike.ts'
import type { Operation } from '../openapi/operations.ts'
import { isNameOfOwnMaking } from '../openapi/sources.ts'
import { oneValueOf } from '../openapi/valid-values.ts'
import { operations } from '../spec/contract.ts'

/** A value of the place's form that nobody has used. */
export function freshValue({ schema }: Pick<IdPlace, 'schema'>): Json {
  const like = oneValueOf(schema)
  return lookAlike(like, schema, [like])
}

/** True where the request names what it makes, or itself. */
export function isFresh(operation: Operation, place: IdPlace): boolean {
  return isNameOfOwnMaking(operation, place, operations())
}

/** What the body of an operation may hold. */
import { below, children } from './document.ts'
import type { Located } from './document.ts'
import type { Operation } from './operations.ts'

/** The members that the operation's body may have, and where each one's schema stands. */
export function bodyMembers(operation: Operation): Map<string, Located> {
  const [media] = operation.requestTypes.values()
  return media ? children(below(media, 'schema'), 'properties') : new Map<string, Located>()
}

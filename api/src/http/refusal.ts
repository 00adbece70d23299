/** What a use case refuses, as a problem: by itself, or as a part of a batch. */
import type { RefusalError } from '../model/refusal-error.ts'
import type { RefusalErrorCode } from '../model/refusal-error.ts'
import { versionTag } from './etag.ts'
import { PROBLEM_TYPES, problemTypeUri } from './problem-types.ts'
import type { ProblemSlug } from './problem-types.ts'
import { toWire } from './wire.ts'

export const PROBLEM_OF_REFUSAL = {
  NOT_FOUND: 'not-found',
  ID_TAKEN: 'id-conflict',
  NAME_TAKEN: 'name-conflict',
  CHANGED: 'precondition-failed',
  REFERENCE_REFUSED: 'reference-invalid',
  RULE_REFUSED: 'validation-failed',
  NO_NEXT_OCCURRENCE: 'no-next-occurrence',
  UNDO_CONFLICT: 'undo-conflict',
  NOTHING_TO_UNDO: 'nothing-to-undo',
  CURSOR_INVALID: 'invalid-cursor',
  CURSOR_TOO_OLD: 'cursor-expired',
} as const satisfies Record<RefusalErrorCode, ProblemSlug>

/** The members that the problem has beside those of its type. */
export function membersOf({ current, pointer, detail }: RefusalError): Record<string, unknown> {
  if (current !== undefined) return { current: toWire(current.kind, current.row) }
  return pointer === undefined ? {} : { errors: [{ pointer, detail }] }
}

export function headersOf({ current }: RefusalError): Record<string, string> {
  return current === undefined ? {} : { etag: versionTag(current.row.version) }
}

/** The problem without what is the answer's alone: the request id. */
export function describeRefusal(refused: RefusalError) {
  const slug = PROBLEM_OF_REFUSAL[refused.code]
  const { status, title } = PROBLEM_TYPES[slug]
  return { type: problemTypeUri(slug), title, status, ...membersOf(refused) }
}

import type { AnyRow, Kind } from '../db/kinds.ts'

export type RefusalErrorCode =
  | 'NOT_FOUND'
  | 'ID_TAKEN'
  | 'NAME_TAKEN'
  | 'CHANGED'
  | 'REFERENCE_REFUSED'
  | 'RULE_REFUSED'
  | 'NO_NEXT_OCCURRENCE'
  | 'CURSOR_INVALID'
  | 'CURSOR_TOO_OLD'
  | 'UNDO_CONFLICT'
  | 'NOTHING_TO_UNDO'

/** A row as it is now, for who started from another version of it. */
export interface Current {
  readonly kind: Kind
  readonly row: AnyRow
}

interface Particulars {
  /** With CHANGED. */
  readonly current?: Current
  /** With REFERENCE_REFUSED and RULE_REFUSED: the member of the body, and what is wrong with it. */
  readonly pointer?: string
  readonly detail?: string
}

/** A use case says no, and nothing has happened. */
export class RefusalError extends Error {
  override name = 'RefusalError'
  readonly code: RefusalErrorCode
  readonly current: Current | undefined
  readonly pointer: string | undefined
  readonly detail: string | undefined

  constructor(code: RefusalErrorCode, { current, pointer, detail }: Particulars = {}) {
    super(code)
    this.code = code
    this.current = current
    this.pointer = pointer
    this.detail = detail
  }
}

/** The member at `pointer` names something that can't stand there. */
export function refuseReference(pointer: string, detail: string): RefusalError {
  return new RefusalError('REFERENCE_REFUSED', { pointer, detail })
}

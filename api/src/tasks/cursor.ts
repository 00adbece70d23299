import { isSealOf, sealOf } from '../model/seal.ts'
import type { TaskListQuery } from '../db/list-statements.ts'
import type { Filter } from '../filters/filter.ts'
import { printFilter } from '../filters/print.ts'
import { RefusalError } from '../model/refusal-error.ts'

/** Where a page ended: the last row's sort key and id. */
export interface Position {
  readonly key: string
  readonly id: string
}

export interface ReceivedCursor extends Position {
  readonly seal: string
}

/** What a cursor is bound to; the page size may change on the way. */
interface Question extends Omit<TaskListQuery, 'after' | 'limit' | 'condition'> {
  readonly filter?: Filter | undefined
}

const FORM = /^[A-Za-z0-9_-]{1,300}$/

/**
 * A cursor holds a position and a seal over it, the filters and the sort, made with a key only this
 * owner's row has. What comes back changed, with other filters or from somebody else is refused.
 */
export function writeCursor(cursorKey: string, question: Question, { key, id }: Position): string {
  const seal = sealOf(cursorKey, partsOf(question, { key, id }))
  return Buffer.from(JSON.stringify([key, id, seal])).toString('base64url')
}

/** Reads the form; nothing of it may be used before {@link checkSeal}. CURSOR_INVALID. */
export function readCursor(text: string): ReceivedCursor {
  const [key, id, seal] = decode(text)
  if (typeof key !== 'string' || typeof id !== 'string' || typeof seal !== 'string') throw invalid()
  return { key, id, seal }
}

/** The position, once it is certain that this list gave it. CURSOR_INVALID. */
export function checkSeal(
  cursorKey: string | undefined,
  question: Question,
  { seal, ...position }: ReceivedCursor,
): Position {
  if (cursorKey === undefined) throw invalid()
  if (!isSealOf(seal, cursorKey, partsOf(question, position))) throw invalid()
  return position
}

function partsOf(question: Question, { key, id }: Position): unknown[] {
  const { sort, order, status, priority, dueAfter, dueBefore, text } = question
  const { listId, sectionId, parentId, labelId } = question
  const places = [listId === null ? 'inbox' : listId, sectionId, parentId, labelId]
  const { view, filter } = question
  const filters = [status, priority, dueAfter, dueBefore, view?.name, text]
  const sealed = [sort, order, ...filters, ...places, filter && printFilter(filter), key, id]
  return sealed.map((value) => value ?? null)
}

function decode(text: string): unknown[] {
  if (!FORM.test(text)) throw invalid()
  try {
    const bytes = Buffer.from(text, 'base64url')
    // One spelling each: a decoder ignores what it can't use.
    if (bytes.toString('base64url') !== text) throw invalid()
    const value: unknown = JSON.parse(bytes.toString())
    return Array.isArray(value) && value.length === 3 ? value : []
  } catch {
    throw invalid()
  }
}

function invalid(): RefusalError {
  return new RefusalError('CURSOR_INVALID')
}

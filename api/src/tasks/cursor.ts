import { createHmac, timingSafeEqual } from 'node:crypto'
import type { TaskListQuery } from '../db/list-statements.ts'
import { TaskError } from './errors.ts'

/** Where a page ended: the last row's sort key and id. */
export interface Position {
  readonly key: string
  readonly id: string
}

export interface ReceivedCursor extends Position {
  readonly seal: string
}

/** What a cursor is bound to; the page size may change on the way. */
type Question = Omit<TaskListQuery, 'after' | 'limit'>

const FORM = /^[A-Za-z0-9_-]{1,300}$/

/**
 * A cursor holds a position and a seal over it, the filters and the sort, made with a key only this
 * owner's row has. What comes back changed, with other filters or from somebody else is refused.
 */
export function writeCursor(cursorKey: string, question: Question, { key, id }: Position): string {
  const seal = sealOf(cursorKey, question, { key, id })
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
  const expected = Buffer.from(sealOf(cursorKey, question, position))
  const received = Buffer.from(seal)
  if (expected.length !== received.length || !timingSafeEqual(expected, received)) throw invalid()
  return position
}

function sealOf(cursorKey: string, question: Question, { key, id }: Position): string {
  const { sort, order, status, priority, dueAfter, dueBefore, text } = question
  const sealed = [sort, order, status, priority, dueAfter, dueBefore, text, key, id]
  return createHmac('sha256', cursorKey)
    .update(JSON.stringify(sealed.map((value) => value ?? null)))
    .digest('base64url')
    .slice(0, 22)
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

function invalid(): TaskError {
  return new TaskError('CURSOR_INVALID')
}

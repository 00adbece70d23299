// How a client gets an operation done: what it sends, how often, and what it was told in the end.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { UserId } from '../../src/auth/user-id.ts'
import type { Database } from '../../src/db/database.ts'
import { DatabaseError } from '../../src/db/errors.ts'
import { IdempotencyError } from '../../src/db/write/idempotency.ts'
import { write, writeOnce } from '../../src/db/write/run.ts'
import { BatchRefusedError } from '../../src/model/batch.ts'
import { RefusalError } from '../../src/model/refusal-error.ts'
import type { RefusalErrorCode } from '../../src/model/refusal-error.ts'
import { toMutation } from './operation.ts'
import type { Operation } from './operation.ts'

/**
 * `keyed`: under an Idempotency-Key, again until there is an answer. `twice`: two of those at once.
 * `resent`: the answer to the first is lost on the way. `plain`: without a key, and only once.
 */
export type Manner = 'keyed' | 'twice' | 'resent' | 'plain'

export type Outcome =
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly code: RefusalErrorCode }
  | { readonly type: 'done'; readonly change: number | null; readonly result: unknown }

/** One operation of a client's, from the moment it was first sent. */
export interface Request {
  /** Its Idempotency-Key, and the name under which its change is kept. */
  readonly tag: string
  readonly operation: Operation
  readonly manner: Manner
  /** By the clock of the run; `endedAt` is Infinity while nobody knows. */
  readonly startedAt: number
  endedAt: number
  outcome: Outcome
}

const MAX_ATTEMPTS = 200

/** Sends until there is an answer, or, without a key, once. Throws what no client should ever see. */
export async function send(database: Database, owner: UserId, request: Request): Promise<Outcome> {
  const { manner } = request
  if (manner === 'plain') return once(database, owner, request)
  const first = await Promise.all(
    Array.from({ length: manner === 'twice' ? 2 : 1 }, () => again(database, owner, request)),
  )
  const outcomes = [
    ...first,
    ...(manner === 'resent' ? [await again(database, owner, request)] : []),
  ]
  const done = outcomes.filter(({ type }) => type === 'done')
  for (const other of done) expect(other, 'a retry is answered otherwise').toEqual(done[0])
  // What was refused may be possible a moment later; what was done stays done.
  return done[0] ?? outcomes[0] ?? { type: 'unknown' }
}

async function again(database: Database, owner: UserId, request: Request): Promise<Outcome> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const outcome = await once(database, owner, request)
    if (outcome.type !== 'unknown') return outcome
    await sleep(2)
  }
  throw new Error(`${request.tag} was never answered`)
}

async function once(database: Database, owner: UserId, request: Request): Promise<Outcome> {
  const { tag, operation, manner } = request
  const writer = { owner, operation: tag }
  const mutation = toMutation(operation)
  try {
    if (manner === 'plain') {
      const { result, change } = await write(database, writer, mutation)
      return { type: 'done', change: change ?? null, result }
    }
    const { body } = await writeOnce(database, writer, {
      ...mutation,
      key: { key: tag, request: JSON.stringify(operation) },
      toAnswer: ({ result, change }) => {
        return { status: 200, headers: {}, body: JSON.stringify({ result, change }) }
      },
    })
    const { result, change } = JSON.parse(body ?? '{}') as { result: unknown; change?: number }
    return { type: 'done', change: change ?? null, result }
  } catch (error) {
    if (error instanceof BatchRefusedError) return { type: 'refused', code: error.refused.code }
    if (error instanceof RefusalError) return { type: 'refused', code: error.code }
    const passes =
      (error instanceof IdempotencyError && error.code === 'KEY_IN_FLIGHT') ||
      (error instanceof DatabaseError && (error.code !== 'DATABASE_FAULT' || wasCut(error)))
    if (passes) return { type: 'unknown' }
    throw error
  }
}

/** Row-level security refuses what goes on over a new connection after the old one was cut. */
function wasCut({ reason }: DatabaseError): boolean {
  return reason === '42501'
}

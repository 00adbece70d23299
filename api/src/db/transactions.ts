/**
 * How the rows of an owner are read and changed: the only two ways, each inside a transaction that
 * row-level security binds to that owner.
 */
import type { UserId } from '../auth/user-id.ts'
import type { Database } from './database.ts'
import { DatabaseError, OwnerErasedError, toDatabaseError } from './errors.ts'
import type { TaskRow } from './schema.ts'
import type { Slot } from './slot.ts'
import type { Statements } from './statements.ts'

type Queries = readonly Promise<unknown>[]
type Results<T extends Queries> = { -readonly [K in keyof T]: Awaited<T[K]> }

/** Reads the owner's rows: all of `queries` in one round trip. */
export function read<const T extends Queries>(
  database: Database,
  owner: UserId,
  queries: (statements: Statements) => T,
): Promise<Results<T>> {
  return database.use(async (slot) => {
    const [, , ...results] = await settle([
      slot.begin('read only'),
      slot.setOwner(owner),
      ...queries(slot.statements),
      slot.commit(),
    ])
    return results.slice(0, -1) as Results<T>
  })
}

/** What a change of one task amounts to; a missing side means made or deleted. */
export interface TaskChange {
  readonly before: TaskRow | undefined
  readonly after: TaskRow | undefined
}

/** What is known once the owner's row is locked. */
export interface WriteContext {
  /** The owner's new sequence number: the version of whatever this change touches. */
  readonly seq: number
  /** The database's clock, so that replicas agree. */
  readonly now: string
}

export interface Mutation<T extends Queries> {
  /** What the decision needs to see, read under the owner's lock. */
  readonly read: (statements: Statements) => T
  /**
   * Judges preconditions and says what changes; throws to refuse, and then nothing has happened,
   * `seq` included. Undefined means there is nothing to change.
   */
  readonly decide: (subject: Results<T>, context: WriteContext) => TaskChange | undefined
}

/**
 * The one write pipeline (D7): owner row locked and `seq` advanced → precondition → change →
 * commit, in two round trips. History, idempotency records and notifications belong between change
 * and commit, and can be told from the {@link TaskChange} alone.
 */
export function write<const T extends Queries>(
  database: Database,
  owner: UserId,
  mutation: Mutation<T>,
): Promise<TaskChange | undefined> {
  return database.use(async (slot) => {
    const change = await decide(slot, owner, mutation)
    if (change === undefined) {
      await slot.rollback().catch(rethrow)
      return undefined
    }
    const [changed] = await settle([apply(slot.statements, owner, change), slot.commit()])
    // The lock makes this certain; a connection lost and remade in between does not.
    if (changed.length !== 1) throw new DatabaseError('DATABASE_UNREACHABLE', 'CHANGE_LOST')
    return change
  })
}

async function decide<T extends Queries>(
  slot: Slot,
  owner: UserId,
  mutation: Mutation<T>,
): Promise<TaskChange | undefined> {
  try {
    const [, , advanced, erasures, ...subject] = await settle([
      slot.begin('default'),
      slot.setOwner(owner),
      slot.statements.advanceSeq.execute({ owner }),
      slot.findErasure(owner),
      ...mutation.read(slot.statements),
    ])
    // A request that was on its way when everything was erased makes nothing anew.
    if ((erasures as unknown[]).length > 0) throw new OwnerErasedError()
    const context = advanced[0]
    if (context === undefined) throw new DatabaseError('DATABASE_FAULT', 'NO_SEQ')
    return mutation.decide(subject, context)
  } catch (error) {
    await slot.rollback().catch(rethrow)
    throw error
  }
}

/** Rows that are deleted at once: some hundred milliseconds of work. */
const ERASED_AT_ONCE = 2000

/**
 * Deletes every row of the owner; with `writableFrom` (seconds since 1970) nobody writes to them
 * before. That holds from the first commit on: it waits for the change that has the owner's lock,
 * and each later one finds the record. Broken off, it can be done again.
 */
export async function erase(
  database: Database,
  owner: UserId,
  writableFrom: number | undefined,
): Promise<void> {
  const run = <const T extends Queries>(queries: (slot: Slot) => T) =>
    database.use(async (slot) => {
      const [, , ...results] = await settle([
        slot.begin('default'),
        slot.setOwner(owner),
        ...queries(slot),
        slot.commit(),
      ])
      return results.slice(0, -1) as Results<T>
    })
  await run((slot) => [
    slot.statements.advanceSeq.execute({ owner }),
    ...(writableFrom === undefined ? [] : [slot.recordErasure(owner, writableFrom)]),
  ])
  for (let left = ERASED_AT_ONCE; left === ERASED_AT_ONCE;) {
    const [erased] = await run(({ statements }) => [
      statements.eraseTasks.execute({ owner, limit: ERASED_AT_ONCE }),
    ])
    left = erased.length
  }
  await run(({ statements }) => [statements.eraseOwner.execute({ owner })])
}

function apply(statements: Statements, owner: UserId, { before, after }: TaskChange) {
  if (after === undefined) return statements.deleteTask.execute({ owner, id: before?.id })
  const row = { ...after, owner }
  return before === undefined
    ? statements.insertTask.execute(row)
    : statements.updateTask.execute(row)
}

/** Waits for all, so that the connection is quiet again, then throws the first failure if any. */
async function settle<const T extends Queries>(queries: T): Promise<Results<T>> {
  const outcomes = await Promise.allSettled(queries)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw toDatabaseError(outcome.reason)
  }
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as Results<T>
}

function rethrow(error: unknown): never {
  throw toDatabaseError(error)
}

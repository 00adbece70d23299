import { toDatabaseError } from './errors.ts'

export type Queries = readonly Promise<unknown>[]
export type Results<T extends Queries> = { -readonly [K in keyof T]: Awaited<T[K]> }

/** Waits for all, so that the connection is quiet again, then throws the first failure if any. */
export async function settle<const T extends Queries>(queries: T): Promise<Results<T>> {
  const outcomes = await Promise.allSettled(queries)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw toDatabaseError(outcome.reason)
  }
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as Results<T>
}

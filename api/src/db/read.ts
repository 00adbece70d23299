/** How the rows of an owner are read: inside a transaction that row-level security binds to them. */
import type { UserId } from '../auth/user-id.ts'
import type { Database } from './database.ts'
import { settle } from './settle.ts'
import type { Queries, Results } from './settle.ts'
import type { Statements } from './statements.ts'

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

// Makes what somebody has older than it is, for tests of what is forgotten in time.
import type postgres from 'postgres'
import type { UserId } from '../src/auth/user-id.ts'

const TIMES = {
  tasks: ['deleted_at'],
  lists: ['deleted_at'],
  tombstones: ['at'],
  changes: ['at'],
  idempotency_keys: ['created_at'],
  'upkeep.owners': ['oldest_key', 'oldest_trash', 'oldest_tombstone', 'oldest_change'],
} as const

type Aging = keyof typeof TIMES

/** Everything of theirs in these tables happened so many days earlier. `root` sees every row. */
export async function ageRows(
  root: postgres.Sql,
  owner: UserId,
  days: number,
  tables: readonly Aging[] = Object.keys(TIMES) as Aging[],
): Promise<void> {
  for (const table of tables) {
    for (const name of TIMES[table]) {
      await root`update ${root(table)} set ${root(name)} = ${root(name)} - make_interval(days => ${days})
        where owner_id = ${owner}`
    }
  }
}

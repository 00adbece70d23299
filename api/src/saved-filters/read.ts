import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { FilterRow } from '../db/schema.ts'
import { requireRow } from '../model/precondition.ts'

/** The owner's saved filters in order; `seq`: see TaskPage. */
export async function listFilters(
  database: Database,
  owner: UserId,
): Promise<{ rows: FilterRow[]; seq: number }> {
  const [[state], rows] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.allFilters.execute({ owner }),
  ])
  return { rows, seq: state?.seq ?? 0 }
}

/** The owner's saved filter `id`, or NOT_FOUND. */
export async function getFilter(database: Database, owner: UserId, id: string): Promise<FilterRow> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.get.filter.execute({ owner, id }),
  ])
  return requireRow('filter', row, undefined)
}

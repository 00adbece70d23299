import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { ListRow } from '../db/schema.ts'
import { requireRow } from '../model/precondition.ts'

/** The owner's lists in order, archived ones among them; `seq`: see TaskPage. */
export async function listLists(
  database: Database,
  owner: UserId,
): Promise<{ rows: ListRow[]; seq: number }> {
  const [[state], rows] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.allLists.execute({ owner }),
  ])
  return { rows: rows.filter(({ deletedAt }) => deletedAt === null), seq: state?.seq ?? 0 }
}

/** The owner's list `id`, or NOT_FOUND; in the trash it is not here. */
export async function getList(database: Database, owner: UserId, id: string): Promise<ListRow> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.get.list.execute({ owner, id }),
  ])
  return requireRow('list', row?.deletedAt === null ? row : undefined, undefined)
}

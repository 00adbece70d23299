import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { LabelRow } from '../db/schema.ts'
import { requireRow } from '../model/precondition.ts'

/** The owner's labels by name; `seq`: see TaskPage. */
export async function listLabels(
  database: Database,
  owner: UserId,
): Promise<{ rows: LabelRow[]; seq: number }> {
  const [[state], rows] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.allLabels.execute({ owner }),
  ])
  return { rows, seq: state?.seq ?? 0 }
}

/** The owner's label `id`, or NOT_FOUND. */
export async function getLabel(database: Database, owner: UserId, id: string): Promise<LabelRow> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.get.label.execute({ owner, id }),
  ])
  return requireRow('label', row, undefined)
}

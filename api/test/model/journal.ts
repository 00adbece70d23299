// What the database holds of an owner, read past the api: the truth that everything is held to.
import { asc, eq, sql } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { changeRows, changes, idempotencyKeys, tombstones } from '../../src/db/journal-schema.ts'
import { KINDS, TABLES } from '../../src/db/kinds.ts'
import type { AnyRow } from '../../src/db/kinds.ts'
import { owners, taskLabels } from '../../src/db/schema.ts'
import type { LoggedRow } from './state.ts'

export interface JournalEntry {
  readonly seq: number
  readonly at: string
  readonly operation: string
  readonly undoes: number | null
  readonly undoneBy: number | null
  readonly rows: readonly LoggedRow[]
}

export interface Truth {
  readonly rows: ReadonlyMap<string, AnyRow>
  /** Oldest first. */
  readonly journal: readonly JournalEntry[]
  /** Version by kind and id. */
  readonly tombstones: ReadonlyMap<string, number>
  /** `label task` of each pair that the database keeps for itself. */
  readonly labelled: readonly string[]
  readonly keptAnswers: number
  readonly seq: number
  readonly usage: object | undefined
}

const COUNTS = {
  taskCount: owners.taskCount,
  listCount: owners.listCount,
  sectionCount: owners.sectionCount,
  labelCount: owners.labelCount,
  textBytes: owners.textBytes,
}

export async function readTruth(db: PostgresJsDatabase, owner: string): Promise<Truth> {
  const [heads, rows, gone, pairs, answers, [state], ...tables] = await Promise.all([
    db.select().from(changes).where(eq(changes.ownerId, owner)).orderBy(asc(changes.seq)),
    db
      .select()
      .from(changeRows)
      .where(eq(changeRows.ownerId, owner))
      .orderBy(asc(changeRows.seq), asc(changeRows.ordinal)),
    db.select().from(tombstones).where(eq(tombstones.ownerId, owner)),
    db.select().from(taskLabels).where(eq(taskLabels.ownerId, owner)),
    db
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.ownerId, owner)),
    db
      .select({ seq: owners.seq, ...COUNTS })
      .from(owners)
      .where(eq(owners.ownerId, owner)),
    ...KINDS.map((kind) => db.select().from(TABLES[kind]).where(eq(TABLES[kind].ownerId, owner))),
  ])
  const { seq = 0, ...usage } = state ?? {}
  const bySeq = Map.groupBy(rows, ({ seq }) => seq)
  return {
    rows: new Map(
      KINDS.flatMap((kind, index) =>
        ((tables[index] ?? []) as AnyRow[]).map((row) => [`${kind} ${row.id}`, row] as const),
      ),
    ),
    journal: heads.map(({ seq, at, operation, undoes, undoneBy }) => {
      return { seq, at, operation, undoes, undoneBy, rows: (bySeq.get(seq) ?? []) as LoggedRow[] }
    }),
    tombstones: new Map(gone.map(({ kind, id, version }) => [`${kind} ${id}`, version])),
    labelled: pairs.map(({ labelId, taskId }) => `${labelId} ${taskId}`).sort(),
    keptAnswers: answers.length,
    ...{ seq, usage },
  }
}

/** All that an owner has, in one text: the same while nothing is different. */
export async function fingerprint(db: PostgresJsDatabase, owner: string): Promise<string> {
  const tables = [...Object.values(TABLES), owners, changes, tombstones]
  const texts = tables.map(
    (table) => sql`select ${table}::text as row from ${table} where ${table.ownerId} = ${owner}`,
  )
  const all = sql.join(texts, sql` union all `)
  const rows = await db.execute<{ row: string }>(sql`select row from (${all}) as rows order by row`)
  return rows.map(({ row }) => row).join('\n')
}

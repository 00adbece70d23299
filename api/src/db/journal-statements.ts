import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { changeRows, changes, idempotencyKeys, tombstones } from './journal-schema.ts'
import { TABLES } from './kinds.ts'
import type { AnyRow, Kind } from './kinds.ts'
import { calendars, filters, labels, lists, sections, settings, tasks } from './schema.ts'
import { UPKEEP_OPERATION } from './upkeep/operation.ts'

/** One row of a change, as it was kept. */
export interface ChangeRecordRow {
  readonly kind: Kind
  readonly id: string
  readonly before: AnyRow | null
  readonly after: AnyRow | null
}

/** A change with the rows it touched. */
export interface ChangeRecord {
  readonly seq: number
  readonly at: string
  readonly operation: string
  readonly undoes: number | null
  readonly undoneBy: number | null
  readonly rows: readonly ChangeRecordRow[]
}

const owner = sql.placeholder('owner')
const UPKEEP = sql.raw(`'${UPKEEP_OPERATION}'`)
const value = (name: string) => sql`${sql.placeholder(name)}`

/** The statements over history, the change feed and kept answers. */
export function createJournalStatements(db: PgDatabase<PgQueryResultHKT>) {
  const head = {
    seq: changes.seq,
    at: changes.at,
    operation: changes.operation,
    session: changes.session,
    undoes: changes.undoes,
    undoneBy: changes.undoneBy,
  }
  const row = {
    kind: changeRows.kind,
    id: changeRows.id,
    before: changeRows.before,
    after: changeRows.after,
  }
  const joined = and(eq(changeRows.ownerId, changes.ownerId), eq(changeRows.seq, changes.seq))
  const page = { version: value('version'), id: value('id'), limit: sql.placeholder('limit') }
  return {
    getChange: db
      .select({ ...head, ...row })
      .from(changes)
      .innerJoin(changeRows, joined)
      .where(and(eq(changes.ownerId, owner), eq(changes.seq, value('seq'))))
      .orderBy(asc(changeRows.ordinal))
      .prepare('get_change'),

    /** The newest that is neither an undo nor undone, and that somebody has asked for. */
    lastChange: db
      .select({ ...head, ...row })
      .from(changes)
      .innerJoin(changeRows, joined)
      .where(
        and(
          eq(changes.ownerId, owner),
          sql`${changes.seq} = (select max(c.seq) from ${changes} c where c.owner_id = ${owner}
            and c.undoes is null and c.undone_by is null and c.operation <> ${UPKEEP})`,
        ),
      )
      .orderBy(asc(changeRows.ordinal))
      .prepare('last_change'),

    /** What happened to one row, newest first. */
    historyOf: db
      .select({ ...head, ...row })
      .from(changeRows)
      .innerJoin(changes, joined)
      .where(
        and(
          eq(changeRows.ownerId, owner),
          eq(changes.ownerId, owner),
          eq(changeRows.kind, value('kind')),
          eq(changeRows.id, value('id')),
          lte(changeRows.seq, value('from')),
        ),
      )
      .orderBy(desc(changeRows.seq))
      .limit(page.limit)
      .prepare('history_of'),

    /** Rows that changed after that number, oldest change first, by kind. */
    changedSince: {
      filter: db
        .select()
        .from(TABLES.filter)
        .where(
          and(
            eq(filters.ownerId, owner),
            sql`(${filters.version}, ${filters.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(filters.version), asc(filters.id))
        .limit(page.limit)
        .prepare('filters_since'),
      calendar: db
        .select()
        .from(TABLES.calendar)
        .where(
          and(
            eq(calendars.ownerId, owner),
            sql`(${calendars.version}, ${calendars.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(calendars.version), asc(calendars.id))
        .limit(page.limit)
        .prepare('calendars_since'),
      label: db
        .select()
        .from(TABLES.label)
        .where(
          and(
            eq(labels.ownerId, owner),
            sql`(${labels.version}, ${labels.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(labels.version), asc(labels.id))
        .limit(page.limit)
        .prepare('labels_since'),
      list: db
        .select()
        .from(TABLES.list)
        .where(
          and(
            eq(lists.ownerId, owner),
            sql`(${lists.version}, ${lists.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(lists.version), asc(lists.id))
        .limit(page.limit)
        .prepare('lists_since'),
      section: db
        .select()
        .from(TABLES.section)
        .where(
          and(
            eq(sections.ownerId, owner),
            sql`(${sections.version}, ${sections.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(sections.version), asc(sections.id))
        .limit(page.limit)
        .prepare('sections_since'),
      setting: db
        .select()
        .from(TABLES.setting)
        .where(
          and(
            eq(settings.ownerId, owner),
            sql`(${settings.version}, ${settings.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(settings.version), asc(settings.id))
        .limit(page.limit)
        .prepare('settings_since'),
      task: db
        .select()
        .from(TABLES.task)
        .where(
          and(
            eq(tasks.ownerId, owner),
            sql`(${tasks.version}, ${tasks.id}) > (${page.version}::bigint, ${page.id}::uuid)`,
          ),
        )
        .orderBy(asc(tasks.version), asc(tasks.id))
        .limit(page.limit)
        .prepare('tasks_since'),
    },

    tombstonesSince: db
      .select({ kind: tombstones.kind, id: tombstones.id, version: tombstones.version })
      .from(tombstones)
      .where(
        and(
          eq(tombstones.ownerId, owner),
          sql`(${tombstones.version}, ${tombstones.kind}, ${tombstones.id})
            > (${page.version}::bigint, ${value('kind')}, ${page.id}::uuid)`,
        ),
      )
      .orderBy(asc(tombstones.version), asc(tombstones.kind), asc(tombstones.id))
      .limit(page.limit)
      .prepare('tombstones_since'),

    getAnswer: db
      .select({ fingerprint: idempotencyKeys.fingerprint, answer: idempotencyKeys.answer })
      .from(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.ownerId, owner),
          eq(idempotencyKeys.key, value('key')),
          sql`${idempotencyKeys.createdAt} > now() - interval '24 hours'`,
        ),
      )
      .prepare('get_answer'),
  }
}

/** The statements that write: texts made once from the tables, each bound to one owner. */
import { getTableColumns } from 'drizzle-orm'
import type { Column, Table } from 'drizzle-orm'
import { TABLES } from '../kinds.ts'
import type { Kind } from '../kinds.ts'
import type { TaskRow } from '../schema.ts'
import { INDEX_TASKS, toSearchRows } from '../search/index-tasks.ts'
import { tellSql, toPayload, watchKey } from '../news/channel.ts'
import type { Slot } from '../slot.ts'
import { AGE, agingOf } from '../upkeep/aging.ts'
import { orLost, reachAll } from './reach.ts'
import { RESOURCES, isNothing } from './usage.ts'
import type { Usage } from './usage.ts'
import type { RowChange, WriteContext } from './workspace.ts'

/** Who writes, and by which operation. */
export interface Writer {
  readonly owner: WriteContext['owner']
  /** A digest of the session's id. */
  readonly session?: string | undefined
  /** The operationId. */
  readonly operation: string
  /** What the owner may have; nothing is refused without. */
  readonly quotas?: Usage | undefined
}

interface Texts {
  readonly upsert: string
  readonly remove: string
  /** Column by property, without the owner's, which no row brings along. */
  readonly columns: ReadonlyMap<string, string>
}

const texts = new Map<Kind, Texts>()

/**
 * Issues every write of a change; resolves when all are done. The owner is a parameter of each
 * statement and never part of the rows, so that no row can name another.
 */
export async function apply(
  slot: Slot,
  { owner, session, operation }: Writer,
  { changes, context, undoes, added }: Applied,
): Promise<void> {
  const writes: Promise<unknown>[] = []
  for (const kind of new Set(changes.map((change) => change.kind))) {
    const { upsert, remove, columns } = textsOf(kind)
    const ofKind = changes.filter((change) => change.kind === kind)
    const kept = ofKind.flatMap(({ after }) => (after === undefined ? [] : [after]))
    const gone = ofKind.flatMap(({ id, after }) => (after === undefined ? [id] : []))
    if (kept.length > 0) {
      const rows = kept.map((row) => toColumns(row, columns))
      writes.push(slot.run(upsert, [owner, JSON.stringify(rows)]))
    }
    if (gone.length > 0) {
      const { seq, now } = context
      const values = [owner, JSON.stringify(gone), kind, `${seq}`, now]
      writes.push(slot.run(remove, values))
    }
  }
  const reworded = changes.flatMap((change) => (isReworded(change) ? [change.after] : []))
  if (reworded.length > 0) {
    writes.push(slot.run(INDEX_TASKS, [owner, toSearchRows(reworded)]))
  }
  const rows = changes.map(({ kind, id, before, after }, ordinal) => {
    return { ordinal, kind, id, before, after }
  })
  const { seq, now } = context
  const head = [owner, `${seq}`, now, operation, session ?? null, undoes?.toString() ?? null]
  const key = watchKey(owner)
  const values = [...head, JSON.stringify(rows), key, toPayload(key, seq), ...agingOf(changes)]
  writes.push(slot.run(RECORD, values))
  if (undoes !== undefined) writes.push(slot.run(MARK_UNDONE, [owner, `${undoes}`, `${seq}`]))
  if (!isNothing(added)) {
    const amounts = RESOURCES.map((resource) => `${added[resource]}`)
    writes.push(slot.run(COUNT, [owner, ...amounts]))
  }
  await orLost(Promise.all(writes))
}

export interface Applied {
  readonly context: WriteContext
  readonly changes: readonly RowChange[]
  readonly undoes: number | undefined
  readonly added: Usage
}

/** Whether search has to know other words of a task; what goes takes its words along. */
function isReworded(change: RowChange): change is RowChange<'task'> & { readonly after: TaskRow } {
  if (change.kind !== 'task' || change.after === undefined) return false
  const { before, after } = change as RowChange<'task'> & { readonly after: TaskRow }
  return before?.title !== after.title || before.notes !== after.notes
}

function toColumns(row: object, columns: Texts['columns']): Record<string, unknown> {
  const given = Object.entries(row).flatMap(([property, value]) => {
    const column = columns.get(property)
    return column === undefined ? [] : [[column, value] as const]
  })
  return Object.fromEntries(given)
}

function textsOf(kind: Kind): Texts {
  const known = texts.get(kind) ?? makeTexts(kind)
  texts.set(kind, known)
  return known
}

function makeTexts(kind: Kind): Texts {
  const table = `${kind}s`
  const columns = Object.entries<Column>(getTableColumns<Table>(TABLES[kind])).filter(
    ([property]) => property !== 'ownerId',
  )
  const names = columns.map(([, column]) => column.name)
  const typed = columns.map(([, column]) => `${column.name} ${column.getSQLType()}`)
  // The time it was made, too: what is gone and there again in one change is made anew.
  const changed = names.filter((name) => name !== 'id')
  return {
    columns: new Map(columns.map(([property, column]) => [property, column.name])),
    // A row that comes back is no longer gone.
    upsert: `with given as (select * from jsonb_to_recordset($2::text::jsonb) as given (${typed.join(', ')})),
      revived as (delete from tombstones
        where owner_id = $1 and kind = '${kind}' and id in (select id from given)),
      ${reachAll(
        `insert into ${table} (owner_id, ${names.join(', ')})
        select $1, ${names.join(', ')} from given
        on conflict (owner_id, id) do update set ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}
        where ${table}.owner_id = $1
        returning id`,
        '(select count(*) from given)',
      )}`,
    remove: `with gone as (delete from ${table}
        where owner_id = $1 and id in (select value::uuid from jsonb_array_elements_text($2::text::jsonb))
        returning id),
      ${reachAll(
        `insert into tombstones (owner_id, kind, id, version, at)
        select $1, $3, id, $4::bigint, $5::timestamptz from gone
        on conflict (owner_id, kind, id) do update set version = excluded.version, at = excluded.at
        where tombstones.owner_id = $1
        returning id`,
        'jsonb_array_length($2::text::jsonb)',
      )}`,
  }
}

const COUNT = `with ${reachAll(
  `update owners set task_count = task_count + $2::bigint,
    list_count = list_count + $3::bigint, section_count = section_count + $4::bigint,
    label_count = label_count + $5::bigint, text_bytes = text_bytes + $6::bigint
  where owner_id = $1 returning owner_id`,
  '1',
)}`

const RECORD = `with change as (
    insert into changes (owner_id, seq, at, operation, session, undoes)
    values ($1, $2::bigint, $3::timestamptz, $4, $5, $6::bigint) returning seq),
  ${AGE},
  ${reachAll(
    `insert into change_rows (owner_id, seq, ordinal, kind, id, before, after)
    select $1, change.seq, row.ordinal, row.kind, row.id, row.before, row.after
    from change, jsonb_to_recordset($7::text::jsonb)
      as row (ordinal int, kind text, id uuid, before jsonb, after jsonb)
    returning ordinal`,
    'jsonb_array_length($7::text::jsonb)',
    tellSql({ key: '$8', payload: '$9' }),
  )}`

// What took something back can be taken back itself: then the first is done again.
const MARK_UNDONE = `with ${reachAll(
  `update changes set undone_by = case when seq = $2::bigint then $3::bigint end
  where owner_id = $1 and (seq = $2::bigint
    or seq = (select undoes from changes where owner_id = $1 and seq = $2::bigint))
  returning seq`,
  'greatest(count(*), 1)',
)}`

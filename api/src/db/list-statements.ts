import { and, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { DUE_KEYS } from './due-key.ts'
import type { Condition } from './filters/condition.ts'
import { taskLabels, tasks } from './schema.ts'
import type { TaskRow } from './schema.ts'
import { VIEW_CONDITIONS } from './view-condition.ts'
import type { ViewBounds, ViewName } from './view-condition.ts'

export type TaskSort = 'created' | 'due' | 'priority' | 'position'
export type SortOrder = 'asc' | 'desc'

export interface TaskListQuery {
  readonly sort: TaskSort
  readonly order: SortOrder
  /** Rows at most. */
  readonly limit: number
  readonly status?: 'open' | 'done' | undefined
  /** 0 none … 3 high. */
  readonly priority?: number | undefined
  /** Wall-clock, at or after: `YYYY-MM-DD`. */
  readonly dueAfter?: string | undefined
  /** Wall-clock, before: `YYYY-MM-DD`. */
  readonly dueBefore?: string | undefined
  /** The tasks of a day, and which day that is. */
  readonly view?: { readonly name: ViewName; readonly bounds: ViewBounds } | undefined
  /** Text to find in title or notes, without regard to case. */
  readonly text?: string | undefined
  /** Only of this list; null: of the inbox. */
  readonly listId?: string | null | undefined
  readonly sectionId?: string | undefined
  readonly parentId?: string | undefined
  readonly labelId?: string | undefined
  /** A filter, for what it means now. */
  readonly condition?: Condition | undefined
  /** The sort key and id of the last row already seen. */
  readonly after?: { readonly key: string; readonly id: string } | undefined
}

/**
 * Statements that a connection keeps prepared. There are no end of filters, and each would take memory
 * here and in PostgreSQL for good; those that come later are planned each time.
 */
const MAX_PREPARED = 200

interface Runnable {
  readonly execute: (values: Record<string, unknown>) => Promise<TaskRow[]>
}

type Execute = (owner: string, query: TaskListQuery) => Promise<TaskRow[]>

/**
 * Lists by statement shape: which filters are there decides the text, their values are parameters,
 * so the same question is planned once a connection.
 */
export function createListStatements(db: PgDatabase<PgQueryResultHKT>): Execute {
  const prepared = new Map<string, Runnable>()
  const prepare = (query: TaskListQuery, shape: string): Runnable => {
    const builder = buildList(db, query)
    if (prepared.size >= MAX_PREPARED) return builder
    const statement = builder.prepare(shape)
    prepared.set(shape, statement)
    return statement
  }
  return (owner, query) => {
    const shape = shapeOf(query)
    const statement = prepared.get(shape) ?? prepare(query, shape)
    return statement.execute({
      owner,
      limit: query.limit,
      priority: query.priority,
      dueAfter: query.dueAfter,
      dueBefore: query.dueBefore,
      text: query.text === undefined ? undefined : toLikePattern(query.text),
      ...query.view?.bounds,
      listId: query.listId,
      sectionId: query.sectionId,
      parentId: query.parentId,
      labelId: query.labelId,
      afterKey: query.after?.key,
      afterId: query.after?.id,
      ...query.condition?.values,
    })
  }
}

function shapeOf({ sort, order, status, view, ...rest }: TaskListQuery): string {
  const { priority, dueAfter, dueBefore, text, listId, sectionId, parentId, labelId, after } = rest
  const named = [priority, dueAfter, dueBefore, text, listId, sectionId, parentId, labelId, after]
  // The inbox is a list of its own shape: it has no id to compare with.
  const given = named.map((value) => (value === undefined ? 0 : value === null ? 2 : 1))
  const said = [status ?? 'any', view?.name ?? 'any', given.join('')]
  return `list_${sort}_${order}_${said.join('_')}_${rest.condition?.shape ?? ''}`
}

/** Exported for the test that reads its texts. */
export function buildList(db: PgDatabase<PgQueryResultHKT>, query: TaskListQuery) {
  const { sort, order, status } = query
  const given = (value: unknown, condition: SQL | undefined) =>
    value === undefined ? undefined : condition
  const key = SORT_KEYS[sort][order]
  const parameter = (parameterName: string) => sql`${sql.placeholder(parameterName)}`
  const afterRow = sql`(${parameter('afterKey')}::${sql.raw(SORT_KEYS[sort].type)}, ${parameter('afterId')}::uuid)`
  const comparison = sql.raw(order === 'asc' ? '>' : '<')
  return db
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.ownerId, sql.placeholder('owner')),
        isNull(tasks.deletedAt),
        given(status, status === 'done' ? isNotNull(tasks.completedAt) : isNull(tasks.completedAt)),
        given(query.priority, eq(tasks.priority, sql.placeholder('priority'))),
        given(query.dueAfter, gte(tasks.dueAt, sql.placeholder('dueAfter'))),
        given(query.dueBefore, lt(tasks.dueAt, sql.placeholder('dueBefore'))),
        query.view && VIEW_CONDITIONS[query.view.name],
        given(query.text, contains('text')),
        given(
          query.listId,
          query.listId === null
            ? isNull(tasks.listId)
            : eq(tasks.listId, sql.placeholder('listId')),
        ),
        given(query.sectionId, eq(tasks.sectionId, sql.placeholder('sectionId'))),
        given(query.parentId, eq(tasks.parentId, sql.placeholder('parentId'))),
        given(query.labelId, isLabelled),
        query.condition?.where,
        // A row comparison, so that the index of this sort answers it from where it stopped.
        given(query.after, sql`(${key}, ${tasks.id}) ${comparison} ${afterRow}`),
      ),
    )
    .orderBy(sql`${key} ${sql.raw(order)}`, sql`${tasks.id} ${sql.raw(order)}`)
    .limit(sql.placeholder('limit'))
}

const isLabelled = sql`${tasks.id} in (select ${taskLabels.taskId} from ${taskLabels}
  where ${taskLabels.ownerId} = ${sql.placeholder('owner')}
    and ${taskLabels.labelId} = ${sql.placeholder('labelId')})`

// Tasks without a due moment come last in both orders; each expression has its index.
const SORT_KEYS = {
  created: { type: 'timestamptz', asc: sql`${tasks.createdAt}`, desc: sql`${tasks.createdAt}` },
  priority: { type: 'smallint', asc: sql`${tasks.priority}`, desc: sql`${tasks.priority}` },
  position: { type: 'text', asc: sql`${tasks.position}`, desc: sql`${tasks.position}` },
  due: {
    type: 'timestamp',
    ...DUE_KEYS,
  },
} as const

function contains(name: string): SQL | undefined {
  const pattern = sql.placeholder(name)
  return or(sql`${tasks.title} ilike ${pattern}`, sql`${tasks.notes} ilike ${pattern}`)
}

/** `%`, `_` and `\` mean themselves. */
function toLikePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** The value a row is sorted by, as the text that {@link TaskListQuery.after} takes back. */
export function sortKeyOf(row: TaskRow, sort: TaskSort, order: SortOrder): string {
  if (sort === 'created') return row.createdAt
  if (sort === 'position') return row.position
  if (sort === 'priority') return `${row.priority}`
  return row.dueAt ?? (order === 'asc' ? 'infinity' : '-infinity')
}

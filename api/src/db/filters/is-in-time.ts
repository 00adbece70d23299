import { and, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Comparison, MomentField } from '../../filters/filter.ts'
import type { Bound, Span } from '../../filters/span.ts'
import { DUE_KEYS } from '../due-key.ts'
import { tasks } from '../schema.ts'
import type { Parameters } from './parameters.ts'

/** One end of a span: at it or after, or before it. */
interface Edge {
  readonly operator: '>=' | '<'
  readonly bound: Bound
  /**
   * Whether the span begins here: a whole day reaches over its own end, so it counts as within from
   * the day of this place on, and not only from the place itself.
   */
  readonly isStart: boolean
}

/**
 * Whether a task's `field` is wholly before the span, touches it, or is wholly after it. A due day
 * and a start are spans of a day themselves.
 */
export function isInTime(
  field: MomentField,
  comparison: Comparison,
  span: Span,
  parameters: Parameters,
): SQL {
  const edges = edgesOf(comparison, span).map((edge) => EDGES[field](edge, parameters))
  return sql`${and(...edges)}`
}

function edgesOf(comparison: Comparison, { from, before }: Span): Edge[] {
  const [start, end] = [
    { bound: from, isStart: true },
    { bound: before, isStart: false },
  ]
  switch (comparison) {
    case '=':
      return [
        { operator: '>=', ...start },
        { operator: '<', ...end },
      ]
    case '<':
      return [{ operator: '<', ...start }]
    case '<=':
      return [{ operator: '<', ...end }]
    case '>':
      return [{ operator: '>=', ...end }]
    case '>=':
      return [{ operator: '>=', ...start }]
  }
}

type ToSql = (edge: Edge, parameters: Parameters) => SQL

const EDGES: Readonly<Record<MomentField, ToSql>> = {
  due: compareDue,
  start: ({ operator, bound, isStart }, parameters) => {
    const place = sql`${parameters.add(bound.wallClock)}::timestamp`
    return sql`${tasks.startOn} ${sql.raw(operator)} ${isStart ? dayOf(place) : place}`
  },
  created: compareMoment(sql`${tasks.createdAt}`),
  updated: compareMoment(sql`${tasks.updatedAt}`),
  completed: compareMoment(sql`${tasks.completedAt}`),
}

function compareMoment(column: SQL): ToSql {
  return ({ operator, bound }, parameters) =>
    sql`${column} ${sql.raw(operator)} ${parameters.add(bound.moment)}::timestamptz`
}

/**
 * A day and a time without a zone by the owner's clock, one with a zone by its moment. No two clocks
 * are more than 26 hours apart (UTC-12 to UTC+14), so the index on the wall-clock time answers all
 * but two days, and only rows of these are asked for their moment.
 */
function compareDue({ operator, bound, isStart }: Edge, parameters: Parameters): SQL {
  const place = sql`${parameters.add(bound.wallClock)}::timestamp`
  const moment = sql`${parameters.add(bound.moment)}::timestamptz`
  const compare = sql.raw(operator)
  const margin = sql.raw(`${operator === '<' ? '+' : '-'} interval '2 days'`)
  return sql`(${DUE_KEYS.asc} ${compare} ${place} ${margin}
    and case ${tasks.dueKind}
      when 'date' then ${tasks.dueAt} ${compare} ${isStart ? dayOf(place) : place}
      when 'floating' then ${tasks.dueAt} ${compare} ${place}
      when 'zoned' then moment_of(${tasks.dueAt}, ${tasks.dueTimeZone}) ${compare} ${moment}
    end)`
}

function dayOf(place: SQL): SQL {
  return sql`date_trunc('day', ${place})`
}

import { and, eq, gte, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { DUE_KEYS } from './due-key.ts'
import { tasks } from './schema.ts'

export type ViewName = 'today' | 'overdue' | 'upcoming'

/** Where a day stands: wall-clock times for what has no zone of its own, RFC 3339 for what has. */
export interface ViewBounds {
  readonly today: string
  readonly tomorrow: string
  readonly nowWallClock: string
  readonly dayStart: string
  readonly dayEnd: string
  readonly now: string
}

/**
 * The tasks of a day, by parameters of the names in {@link ViewBounds}. Overdue is only what is
 * still open.
 *
 * No two clocks are more than 26 hours apart (UTC-12 to UTC+14). So the index by wall-clock time
 * answers all but two days on either side, and only zoned rows of these are asked for their moment.
 */
export const VIEW_CONDITIONS: { readonly [View in ViewName]: SQL | undefined } = {
  today: and(
    dueBetween(days('today', -2), days('tomorrow', 2)),
    or(
      byWallClock(gte(tasks.dueAt, wallClock('today')), lt(tasks.dueAt, wallClock('tomorrow'))),
      zoned(sql`${moment()} >= ${instant('dayStart')} and ${moment()} < ${instant('dayEnd')}`),
    ),
  ),
  overdue: and(
    isNull(tasks.completedAt),
    dueBetween(sql`'-infinity'`, days('tomorrow', 2)),
    or(
      and(eq(tasks.dueKind, 'date'), lt(tasks.dueAt, wallClock('today'))),
      and(eq(tasks.dueKind, 'floating'), lt(tasks.dueAt, wallClock('nowWallClock'))),
      zoned(or(lt(tasks.dueAt, days('today', -2)), sql`${moment()} < ${instant('now')}`)),
    ),
  ),
  upcoming: and(
    dueBetween(days('tomorrow', -2), sql`'infinity'`),
    or(
      byWallClock(gte(tasks.dueAt, wallClock('tomorrow'))),
      zoned(or(gte(tasks.dueAt, days('tomorrow', 2)), sql`${moment()} >= ${instant('dayEnd')}`)),
    ),
  ),
}

/** As the index has it, so that it answers. */
function dueBetween(from: SQL, to: SQL): SQL {
  return sql`${DUE_KEYS.asc} >= ${from} and ${DUE_KEYS.asc} < ${to}`
}

function byWallClock(...conditions: SQL[]): SQL | undefined {
  return and(ne(tasks.dueKind, 'zoned'), ...conditions)
}

function zoned(condition: SQL | undefined): SQL | undefined {
  return and(eq(tasks.dueKind, 'zoned'), condition)
}

function wallClock(name: keyof ViewBounds): SQL {
  return sql`${sql.placeholder(name)}::timestamp`
}

function days(name: keyof ViewBounds, count: number): SQL {
  return sql`${wallClock(name)} + ${sql.raw(`interval '${count} days'`)}`
}

function instant(name: keyof ViewBounds): SQL {
  return sql`${sql.placeholder(name)}::timestamptz`
}

/** Made by the migrations: takes a zone that PostgreSQL does not know for UTC instead of failing. */
function moment(): SQL {
  return sql`moment_of(${tasks.dueAt}, ${tasks.dueTimeZone})`
}

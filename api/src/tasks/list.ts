import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { sortKeyOf } from '../db/list-statements.ts'
import type { TaskListQuery } from '../db/list-statements.ts'
import type { TaskRow } from '../db/schema.ts'
import type { Filter } from '../filters/filter.ts'
import { read } from '../db/read.ts'
import type { ViewName } from '../db/view-condition.ts'
import { SETTINGS_ID, readSettings } from '../settings/settings.ts'
import { asksForTime, meaningOf } from './meaning.ts'
import { checkSeal, readCursor, writeCursor } from './cursor.ts'
import { dayBounds } from './view.ts'

export interface TaskQuestion extends Omit<TaskListQuery, 'after' | 'view' | 'condition'> {
  /** The tasks of a day: of that which it is at a moment, in milliseconds since 1970. */
  readonly view?: { readonly name: ViewName; readonly moment: number } | undefined
  readonly filter?: Filter | undefined
  readonly cursor?: string | undefined
}

export interface TaskPage {
  readonly rows: readonly TaskRow[]
  readonly nextCursor: string | null
  /** The owner's sequence number: while it stays, so does this page. 0 before the first write. */
  readonly seq: number
  /** What else the page rests on: the day or the time that a view or a filter means by now. */
  readonly asOf: string
}

/**
 * One page of the owner's tasks: one round trip, and one more before it when there is a cursor,
 * because nothing of a cursor reaches a query before its seal is checked, or a view, because a day
 * is one of the owner's time zone. CURSOR_INVALID.
 */
export async function listTasks(
  database: Database,
  owner: UserId,
  { cursor, view: asked, ...rest }: TaskQuestion,
): Promise<TaskPage> {
  if (cursor === undefined && asked === undefined && rest.filter === undefined) {
    // The sequence number first: should a write come in between, the page is newer than its ETag
    // and the next conditional read fetches it again.
    const [[state], rows] = await read(database, owner, (statements) => [
      statements.getOwner.execute({ owner }),
      statements.listTasks(owner, withOneMore(rest)),
    ])
    return toPage(state, rows, rest)
  }
  const received = cursor === undefined ? undefined : readCursor(cursor)
  const [[state], [settings]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.get.setting.execute({ owner, id: SETTINGS_ID }),
  ])
  const { timeZone } = readSettings(settings)
  const view = asked && { name: asked.name, bounds: dayBounds(asked.moment, timeZone) }
  const question = { ...rest, view }
  const after = received && checkSeal(state?.cursorKey, question, received)
  const condition = rest.filter && meaningOf(rest.filter, Date.now(), timeZone)
  const [rows] = await read(database, owner, (statements) => [
    statements.listTasks(owner, { ...withOneMore(question), condition, after }),
  ])
  const isTimed = rest.filter !== undefined && asksForTime(rest.filter)
  const moments = isTimed ? Object.values(condition?.values ?? {}).join() : ''
  const page = toPage(state, rows, question)
  return { ...page, asOf: [page.asOf, moments].filter(Boolean).join(' ') }
}

/** One row beyond the page tells whether there is a next one. */
function withOneMore<Asked extends { readonly limit: number }>(question: Asked): Asked {
  return { ...question, limit: question.limit + 1 }
}

interface Question extends Omit<TaskListQuery, 'after' | 'condition'> {
  readonly filter?: Filter | undefined
}

function toPage(
  state: { seq: number; cursorKey: string } | undefined,
  found: readonly TaskRow[],
  question: Question,
): TaskPage {
  const rows = found.slice(0, question.limit)
  const last = rows.at(-1)
  const hasMore = found.length > rows.length && last !== undefined && state !== undefined
  const nextCursor = hasMore
    ? writeCursor(state.cursorKey, question, {
        key: sortKeyOf(last, question.sort, question.order),
        id: last.id,
      })
    : null
  return { rows, nextCursor, seq: state?.seq ?? 0, asOf: asOf(question) }
}

/** A view is another each day; what is overdue, each second. */
function asOf({ view }: Question): string {
  if (view === undefined) return ''
  return view.name === 'overdue' ? view.bounds.nowWallClock : view.bounds.today
}

/** The sequence number alone: what an unchanged list costs. */
export async function readSeq(database: Database, owner: UserId): Promise<number> {
  const [[state]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
  ])
  return state?.seq ?? 0
}

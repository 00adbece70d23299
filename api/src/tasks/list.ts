import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { sortKeyOf } from '../db/list-statements.ts'
import type { TaskListQuery } from '../db/list-statements.ts'
import type { TaskRow } from '../db/schema.ts'
import { read } from '../db/read.ts'
import type { ViewName } from '../db/view-condition.ts'
import type { Filter } from '../filters/filter.ts'
import { SETTINGS_ID, readSettings } from '../settings/settings.ts'
import { checkSeal, readCursor, writeCursor } from './cursor.ts'
import { asksForTime, meaningOf } from './meaning.ts'
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
  /** What else the page rests on: the day or the time of a view or a filter. */
  readonly asOf: string
}

/**
 * One page of the owner's tasks: one round trip, and one more before it when there is a cursor,
 * because nothing of a cursor reaches a query before its seal is checked, or a view or a
 * filter, because a day is one of the owner's time zone. CURSOR_INVALID.
 */
export async function listTasks(
  database: Database,
  owner: UserId,
  { cursor, view: asked, filter, ...rest }: TaskQuestion,
): Promise<TaskPage> {
  if (cursor === undefined && asked === undefined && filter === undefined) {
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
  const condition = filter && meaningOf(filter, Date.now(), timeZone)
  const question = { ...rest, view, filter, condition }
  const after = received && checkSeal(state?.cursorKey, question, received)
  const [rows] = await read(database, owner, (statements) => [
    statements.listTasks(owner, { ...withOneMore(question), after }),
  ])
  return toPage(state, rows, question)
}

interface Question extends Omit<TaskListQuery, 'after'> {
  readonly filter?: Filter | undefined
}

/** One row beyond the page tells whether there is a next one. */
function withOneMore(question: Question): Question {
  return { ...question, limit: question.limit + 1 }
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

/** A view is another each day; what is overdue, each second; a filter, when its times mean others. */
function asOf({ view, filter, condition }: Question): string {
  const times = asksForTime(filter) ? Object.values(condition?.values ?? {}).join() : ''
  if (view === undefined) return times
  return `${view.name === 'overdue' ? view.bounds.nowWallClock : view.bounds.today}${times}`
}

/** The sequence number alone: what an unchanged list costs. */
export async function readSeq(database: Database, owner: UserId): Promise<number> {
  const [[state]] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
  ])
  return state?.seq ?? 0
}

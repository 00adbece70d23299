import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import { readSealingSecret } from '../db/sealing-key.ts'
import type { CalendarRow, TaskRow } from '../db/schema.ts'
import { parseFilter } from '../filters/parse.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { listTasks } from '../tasks/list.ts'
import { readFields } from '../tasks/task.ts'
import { writeFeed } from '../transfer/icalendar/write.ts'
import { fromColumn } from '../transfer/moments.ts'
import { isSecretOf, readAddress } from './address.ts'
import type { Address } from './address.ts'

/** What is due first comes first, so that a reader of very much loses what is farthest away. */
const MAX_TASKS = 5_000

/**
 * Whom an address names. NOT_FOUND for one that this service has not sealed, without a question to
 * the rows of anybody.
 */
export async function openAddress(database: Database, text: string): Promise<Address> {
  const address = readAddress(await readSealingSecret(database), text)
  if (address === undefined) throw new RefusalError('NOT_FOUND')
  return address
}

/** The calendar at an address; NOT_FOUND when it was deleted. */
export async function findCalendar(
  database: Database,
  { owner, id, secret }: Address,
): Promise<CalendarRow> {
  const [[calendar]] = await read(database, owner, (statements) => [
    statements.get.calendar.execute({ owner, id }),
  ])
  if (calendar === undefined || !isSecretOf(secret, calendar.secretDigest)) {
    throw new RefusalError('NOT_FOUND')
  }
  return calendar
}

/** What a calendar shows now. */
export async function readFeed(
  database: Database,
  owner: UserId,
  calendar: CalendarRow,
): Promise<string> {
  const { rows } = await listTasks(database, owner, {
    ...(calendar.filter === null
      ? { status: 'open' as const }
      : { filter: parseFilter(calendar.filter) }),
    sort: 'due',
    order: 'asc',
    limit: MAX_TASKS,
  })
  return writeFeed(calendar.name, calendar.shows, rows.map(toFeedTask))
}

function toFeedTask(row: TaskRow) {
  return {
    ...readFields(row),
    id: row.id,
    completedAt: row.completedAt === null ? null : fromColumn(row.completedAt),
    updatedAt: fromColumn(row.updatedAt),
  }
}

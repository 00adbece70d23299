import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { CalendarRow } from '../db/schema.ts'
import { requireRow } from '../model/precondition.ts'

/** The owner's calendars, the oldest first; `seq`: see TaskPage. */
export async function listCalendars(
  database: Database,
  owner: UserId,
): Promise<{ rows: CalendarRow[]; seq: number }> {
  const [[state], rows] = await read(database, owner, (statements) => [
    statements.getOwner.execute({ owner }),
    statements.allCalendars.execute({ owner }),
  ])
  return { rows, seq: state?.seq ?? 0 }
}

/** The owner's calendar `id`, or NOT_FOUND. */
export async function getCalendar(
  database: Database,
  owner: UserId,
  id: string,
): Promise<CalendarRow> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.get.calendar.execute({ owner, id }),
  ])
  return requireRow('calendar', row, undefined)
}

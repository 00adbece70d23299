import type { CalendarRow } from '../db/schema.ts'
import { byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import { requireRow } from '../model/precondition.ts'
import type { Target } from '../model/precondition.ts'

/** Ends a calendar's address for good; no undo brings it back. NOT_FOUND, then CHANGED. */
export function deleteCalendar({ id, expected }: Target): Mutation<CalendarRow> {
  return {
    foresee: [byId('calendar', id)],
    work(workspace) {
      const row = requireRow('calendar', workspace.find('calendar', id), expected)
      workspace.remove('calendar', id)
      return row
    },
  }
}

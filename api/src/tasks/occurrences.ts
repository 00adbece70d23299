import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import { requireRow } from '../model/precondition.ts'
import { SETTINGS_ID, readSettings } from '../settings/settings.ts'
import type { Due } from './due.ts'
import { preview } from './recurrence/preview.ts'
import { readSchedule } from './schedule.ts'

/**
 * When the owner's task comes back, as far as that can be told at `moment` (milliseconds since 1970):
 * never, once it is done. NOT_FOUND.
 */
export async function listOccurrences(
  database: Database,
  owner: UserId,
  { id, limit, moment }: { readonly id: string; readonly limit: number; readonly moment: number },
): Promise<Due[]> {
  const [[found], [settings]] = await read(database, owner, (statements) => [
    statements.get.task.execute({ owner, id }),
    statements.get.setting.execute({ owner, id: SETTINGS_ID }),
  ])
  const task = requireRow('task', found?.deletedAt === null ? found : undefined, undefined)
  const { due, recurrence } = readSchedule(task)
  if (recurrence === null || task.completedAt !== null) return []
  const { timeZone } = readSettings(settings)
  return preview({ due, recurrence }, { moment, timeZone }, limit)
}

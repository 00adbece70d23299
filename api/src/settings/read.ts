import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { SettingRow } from '../db/schema.ts'
import { SETTINGS_ID } from './settings.ts'

/** The owner's settings; undefined while they have said nothing. */
export async function getSettings(
  database: Database,
  owner: UserId,
): Promise<SettingRow | undefined> {
  const [[row]] = await read(database, owner, (statements) => [
    statements.get.setting.execute({ owner, id: SETTINGS_ID }),
  ])
  return row
}

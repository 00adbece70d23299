import type { SettingRow } from '../../db/schema.ts'
import { readSettings } from '../../settings/settings.ts'
import { toInstant } from '../instant.ts'

/** Undefined: as they are while nobody has touched them. */
export function toSettingsWire(row: SettingRow | undefined) {
  if (row === undefined || row.version === 0) {
    return { ...readSettings(undefined), createdAt: null, updatedAt: null, version: 0 }
  }
  return {
    ...readSettings(row),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

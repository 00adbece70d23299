import type { SettingRow } from '../db/schema.ts'
import { byId } from '../db/write/loads.ts'
import type { Mutation } from '../db/write/run.ts'
import type { ExpectedVersion } from '../model/precondition.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { SETTINGS_ID, readSettings, untouched } from './settings.ts'
import type { Settings } from './settings.ts'

export interface SettingsUpdate {
  readonly expected: ExpectedVersion
  /** Members that are absent keep their value. */
  readonly patch: { readonly [Member in keyof Settings]?: Settings[Member] | undefined }
}

/**
 * Changes the owner's settings, and makes them when there are none. CHANGED when they are at another
 * version than expected: 0 stands for settings that nobody has touched.
 */
export function updateSettings({
  expected,
  patch,
}: SettingsUpdate): Mutation<SettingRow | undefined> {
  return {
    foresee: [byId('setting', SETTINGS_ID)],
    work(workspace) {
      const row = workspace.find('setting', SETTINGS_ID)
      if (expected !== undefined && expected !== 'any' && !expected.has(row?.version ?? 0)) {
        const current = row ?? untouched(workspace.context)
        throw new RefusalError('CHANGED', { current: { kind: 'setting', row: current } })
      }
      const before = readSettings(row)
      const { timeZone = before.timeZone, weekStart = before.weekStart } = patch
      const isSame = timeZone === before.timeZone && weekStart === before.weekStart
      if (isSame) return row
      return workspace.put('setting', { id: SETTINGS_ID, timeZone, weekStart })
    },
  }
}

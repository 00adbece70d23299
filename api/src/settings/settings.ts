import type { SettingRow } from '../db/schema.ts'
import type { WriteContext } from '../db/write/workspace.ts'

export const WEEK_STARTS = ['monday', 'saturday', 'sunday'] as const
export type WeekStart = (typeof WEEK_STARTS)[number]

/** What an owner says once for everything of theirs. */
export interface Settings {
  /** An IANA name: where a day begins for what names no zone of its own. */
  readonly timeZone: string
  readonly weekStart: WeekStart
}

/** There is one row at the most, of this id, made when its owner first says something. */
export const SETTINGS_ID = '00000000-0000-7000-8000-000000000000'

const DEFAULTS: Settings = { timeZone: 'UTC', weekStart: 'monday' }

export function readSettings(row: SettingRow | undefined): Settings {
  if (row === undefined) return DEFAULTS
  return { timeZone: row.timeZone, weekStart: row.weekStart }
}

/** The row that stands for none: at version 0, which no row is ever at. */
export function untouched({ owner, now }: WriteContext): SettingRow {
  const times = { createdAt: now, updatedAt: now, version: 0 }
  return { ownerId: owner, id: SETTINGS_ID, ...DEFAULTS, ...times }
}

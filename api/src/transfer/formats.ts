import type { Reading } from './assembly.ts'
import { readGoogleTasks } from './google/read.ts'
import { readHoldfastCsv } from './holdfast/read-csv.ts'
import { readHoldfastJson } from './holdfast/read-json.ts'
import { readICalendar } from './icalendar/read.ts'
import { readMicrosoftCsv } from './microsoft/read-csv.ts'
import { readMicrosoftJson } from './microsoft/read-json.ts'
import type { ReadOptions } from './options.ts'
import { readTodoist } from './todoist/read.ts'
import { readVikunja } from './vikunja/read.ts'

/** What can come in, by the name it has in a request. */
export const IMPORT_FORMATS = [
  'json',
  'csv',
  'todoist',
  'vikunja',
  'microsoft-todo',
  'outlook',
  'google-tasks',
  'icalendar',
] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

const READERS = {
  json: readHoldfastJson,
  csv: readHoldfastCsv,
  todoist: readTodoist,
  vikunja: readVikunja,
  'microsoft-todo': readMicrosoftJson,
  outlook: readMicrosoftCsv,
  'google-tasks': readGoogleTasks,
  icalendar: readICalendar,
} satisfies Record<ImportFormat, (bytes: Uint8Array, options: ReadOptions) => Reading>

/** Reads a file. TransferError: TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH. */
export function readFile(format: ImportFormat, bytes: Uint8Array, options: ReadOptions): Reading {
  return READERS[format](bytes, options)
}

/**
 * Tasks on their way in and out: readers turn files into one kind of document, writers turn it into
 * files. Nothing here knows of a database or of HTTP; nothing of a file is believed.
 */
import type { Color } from '../lists/list.ts'
import type { Settings } from '../settings/settings.ts'
import type { Due } from '../tasks/due.ts'
import type { Recurrence } from '../tasks/recurrence/recurrence.ts'
import type { Reminder } from '../tasks/reminders.ts'
import type { Priority } from '../tasks/task.ts'

/** What one file may hold. More is refused whole, so that nothing is left out silently. */
export const MAX_TASKS = 20_000
export const MAX_LISTS = 1_000
export const MAX_SECTIONS = 5_000
export const MAX_LABELS = 1_000
export const MAX_FILTERS = 1_000
export const MAX_LABELS_OF_TASK = 50
export const MAX_REMINDERS_OF_TASK = 10
export const MAX_TITLE = 500
export const MAX_NOTES = 20_000
export const MAX_NAME = 200
export const MAX_LABEL_NAME = 100
export const MAX_EXTERNAL_ID = 255

/** `key` names it within the document; it is the id where the file gave one of ours. */
export interface TransferList {
  readonly key: string
  readonly name: string
  readonly color: Color
  readonly archived: boolean
  /** In the trash since then; null: not there. What is in it is in the trash as well. */
  readonly deletedAt: string | null
}

export interface TransferSection {
  readonly key: string
  readonly list: string
  readonly name: string
}

export interface TransferLabel {
  readonly key: string
  readonly name: string
  readonly color: Color
}

/** A saved filter, in the language of docs/filters.md. */
export interface TransferFilter {
  readonly key: string
  readonly name: string
  readonly filter: string
}

export interface TransferTask {
  readonly key: string
  /** What the other product calls it: the same file twice makes nothing twice. */
  readonly externalId: string | null
  readonly title: string
  readonly notes: string
  readonly priority: Priority
  readonly due: Due | null
  readonly start: string | null
  readonly reminders: readonly Reminder[]
  readonly recurrence: Recurrence | null
  /** Null: open. */
  readonly completedAt: string | null
  /** Null: when it came in. */
  readonly createdAt: string | null
  /** In the trash since then; null: not there. What is below it is in the trash as well. */
  readonly deletedAt: string | null
  /** Null: the inbox. */
  readonly list: string | null
  readonly section: string | null
  readonly parent: string | null
  readonly labels: readonly string[]
}

/** Everything in the order it has for its owner; references are keys of the same document. */
export interface TransferDocument {
  /** Null: never set, or not told. */
  readonly settings: Settings | null
  readonly lists: readonly TransferList[]
  readonly sections: readonly TransferSection[]
  readonly labels: readonly TransferLabel[]
  readonly filters: readonly TransferFilter[]
  readonly tasks: readonly TransferTask[]
}

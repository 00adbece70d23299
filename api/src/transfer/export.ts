import type { Color } from '../lists/list.ts'
import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { read } from '../db/read.ts'
import type { ListRow, TaskRow } from '../db/schema.ts'
import { SETTINGS_ID, readSettings } from '../settings/settings.ts'
import type { Reminder } from '../tasks/reminders.ts'
import { readFields } from '../tasks/task.ts'
import type { TransferDocument, TransferTask } from './document.ts'
import { writeCsv } from './holdfast/write-csv.ts'
import { writeJson } from './holdfast/write-json.ts'
import { fromColumn } from './moments.ts'

export const EXPORT_FORMATS = ['json', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const TASKS_AT_ONCE = 200

/** Everything of the owner's, the trash included, as it is at one moment, written part by part. */
export async function exportAll(
  database: Database,
  owner: UserId,
  format: ExportFormat,
): Promise<AsyncGenerator<string>> {
  const { surroundings, rows } = await readAll(database, owner)
  return (format === 'json' ? writeJson : writeCsv)(surroundings, pages(rows))
}

async function readAll(database: Database, owner: UserId) {
  const [[settings], lists, sections, labels, filters, tasks] = await read(
    database,
    owner,
    (statements) => [
      statements.get.setting.execute({ owner, id: SETTINGS_ID }),
      statements.allLists.execute({ owner }),
      statements.allSections.execute({ owner }),
      statements.allLabels.execute({ owner }),
      statements.allFilters.execute({ owner }),
      statements.tasksInPlaces.execute({ owner }),
    ],
  )
  const order = new Map(lists.map(({ id }, index) => [id, index]))
  const orderOf = (listId: string | null) => (listId === null ? -1 : (order.get(listId) ?? -1))
  const surroundings: Omit<TransferDocument, 'tasks'> = {
    settings: settings === undefined ? null : readSettings(settings),
    lists: lists.map(toList),
    sections: sections
      .sort((a, b) => orderOf(a.listId) - orderOf(b.listId))
      .map(({ id, listId, name }) => ({ key: id, list: listId, name })),
    labels: labels.map(({ id, name, color }) => ({ key: id, name, color: color as Color })),
    filters: filters.map(({ id, name, filter }) => ({ key: id, name, filter })),
  }
  return { surroundings, rows: tasks.sort((a, b) => orderOf(a.listId) - orderOf(b.listId)) }
}

function toList({ id, name, color, archived, deletedAt }: ListRow) {
  return { key: id, name, color: color as Color, archived, deletedAt: instantOf(deletedAt) }
}

function instantOf(column: string | null): string | null {
  return column === null ? null : fromColumn(column)
}

/** Made as they are asked for: what is written waits for who reads it. */
function* pages(rows: readonly TaskRow[]): Generator<TransferTask[]> {
  for (let at = 0; at < rows.length; at += TASKS_AT_ONCE) {
    yield rows.slice(at, at + TASKS_AT_ONCE).map(toTransferTask)
  }
}

function toTransferTask(row: TaskRow): TransferTask {
  const { title, notes, priority, due, start, reminders, recurrence } = readFields(row)
  return {
    key: row.id,
    externalId: row.externalId,
    title,
    notes,
    priority,
    due,
    start,
    reminders: reminders.map(inMilliseconds),
    recurrence,
    completedAt: instantOf(row.completedAt),
    createdAt: fromColumn(row.createdAt),
    deletedAt: instantOf(row.deletedAt),
    list: row.listId,
    section: row.sectionId,
    parent: row.parentId,
    labels: row.labelIds,
  }
}

/** As an import writes it: the api takes a moment with a fraction or without. */
function inMilliseconds(reminder: Reminder): Reminder {
  if (reminder.kind === 'beforeDue') return reminder
  return { kind: 'absolute', at: new Date(reminder.at).toISOString() }
}

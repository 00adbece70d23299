// What a person keeps beside their tasks: lists, sections, labels, filters, calendars and settings, and what
// is in the trash. Read from the feed of changes, which alone tells all of it.
import type { components } from '@holdfast/contracts/client'
import { apiPages, type ApiSource, type Page } from './api-pages.ts'

type ChangedItem = components['schemas']['ChangedItem']

/** As many as the api gives at once. */
const PAGE = 500

export interface Kept {
  lists: unknown[]
  sections: unknown[]
  labels: unknown[]
  filters: unknown[]
  calendars: unknown[]
  /** One at most. */
  taskSettings: unknown[]
}

/** Empty, to be filled while the trash is read. */
export function nothingKept(): Kept {
  return { lists: [], sections: [], labels: [], filters: [], calendars: [], taskSettings: [] }
}

/**
 * The tasks in the trash, in pages; everything that is no task is put into `kept`, and is all there
 * when the generator has returned. What changes meanwhile comes as it is by then, once.
 */
export async function* trashPages(
  source: ApiSource,
  kept: Kept,
): AsyncGenerator<unknown[], void, undefined> {
  const told = new Set<string>()
  for await (const items of apiPages(source, pathOf, pageOf)) {
    const trashed: unknown[] = []
    for (const item of items) {
      if ('gone' in item || told.has(`${item.kind} ${item.id}`)) continue
      told.add(`${item.kind} ${item.id}`)
      if (item.kind === 'task') {
        if (item.task.deletedAt !== null) trashed.push(item.task)
      } else keep(item, kept)
    }
    yield trashed
  }
}

function keep(item: Exclude<ChangedItem, { gone: true } | { kind: 'task' }>, kept: Kept): void {
  if (item.kind === 'list') kept.lists.push(item.list)
  else if (item.kind === 'section') kept.sections.push(item.section)
  else if (item.kind === 'label') kept.labels.push(item.label)
  else if (item.kind === 'filter') kept.filters.push(item.filter)
  else if (item.kind === 'calendar') kept.calendars.push(item.calendar)
  else kept.taskSettings.push(item.setting)
}

function pathOf(cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE) })
  if (cursor !== null) query.set('cursor', cursor)
  return `/v1/changes?${query.toString()}`
}

function pageOf(body: unknown): Page<ChangedItem> {
  const page = (body ?? {}) as Partial<components['schemas']['ChangeList']>
  const { items, cursor, hasMore } = page
  if (!Array.isArray(items) || typeof cursor !== 'string' || typeof hasMore !== 'boolean') {
    throw new Error('the api answered with something else than a page')
  }
  return { items, next: hasMore ? cursor : null }
}

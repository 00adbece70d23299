// A person's tasks, page by page.
import type { Task } from '../../tasks/task.ts'
import { apiPages, type ApiSource, type Page } from './api-pages.ts'

/** As many as the api gives at once. */
const PAGE = 200

/**
 * Every task there was at the beginning, the oldest first, in pages; what is made meanwhile comes
 * last, what is deleted meanwhile may be missing.
 */
export function taskPages(source: ApiSource): AsyncGenerator<Task[], void, undefined> {
  return apiPages(source, pathOf, pageOf)
}

function pathOf(cursor: string | null): string {
  const query = new URLSearchParams({ sort: 'created', order: 'asc', limit: String(PAGE) })
  if (cursor !== null) query.set('cursor', cursor)
  return `/v1/tasks?${query.toString()}`
}

function pageOf(body: unknown): Page<Task> {
  const { items, nextCursor } = (body ?? {}) as Partial<{
    items: Task[]
    nextCursor: string | null
  }>
  const isPage = Array.isArray(items) && (nextCursor === null || typeof nextCursor === 'string')
  if (!isPage) throw new Error('the api answered with something else than a page')
  return { items, next: nextCursor }
}

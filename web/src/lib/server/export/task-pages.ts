// A person's tasks as the api tells them, page by page: asked for with the person's own token, and
// no faster than somebody takes them.
import { setTimeout as wait } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import type { Task } from '../../tasks/task.ts'

/** As many as the api gives at once. */
const PAGE = 200
const TIMEOUT_MS = 15_000
/** An api that is being restarted is back by then; one that is not breaks the export. */
const ATTEMPTS = 4
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 60_000
/** A token that is about to expire is not sent any more. */
const RENEW_BEFORE_SECONDS = 30

export interface TaskSource {
  /** Base URL of the api, without a trailing slash. */
  apiUrl: string
  /** A new token for the person's session; rejects when that has ended. */
  newToken: () => Promise<string>
  /** Nobody wants them any more. */
  signal: AbortSignal
}

/** The api did not tell all of them. */
export class TasksUnreadableError extends Error {
  override name = 'TasksUnreadableError'
  readonly code = 'tasks-unreadable'
}

interface Page {
  items: Task[]
  nextCursor: string | null
}

/**
 * Every task there was at the beginning, the oldest first, in pages; what is made meanwhile comes
 * last, what is deleted meanwhile may be missing. The generator throws `TasksUnreadableError` when
 * it can't go on: only when it returns, that was all.
 */
export async function* taskPages(source: TaskSource): AsyncGenerator<Task[], void, undefined> {
  let token = await source.newToken()
  let cursor: string | null = null
  do {
    if (isAboutToExpire(token)) token = await source.newToken()
    const [page, used]: [Page, string] = await readPage(source, token, cursor)
    token = used
    yield page.items
    cursor = page.nextCursor
  } while (cursor !== null)
}

function isAboutToExpire(token: string): boolean {
  return (decodeJwt(token).exp ?? 0) - Date.now() / 1000 < RENEW_BEFORE_SECONDS
}

/** The page, and the token that was good for it. */
async function readPage(
  source: TaskSource,
  token: string,
  cursor: string | null,
): Promise<[Page, string]> {
  let used = token
  let problem: unknown = null
  let askedPauseSeconds = 0
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await pause(source.signal, attempt - 1, askedPauseSeconds)
    try {
      const { status, headers, body } = await ask(source, used, cursor)
      if (status === 200) return [pageOf(body), used]
      problem = new Error(`the api answered ${status}`)
      if (status !== 401 && status !== 429 && status < 500) break
      askedPauseSeconds = Number(headers.get('retry-after') ?? 0)
      if (status === 401) used = await source.newToken()
    } catch (error) {
      source.signal.throwIfAborted()
      problem = error
    }
  }
  throw new TasksUnreadableError('the tasks could not be read', { cause: problem })
}

async function ask({ apiUrl, signal }: TaskSource, token: string, cursor: string | null) {
  const query = new URLSearchParams({ sort: 'created', order: 'asc', limit: String(PAGE) })
  if (cursor !== null) query.set('cursor', cursor)
  const response = await fetch(`${apiUrl}/v1/tasks?${query.toString()}`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  })
  const body: unknown = await response.json()
  return { status: response.status, headers: response.headers, body }
}

/** What is no page must not pass for an empty one. */
function pageOf(body: unknown): Page {
  const { items, nextCursor } = (body ?? {}) as Partial<Page>
  const isPage = Array.isArray(items) && (nextCursor === null || typeof nextCursor === 'string')
  if (!isPage) throw new Error('the api answered with something else than a page')
  return { items, nextCursor }
}

async function pause(signal: AbortSignal, attempt: number, seconds: number): Promise<void> {
  const ownMs = FIRST_PAUSE_MS * 4 ** attempt
  const askedMs = Number.isFinite(seconds) ? seconds * 1000 : 0
  await wait(Math.min(Math.max(ownMs, askedMs), LONGEST_PAUSE_MS), undefined, { signal })
}

// A person's data as the api tells it, page by page: asked for with the person's own token, and no
// faster than somebody takes it.
import { setTimeout as wait } from 'node:timers/promises'
import { decodeJwt } from 'jose'

const TIMEOUT_MS = 15_000
/** An api that is being restarted is back by then; one that is not breaks the export. */
const ATTEMPTS = 4
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 60_000
/** A token that is about to expire is not sent any more. */
const RENEW_BEFORE_SECONDS = 30

export interface ApiSource {
  /** Base URL of the api, without a trailing slash. */
  apiUrl: string
  /** A new token for the person's session; rejects when that has ended. */
  newToken: () => Promise<string>
  /** Nobody wants them any more. */
  signal: AbortSignal
}

/** The api did not tell all of it. */
export class DataUnreadableError extends Error {
  override name = 'DataUnreadableError'
  readonly code = 'data-unreadable'
}

export interface Page<Item> {
  items: Item[]
  /** What is asked for next; null when this was all. */
  next: string | null
}

/**
 * The items of one page after the other. The generator throws `DataUnreadableError` when it can't go
 * on: only when it returns, that was all.
 *
 * @param path of the page behind a cursor, from the root of the api
 * @param read throws on a body that is no page, which must not pass for an empty one
 */
export async function* apiPages<Item>(
  source: ApiSource,
  path: (cursor: string | null) => string,
  read: (body: unknown) => Page<Item>,
): AsyncGenerator<Item[], void, undefined> {
  let token = await source.newToken()
  let cursor: string | null = null
  do {
    if (isAboutToExpire(token)) token = await source.newToken()
    const [body, used]: [Page<Item>, string] = await readPage(source, token, {
      path: path(cursor),
      read,
    })
    token = used
    yield body.items
    cursor = body.next
  } while (cursor !== null)
}

function isAboutToExpire(token: string): boolean {
  return (decodeJwt(token).exp ?? 0) - Date.now() / 1000 < RENEW_BEFORE_SECONDS
}

/** The page, and the token that was good for it. */
async function readPage<Item>(
  source: ApiSource,
  token: string,
  { path, read }: { path: string; read: (body: unknown) => Page<Item> },
): Promise<[Page<Item>, string]> {
  let used = token
  let problem: unknown = null
  let askedPauseSeconds = 0
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await pause(source.signal, attempt - 1, askedPauseSeconds)
    try {
      const { status, headers, body } = await ask(source, used, path)
      if (status === 200) return [read(body), used]
      problem = new Error(`the api answered ${status}`)
      if (status !== 401 && status !== 429 && status < 500) break
      askedPauseSeconds = Number(headers.get('retry-after') ?? 0)
      if (status === 401) used = await source.newToken()
    } catch (error) {
      source.signal.throwIfAborted()
      problem = error
    }
  }
  throw new DataUnreadableError('the data could not be read', { cause: problem })
}

async function ask({ apiUrl, signal }: ApiSource, token: string, path: string) {
  const response = await fetch(apiUrl + path, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  })
  const body: unknown = await response.json()
  return { status: response.status, headers: response.headers, body }
}

async function pause(signal: AbortSignal, attempt: number, seconds: number): Promise<void> {
  const ownMs = FIRST_PAUSE_MS * 4 ** attempt
  const askedMs = Number.isFinite(seconds) ? seconds * 1000 : 0
  await wait(Math.min(Math.max(ownMs, askedMs), LONGEST_PAUSE_MS), undefined, { signal })
}

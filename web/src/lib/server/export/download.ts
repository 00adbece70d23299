// The answers of the two export routes: for whoever is signed in, from a page of ours, a few an hour.
import { createHash } from 'node:crypto'
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { getAuth, getDatabase, getLogger } from '../auth/instance.ts'
import { downloadProblems, type DownloadProblem } from '../../account/download-problems.ts'
import { createCounter } from '../auth/limits/counter.ts'
import { getConfig } from '../config/current.ts'
import { requireUser } from '../guard.ts'
import { describeError } from '../log.ts'
import { accountOf, securityEventsOf, sessionsOf } from './account-data.ts'
import { tasksAsCsv } from './csv.ts'
import type { ApiSource } from './api-pages.ts'
import { everythingAsJson } from './json.ts'
import { nothingKept, trashPages } from './kept-pages.ts'
import { begun, streamOf } from './stream.ts'
import { taskPages } from './task-pages.ts'

const PER_HOUR = { window: 60 * 60, max: 20 }
const SCHEMA_PATH = '/schemas/export-1.json'

/** What the counter keeps names nobody. */
const counterKey = (userId: string) =>
  `export|${createHash('sha256').update(userId).digest('base64url')}`

export async function downloadEverything(event: RequestEvent): Promise<Response> {
  const { id: userId } = await admit(event)
  const db = getDatabase()
  return download(event, { name: 'holdfast', type: 'application/json' }, async (pages, source) => {
    const kept = nothingKept()
    return everythingAsJson({
      head: {
        $schema: getConfig().PUBLIC_URL + SCHEMA_PATH,
        version: 1,
        exportedAt: new Date(),
        service: getConfig().PUBLIC_URL,
      },
      account: await accountOf(getAuth(), db, userId),
      sessions: sessionsOf(db, { userId, sessionId: event.locals.session?.id }),
      securityEvents: securityEventsOf(db, userId),
      taskPages: pages,
      trashPages: trashPages(source, kept),
      kept,
    })
  })
}

export async function downloadTasks(event: RequestEvent): Promise<Response> {
  await admit(event)
  const type = 'text/csv; charset=utf-8; header=present'
  return download(event, { name: 'holdfast-tasks', type }, (pages) => tasksAsCsv(pages))
}

async function admit(event: RequestEvent) {
  const user = requireUser(event)
  // Another site can't read it, but could have it made again and again.
  const from = event.request.headers.get('sec-fetch-site')
  if (from === 'cross-site' || from === 'same-site') error(403, 'Open this from your account page.')
  const claim = { key: counterKey(user.id), ...PER_HOUR }
  const { isAllowed, resetSeconds } = await createCounter(getDatabase()).take(claim)
  if (!isAllowed) {
    event.setHeaders({ 'retry-after': String(resetSeconds) })
    refuse(event, 429, 'often')
  }
  return user
}

/** Who has clicked on a link is told on the page that it was on. */
function refuse({ request }: RequestEvent, status: 429 | 503, problem: DownloadProblem): never {
  const isPerson = request.headers.get('accept')?.includes('text/html') === true
  if (isPerson) redirect(303, `/account/data?problem=${problem}`)
  error(status, downloadProblems[problem])
}

type Pages = ReturnType<typeof taskPages>
type Text = ReturnType<typeof tasksAsCsv>

async function download(
  event: RequestEvent,
  { name, type }: { name: string; type: string },
  compose: (pages: Pages, source: ApiSource) => Text | Promise<Text>,
): Promise<Response> {
  const logger = getLogger()
  const gone = new AbortController()
  const { headers } = event.request
  const newToken = async () => (await getAuth().api.getToken({ headers })).token
  const source = { apiUrl: getConfig().API_URL, newToken, signal: gone.signal }
  let text: Text
  try {
    // Before anything is said: while there is an answer to give, it is an honest one.
    text = await compose(await begun(taskPages(source)), source)
  } catch (cause) {
    logger.warn('an export could not begin', describeError(cause))
    refuse(event, 503, 'unavailable')
  }
  const body = streamOf(text, {
    onGone: () => {
      gone.abort()
    },
    onBroken: (cause) => {
      logger.warn('an export has broken off', describeError(cause))
    },
  })
  const day = new Date().toISOString().slice(0, 10)
  const suffix = type.startsWith('text/csv') ? 'csv' : 'json'
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}-${day}.${suffix}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

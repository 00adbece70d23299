// Follows GET /v1/events: opened again when it ends, from where it ended, and slower and slower
// while it cannot be.
import { EventParser, type ServerSentEvent } from './server-sent-events.ts'
import { SessionOverError, type TokenStore } from './token-store.ts'

export type ChangeStreamOptions = {
  tokens: Pick<TokenStore, 'token' | 'discard'>
  fetch: typeof globalThis.fetch
  url: string
  /** The latest change, by its number; null when there may be any, because nobody listened. */
  heard: (change: number | null) => void
  signal: AbortSignal
  wait?: (delayMs: number, signal: AbortSignal) => Promise<void>
}

type Place = { lastId: string | null; isSessionOver: boolean }

const firstDelayMs = 1000
const longestDelayMs = 30_000
/** The api says something every 15 s, or as often as its operator wants; quieter is dead. */
const silenceMs = 90_000

/** Resolves when the signal is given, or when the session is over. */
export async function followChanges(options: ChangeStreamOptions): Promise<void> {
  const { signal, heard, wait = waitFor } = options
  const place: Place = { lastId: null, isSessionOver: false }
  let delayMs = firstDelayMs
  const opened = () => {
    delayMs = firstDelayMs
    heard(null)
  }
  while (!isAborted(signal)) {
    try {
      await listen(options, place, opened)
    } catch (error) {
      if (error instanceof SessionOverError || isAborted(signal)) return
      delayMs = Math.min(delayMs * 2, longestDelayMs)
      // Where no stream gets through, asking now and then has to do.
      heard(null)
    }
    if (place.isSessionOver) {
      // Whoever reads now is told so as well, and leads the person to the sign-in page.
      heard(null)
      return
    }
    // Never at once: a stream that ends because the page is being left must not be opened again.
    await wait(delayMs, signal)
  }
}

async function listen(
  { tokens, fetch, url, heard, signal }: ChangeStreamOptions,
  place: Place,
  opened: () => void,
): Promise<void> {
  const token = await tokens.token()
  const quiet = new AbortController()
  const silence = watchSilence(() => {
    quiet.abort()
  })
  try {
    const response = await fetch(url, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
        ...(place.lastId === null ? {} : { 'last-event-id': place.lastId }),
      },
      signal: AbortSignal.any([signal, quiet.signal]),
    })
    if (response.status === 401) tokens.discard(token)
    // Too old to go on from: from now on, after everything was read again.
    if (response.status === 410) place.lastId = null
    if (!response.ok || response.body === null) throw new TypeError('The stream did not open.')
    opened()
    const parser = new EventParser()
    for await (const text of texts(response.body)) {
      silence.broken()
      const { events, lastId } = parser.push(text)
      place.lastId = lastId ?? place.lastId
      for (const event of events) take(event, place, heard)
    }
  } finally {
    silence.stop()
  }
}

function take({ type, data }: ServerSentEvent, place: Place, heard: (change: number) => void) {
  const body = JSON.parse(data) as { version?: number; reason?: string }
  if (type === 'change' && body.version !== undefined) heard(body.version)
  if (type !== 'end') return
  if (body.reason === 'session-ended') place.isSessionOver = true
  if (body.reason === 'begin-anew') place.lastId = null
}

async function* texts(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}

function watchSilence(run: () => void) {
  let timer = setTimeout(run, silenceMs)
  const stop = () => {
    clearTimeout(timer)
  }
  const broken = () => {
    stop()
    timer = setTimeout(run, silenceMs)
  }
  return { stop, broken }
}

/** Asked anew after each wait, which the compiler does not expect. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

function waitFor(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

// Asks now and then which change is the latest. The ETag of every collection names it, so while
// there is no new one an answer costs next to nothing.
import type { Answer } from './answers.ts'

export type PollOptions = {
  /** Asks on the ETag of the last answer; null when there was none. */
  ask: (etag: string | null) => Promise<Answer<unknown>>
  heard: (latest: number) => void
  /** Whether asking makes sense now. */
  isWanted: () => boolean
  /** Resolves after a while, or when the signal is given. */
  wait: (signal: AbortSignal) => Promise<void>
  signal: AbortSignal
}

/** Resolves when the signal is given, or when the session is over. */
export async function pollChanges(options: PollOptions): Promise<void> {
  const { ask, heard, isWanted, wait, signal } = options
  let etag: string | null = null
  for (;;) {
    await wait(signal)
    if (signal.aborted) return
    if (!isWanted()) continue
    const answer = await ask(etag)
    // The next thing the person does leads them to the sign-in page, and not this.
    if (!answer.ok && answer.why === 'session-over') return
    if (!answer.ok || answer.etag === etag) continue
    etag = answer.etag
    const latest = changeIn(etag)
    if (latest !== null) heard(latest)
  }
}

/** The number in `W/"42-bV9vRj1Xk0"`. */
export function changeIn(etag: string | null): number | null {
  const number = /^W\/"(\d+)-/.exec(etag ?? '')?.[1]
  return number === undefined ? null : Number(number)
}

const everyMs = 3000

export function waitAWhile(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, everyMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

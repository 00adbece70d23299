// Tells a page that something has changed in another place. Of all tabs of a person one listens and
// tells the others: browsers open six connections to a server, and a stream keeps one of them.
import { followChanges } from './change-stream.ts'
import type { TokenStore } from './token-store.ts'

export type LiveOptions = {
  userId: string
  tokens: Pick<TokenStore, 'token' | 'discard'>
  origin: string
  /** @param seq the change, by its number in the order of all; null when there may be any */
  changed: (seq: number | null) => void
}

/** @returns ends it */
export function openLive({ userId, tokens, origin, changed }: LiveOptions): () => void {
  const name = `holdfast-changes:${userId}`
  const closing = new AbortController()
  const { signal } = closing
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<number | null>) => {
    changed(data)
  }
  const listen = () =>
    followChanges({
      ...{ tokens, signal, url: `${origin}/v1/events` },
      fetch: (url, init) => fetch(url, init),
      heard: (event) => {
        const seq = event === null ? null : seqOf(event.data)
        channel.postMessage(seq)
        changed(seq)
      },
    })
  void listenAlone(name, signal, listen)
  return () => {
    closing.abort()
    channel.close()
  }
}

/** Browsers have locks on secure origins only; elsewhere every tab listens. */
async function listenAlone(
  name: string,
  signal: AbortSignal,
  listen: () => Promise<void>,
): Promise<void> {
  if (!('locks' in navigator)) {
    await listen()
    return
  }
  try {
    await navigator.locks.request(name, { signal }, listen)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function seqOf(data: string): number | null {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && 'seq' in value ? Number(value.seq) : null
  } catch {
    return null
  }
}

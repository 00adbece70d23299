// Tells a page what has changed in another place. Of all tabs of a person one listens and tells the
// others: browsers open six connections to a server, and a stream keeps one of them.

export type LiveOptions = {
  userId: string
  /** Follows what changes until the signal is given. */
  follow: (heard: (change: number | null) => void, signal: AbortSignal) => Promise<void>
  /** @param change the latest change; null when there may be any */
  changed: (change: number | null) => void
}

/** @returns ends it */
export function openLive({ userId, follow, changed }: LiveOptions): () => void {
  const name = `holdfast-changes:${userId}`
  const closing = new AbortController()
  const { signal } = closing
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<number | null>) => {
    changed(data)
  }
  const heard = (change: number | null) => {
    if (signal.aborted) return
    channel.postMessage(change)
    changed(change)
  }
  void alone(name, signal, () => follow(heard, signal))
  return () => {
    closing.abort()
    channel.close()
  }
}

/** Browsers have locks on secure origins only; elsewhere every tab listens. */
async function alone(
  name: string,
  signal: AbortSignal,
  follow: () => Promise<void>,
): Promise<void> {
  if (!('locks' in navigator)) {
    await follow()
    return
  }
  try {
    await navigator.locks.request(name, { signal }, follow)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

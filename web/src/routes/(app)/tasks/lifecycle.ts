// What the task page does when the world around it changes: tab, network, clock, leaving.
import type { TaskStore } from '#lib/tasks/task-store.svelte.ts'

export type Lifecycle = {
  store: TaskStore
  /** Reads everything that is shown again. */
  refresh: () => void
  /** Hands on what is typed and remembers what could not be sent. */
  keep: () => void
  /** Whether leaving is what was asked for, so that nobody needs to be warned. */
  leaving: () => boolean
}

const tickMs = 30_000

/** @returns undoes it all */
export function followLifecycle({ store, refresh, keep, leaving }: Lifecycle): () => void {
  const listening = new AbortController()
  const { signal } = listening
  const look = () => {
    store.now = Date.now()
    refresh()
  }
  const clock = setInterval(() => {
    store.now = Date.now()
  }, tickMs)

  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') look()
    },
    { signal },
  )
  window.addEventListener('pagehide', keep, { signal })
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) look()
    },
    { signal },
  )
  window.addEventListener('online', () => store.connection.networkChanged(true), { signal })
  window.addEventListener('offline', () => store.connection.networkChanged(false), { signal })
  window.addEventListener(
    'beforeunload',
    (event) => {
      const stuck = store.connection.state !== 'online' && store.list.unsentCount > 0
      if (stuck && !leaving()) event.preventDefault()
    },
    { signal },
  )
  if (!navigator.onLine) store.connection.networkChanged(false)

  return () => {
    listening.abort()
    clearInterval(clock)
    keep()
    store.connection.stop()
  }
}

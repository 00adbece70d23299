/** Aborted by whatever asks this process to stop; without it, what was started would be left behind. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      controller.abort()
    })
  }
  return controller.signal
}

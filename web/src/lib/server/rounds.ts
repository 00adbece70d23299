// Work that stands in the database, looked for again and again by every server there is.

export interface Rounds {
  /** There may be something new. */
  wake: () => void
  /** Resolves when nothing is under way any more. What is not done stays in the database. */
  stop: () => Promise<void>
}

export interface RoundsOptions {
  /** Between two looks that found nothing new. */
  pauseMs: number
  /** Does what is due. Resolves with whether there may be more at once. */
  work: (signal: AbortSignal) => Promise<boolean>
  /** What it could not do; the next round comes all the same. */
  onError: (error: unknown) => void
}

export function startRounds({ pauseMs, work, onError }: RoundsOptions): Rounds {
  const stopping = new AbortController()
  const { signal } = stopping
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isAwaited = false

  async function round(): Promise<void> {
    try {
      while (!signal.aborted && (await work(signal)));
    } catch (error) {
      onError(error)
    }
    running = undefined
    // Awoken meanwhile: what it was awoken for may have come after the look.
    if (!signal.aborted) timer = setTimeout(start, isAwaited ? 0 : pauseMs).unref()
    isAwaited = false
  }

  function start(): void {
    clearTimeout(timer)
    running = round()
  }

  start()
  return {
    wake: () => {
      if (running) isAwaited = true
      else if (!signal.aborted) start()
    },
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}

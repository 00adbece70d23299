import type { Database } from '../db/database.ts'
import { alone } from '../db/upkeep/alone.ts'
import type { Ages } from '../db/upkeep/forget.ts'
import { runUpkeep } from './run.ts'
import type { Upkept } from './run.ts'

export interface UpkeepOptions {
  readonly url: string
  readonly prepare: boolean
  readonly ages: Ages
  readonly everyMs: number
  /** Connections of a run's own: opened for it, and closed behind it. */
  readonly openDatabase: () => Database
  readonly onRun: (outcome: Upkept | { readonly reason: string }) => void
}

/** A process that starts has other things to do first. */
const FIRST_AFTER_MS = 60_000
/** A run that takes longer stops at the next owner, and the next one goes on. */
const MAX_RUN_MS = 300_000

/** Looks after what ages, now and then, one process of all at a time. */
export function scheduleUpkeep(options: UpkeepOptions): { close(): Promise<void> } {
  let isClosed = false
  let running: Promise<void> | undefined
  let timer = setTimeout(start, Math.min(FIRST_AFTER_MS, options.everyMs))
  timer.unref()

  function start(): void {
    running = run().finally(() => {
      if (isClosed) return
      timer = setTimeout(start, options.everyMs)
      timer.unref()
    })
  }

  async function run(): Promise<void> {
    const until = performance.now() + MAX_RUN_MS
    const { url, prepare, ages, openDatabase, onRun } = options
    await alone({ url, prepare }, async () => {
      const database = openDatabase()
      try {
        onRun(await runUpkeep(database, ages, () => isClosed || performance.now() > until))
      } finally {
        await database.close()
      }
    }).catch((error: unknown) => {
      onRun({ reason: error instanceof Error ? error.name : 'unknown' })
    })
  }

  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}

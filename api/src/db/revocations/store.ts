/**
 * Ended sessions in the database, and how every replica hears of them: LISTEN/NOTIFY where it is to
 * be had, and reading again and again where it is not.
 */
import { connectBeside } from '../connect-beside.ts'
import { MAX_UNHEARD_CALLS, listen } from '../ear.ts'
import type { Ear } from '../ear.ts'
import { toDatabaseError } from '../errors.ts'
import { CHANNEL, fromNotification } from './revocation.ts'
import type { RevocationRow } from './revocation.ts'
import { SESSIONS, openRevocationStatements } from './statements.ts'
import type { RevocationOptions } from './statements.ts'

export interface RevocationListener {
  /** Called for each revocation, maybe more than once. */
  readonly onRevocation: (revocation: RevocationRow) => void
  /** Everything recorded by now has been told. */
  readonly onRead: () => void
  readonly onEvent: (event: RevocationEvent) => void
}

export type RevocationEvent =
  | { readonly type: 'read' }
  | { readonly type: 'failed'; readonly reason: string }
  /** How news arrives from here on. */
  | { readonly type: 'news'; readonly by: 'notification' | 'polling' }

export interface RevocationStore {
  /** Resolves when it is on disk and every listening replica is being told; rejects with DatabaseError. */
  record(revocation: RevocationRow): Promise<void>
  /** Resolves when everything was read or could not be; goes on telling until `close`. */
  follow(listener: RevocationListener): Promise<void>
  close(): Promise<void>
}

/** While notifications arrive, reading is only the net below them. */
const CALM_MS = 5_000
/** While they don't, this is how late a sign-out is heard of. */
const POLLING_MS = 400
/** A listener that stays deaf is tried again this often. */
const DEAF_RETRY_MS = 30_000
const PRUNE_MS = 600_000

export function openRevocationStore(options: RevocationOptions): RevocationStore {
  const statements = openRevocationStatements(options)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ear: Ear | undefined
  let isClosed = false

  function follow(listener: RevocationListener): Promise<void> {
    let readUntil = 0
    let prunedAt = -Infinity
    let listenAt = -Infinity
    let news: 'notification' | 'polling' | undefined
    let failing: boolean | undefined
    let isWaiting = false
    let isUrgent = false

    async function tick(): Promise<void> {
      isWaiting = false
      try {
        const { rows, now } = await statements.read(readUntil)
        for (const row of rows) listener.onRevocation(row)
        readUntil = now ?? readUntil
        listener.onRead()
        await keepListening()
        await prune()
        if (failing !== false) listener.onEvent({ type: 'read' })
        failing = false
        tellHow()
      } catch (error) {
        const { reason } = toDatabaseError(error)
        if (failing !== true) listener.onEvent({ type: 'failed', reason })
        failing = true
      }
      schedule(ear?.hears === true && !failing && !isUrgent ? CALM_MS : POLLING_MS)
    }

    /** Calls to itself by way of the database; what does not come back was not heard. */
    async function keepListening(): Promise<void> {
      if (ear !== undefined && !ear.hears && ear.calls > MAX_UNHEARD_CALLS) {
        ear.close()
        ear = undefined
        listenAt = performance.now() + DEAF_RETRY_MS
      }
      if (ear === undefined) {
        if (performance.now() < listenAt || isClosed) return
        ear = listen(connectBeside({ ...options, name: SESSIONS }), {
          channel: CHANNEL,
          onNews(text) {
            const revocation = fromNotification(text)
            if (revocation !== undefined) listener.onRevocation(revocation)
          },
          onReturn: readSoon,
        })
      }
      ear.beforeCall()
      await statements.call(ear.name)
    }

    async function prune(): Promise<void> {
      if (performance.now() - prunedAt <= PRUNE_MS) return
      prunedAt = performance.now()
      await statements.prune()
    }

    function tellHow(): void {
      // Not known yet while an ear waits for its first call.
      const by = ear === undefined ? 'polling' : ear.hears ? 'notification' : undefined
      if (by === undefined || by === news) return
      news = by
      listener.onEvent({ type: 'news', by })
    }

    function schedule(ms: number): void {
      isWaiting = true
      isUrgent = false
      if (isClosed) return
      timer = setTimeout(() => void tick(), ms)
      timer.unref()
    }

    function readSoon(): void {
      isUrgent = true
      if (!isWaiting) return
      clearTimeout(timer)
      schedule(0)
    }

    return tick()
  }

  return {
    record: (revocation) => statements.record(revocation),
    follow,
    async close() {
      isClosed = true
      clearTimeout(timer)
      ear?.close()
      await statements.close()
    },
  }
}

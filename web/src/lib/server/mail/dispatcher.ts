// Empties the outbox: at once when something is written, and again and again while it is not sent.
import type { AuthDatabase } from '../db/open.ts'
import { describeError, type Logger } from '../log.ts'
import { CarrierError, type Carrier } from './carrier.ts'
import { claim, giveUp, postpone, release, remove, type Waiting } from './outbox.ts'
import type { Seal } from './seal.ts'

const AT_ONCE = 5
/** Finds what another server has left behind. */
const POLL_MS = 2000
const LONGEST_PAUSE_MS = 60_000

export interface DispatcherParts {
  db: AuthDatabase
  seal: Seal
  carrier: Carrier
  logger: Logger
}

export class Dispatcher {
  readonly #parts: DispatcherParts
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  /** How often in a row the mail server was away. */
  #failures = 0
  #pausedUntil = 0

  constructor(parts: DispatcherParts) {
    this.#parts = parts
  }

  /** The mail server does not answer: what is written now comes later. */
  get isDelayed(): boolean {
    return this.#failures > 0
  }

  /** Something is waiting, or may be. */
  wake(): void {
    if (this.#stopped) return
    this.#again = true
    this.#running ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    try {
      while (this.#again && !this.#isStopped()) {
        this.#again = false
        await this.#sendDue()
      }
    } catch (error) {
      this.#parts.logger.warn('the outbox can not be read', describeError(error))
    }
    this.#running = undefined
    if (this.#isStopped()) return
    const pause = this.#pausedUntil - Date.now()
    const wait = pause > 0 ? pause : POLL_MS
    this.#timer = setTimeout(() => {
      this.wake()
    }, wait).unref()
  }

  #isStopped(): boolean {
    return this.#stopped
  }

  async #sendDue(): Promise<void> {
    const { db, logger } = this.#parts
    if (Date.now() < this.#pausedUntil) return
    const gone = await giveUp(db)
    if (gone > 0) logger.warn('mail given up', { mails: gone })
    // One mail finds out whether a mail server that was away is back.
    const waiting = await claim(db, this.isDelayed ? 1 : AT_ONCE)
    if (waiting.length === 0) return
    await Promise.all(waiting.map((one) => this.#send(one)))
    this.#again = true
  }

  async #send(waiting: Waiting): Promise<void> {
    const { db, seal, carrier, logger } = this.#parts
    let mail
    try {
      mail = await seal.open(waiting.content)
    } catch {
      // Another BETTER_AUTH_SECRET has written it.
      logger.warn('mail can not be read: dropped', { mail: waiting.id })
      await remove(db, waiting.id)
      return
    }
    try {
      await carrier.carry(mail, waiting.id)
    } catch (error) {
      await this.#notSent(waiting, error)
      return
    }
    this.#failures = 0
    this.#pausedUntil = 0
    await remove(db, waiting.id)
  }

  async #notSent(waiting: Waiting, error: unknown): Promise<void> {
    const { db, logger } = this.#parts
    const code = error instanceof CarrierError ? error.code : 'refused'
    const reason = error instanceof CarrierError ? error.reason : describeError(error).error
    logger.warn('mail not sent', { mail: waiting.id, outcome: code, reason })
    if (code === 'refused') await remove(db, waiting.id)
    if (code === 'deferred') await postpone(db, waiting)
    if (code === 'unreachable') {
      this.#pause()
      await release(db, waiting.id)
    }
  }

  /** 1, 2, 4, … seconds, once for all mails that were on their way together. */
  #pause(): void {
    if (Date.now() < this.#pausedUntil) return
    const pause = Math.min(1000 * 2 ** Math.min(this.#failures, 10), LONGEST_PAUSE_MS)
    this.#failures += 1
    this.#pausedUntil = Date.now() + pause
  }
}

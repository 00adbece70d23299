import type { FeedItem, FeedPage } from '../changes/feed.ts'
import { DatabaseError } from '../db/errors.ts'
import { RefusalError } from '../model/refusal-error.ts'
import { HEARTBEAT, frame } from './frames.ts'

/** Why a stream is over; `end` says it, but for `reader-gone` and `reader-stuck`. */
export type EndReason =
  | 'token-expired'
  | 'session-ended'
  | 'begin-anew'
  | 'unavailable'
  | 'restarting'
  | 'reader-gone'
  | 'reader-stuck'

export interface Reader {
  /** Whether what the stream rests on still holds: a reason when it does not any more. */
  readonly judge: () => Promise<EndReason | undefined> | EndReason | undefined
  /** Milliseconds until it certainly does not. */
  readonly expiresInMs: number
  readonly toData: (item: FeedItem) => object
  readonly onEnd: (reason: EndReason) => void
}

export interface StreamOptions extends Reader {
  /** Where the stream begins, and what comes right after it. */
  readonly cursor: string
  readonly page: FeedPage
  readonly heartbeatMs: number
  readonly readPage: (cursor: string) => Promise<FeedPage>
}

/** Bytes that wait for a slow reader, beside the one page that goes over it. */
const MAX_WAITING_BYTES = 64 * 1024
/** Heartbeats that find the same bytes still waiting, and the reader is cut off. */
const MAX_STUCK_BEATS = 2
const RETRY_MS = 1_000

/**
 * One reader of an owner's changes. Nothing is kept for it but its place in the feed: it reads on
 * when there is news and when it has taken what it was given.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>
  readonly #options: StreamOptions
  readonly #heartbeat: ReturnType<typeof setInterval>
  readonly #expiry: ReturnType<typeof setTimeout>
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #cursor: string
  /** All that changed until then has been told, unless there is more. */
  #seq = 0
  #newest = 0
  #hasMore = false
  #isReading = false
  #stuckBeats = 0
  #isOpen = true

  constructor(options: StreamOptions) {
    this.#options = options
    this.#cursor = options.cursor
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => {
          this.#stuckBeats = 0
          this.#advance()
        },
        cancel: () => {
          this.#close('reader-gone')
        },
      },
      { highWaterMark: MAX_WAITING_BYTES, size: (chunk) => chunk?.byteLength ?? 0 },
    )
    this.#heartbeat = setInterval(() => void this.#beat(), options.heartbeatMs)
    this.#expiry = setTimeout(() => void this.check(), options.expiresInMs)
    this.#heartbeat.unref()
    this.#expiry.unref()
    this.#write(frame('ready', { cursor: this.#cursor }, this.#cursor))
    this.#take(options.page)
  }

  /** The owner's changes go up to `seq`; undefined: nobody knows how far. */
  tell(seq: number | undefined): void {
    if (seq === undefined) this.#hasMore = true
    else this.#newest = Math.max(this.#newest, seq)
    this.#advance()
  }

  /** The owner's number is `seq` now. It is lower than before when they were erased and began anew. */
  compare(seq: number): void {
    if (seq !== this.#seq) this.tell(undefined)
  }

  /** Ends it unless what it rests on still holds. */
  async check(): Promise<boolean> {
    const reason = await this.#options.judge()
    if (reason !== undefined) this.end(reason)
    return this.#isOpen
  }

  end(reason: EndReason): void {
    if (!this.#isOpen) return
    if (this.#isFull()) {
      this.#cut(reason)
      return
    }
    this.#write(frame('end', { reason }))
    this.#close(reason)
    this.#controller.close()
  }

  #isFull(): boolean {
    return (this.#controller.desiredSize ?? 0) <= 0
  }

  #isBehind(): boolean {
    return this.#hasMore || this.#newest > this.#seq
  }

  #advance(): void {
    if (this.#isReading || !this.#isOpen || !this.#isBehind() || this.#isFull()) return
    this.#isReading = true
    void this.#readOn()
  }

  async #readOn(): Promise<void> {
    try {
      while (this.#isBehind() && !this.#isFull()) {
        this.#hasMore = false
        const page = await this.#options.readPage(this.#cursor)
        // What it rests on may have come to an end meanwhile: nothing goes out after that.
        if (!(await this.check())) return
        this.#take(page)
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isReading = false
    }
  }

  #take({ items, cursor, hasMore, seq, cursorAt }: FeedPage): void {
    const { toData } = this.#options
    this.#write(items.map((item) => frame('change', toData(item), cursorAt(item))).join(''))
    this.#cursor = cursor
    this.#seq = seq
    this.#hasMore ||= hasMore
  }

  #fail(error: unknown): void {
    if (error instanceof DatabaseError && error.code !== 'DATABASE_FAULT') {
      // It passes by itself.
      this.#hasMore = true
      setTimeout(() => {
        this.#advance()
      }, RETRY_MS).unref()
    } else this.end(error instanceof RefusalError ? 'begin-anew' : 'unavailable')
  }

  async #beat(): Promise<void> {
    if (!(await this.check())) return
    if (!this.#isFull()) this.#write(HEARTBEAT)
    else if ((this.#stuckBeats += 1) > MAX_STUCK_BEATS) this.#cut('reader-stuck')
  }

  #write(text: string): void {
    if (text !== '' && this.#isOpen) this.#controller.enqueue(new TextEncoder().encode(text))
  }

  /** Drops what waits, and breaks off: the reader goes on where it was. */
  #cut(reason: EndReason): void {
    if (!this.#isOpen) return
    this.#close(reason)
    this.#controller.error(new StreamCutError())
  }

  #close(reason: EndReason): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    clearInterval(this.#heartbeat)
    clearTimeout(this.#expiry)
    this.#options.onEnd(reason)
  }
}

/** For the runtime, which ends the connection. */
class StreamCutError extends Error {
  override name = 'StreamCutError'
  /** By this code Node's adapter tells a reader's fault from one of ours, and stays quiet. */
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE'

  constructor() {
    super('The reader does not read.')
  }
}

/** Every open stream of this process, by whose changes it follows. */
import { readFeed, readPresent } from '../changes/feed.ts'
import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { DatabaseError } from '../db/errors.ts'
import { watchKey } from '../db/news/channel.ts'
import { followNews } from '../db/news/follow.ts'
import type { News, NewsOptions } from '../db/news/follow.ts'
import { PAGE_LIMIT, Room } from './room.ts'
import { EventStream } from './stream.ts'
import type { Reader } from './stream.ts'

export interface EventHubOptions extends NewsOptions {
  readonly heartbeatMs: number
}

/** Streams of one person at the most, in this process. */
export const MAX_STREAMS_EACH = 50
/** Of all: some 15 KB each. */
const MAX_STREAMS = 10_000
/** Sign-outs that come together are judged together. */
const JUDGE_WITHIN_MS = 200
/** A change that began before its owner was watched, and was not told, has been committed by then. */
export const SETTLED_MS = 1_000

/** This person has so many streams open already. */
export class TooManyStreamsError extends Error {
  override name = 'TooManyStreamsError'
  readonly code = 'TOO_MANY_STREAMS'
}

export class EventHub {
  readonly #options: EventHubOptions
  readonly #rooms = new Map<string, Room>()
  readonly #news: News
  #size = 0
  #judging: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(options: EventHubOptions) {
    this.#options = options
    this.#news = followNews(options, {
      onNews: ({ key, seq }) => this.#rooms.get(key)?.tell(seq),
      onGap: () => void this.#lookAtAll(),
    })
  }

  /**
   * What comes after `cursor`, or now: read before it is promised, so that a cursor is refused in
   * time. Rejects with RefusalError, DatabaseError.
   */
  async begin(
    database: Database,
    owner: UserId,
    cursor: string | undefined,
  ): Promise<(reader: Reader) => ReadableStream<Uint8Array>> {
    const page =
      cursor === undefined
        ? await readPresent(database, owner)
        : await readFeed(database, owner, { cursor, limit: PAGE_LIMIT })
    return (reader) => {
      const key = watchKey(owner)
      const known = this.#rooms.get(key)
      if ((known?.streams.size ?? 0) >= MAX_STREAMS_EACH) throw new TooManyStreamsError()
      if (this.#size >= MAX_STREAMS) throw new DatabaseError('DATABASE_BUSY', 'MAX_STREAMS')
      const room = known ?? this.#openRoom(key, owner)
      const stream: EventStream = new EventStream({
        ...reader,
        ...{ page, cursor: cursor ?? page.cursor, heartbeatMs: this.#options.heartbeatMs },
        readPage: (at) => room.readPage(at),
        onEnd: (reason) => {
          this.#leave(key, room, stream)
          reader.onEnd(reason)
        },
      })
      room.streams.add(stream)
      this.#size += 1
      if (this.#isClosed) stream.end('restarting')
      // Whatever has come to an end before it was among those that are judged.
      else void stream.check()
      return stream.body
    }
  }

  get size(): number {
    return this.#size
  }

  /** A session has ended, maybe one that a stream rests on. */
  judgeSoon(): void {
    this.#judging ??= setTimeout(() => {
      this.#judging = undefined
      for (const room of this.#rooms.values()) {
        for (const stream of room.streams) void stream.check()
      }
    }, JUDGE_WITHIN_MS)
  }

  /** Ends every stream; resolves when nobody is watched any more. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#judging)
    for (const room of this.#rooms.values()) {
      for (const stream of room.streams) stream.end('restarting')
    }
    await this.#news.close()
  }

  #openRoom(key: string, owner: UserId): Room {
    const room = new Room(this.#options.database, owner)
    this.#rooms.set(key, room)
    void this.#watch(key, room)
    return room
  }

  /** What was changed before it is told is found by looking. */
  async #watch(key: string, room: Room): Promise<void> {
    const look = () => {
      if (this.#rooms.get(key) === room) void room.look().catch(() => undefined)
    }
    await this.#news.watch(key).catch(() => undefined)
    look()
    setTimeout(look, SETTLED_MS).unref()
  }

  #leave(key: string, room: Room, stream: EventStream): void {
    this.#size -= 1
    room.streams.delete(stream)
    if (room.streams.size > 0 || this.#rooms.get(key) !== room) return
    this.#rooms.delete(key)
    this.#news.unwatch(key)
  }

  async #lookAtAll(): Promise<void> {
    for (const room of [...this.#rooms.values()]) await room.look().catch(() => undefined)
  }
}

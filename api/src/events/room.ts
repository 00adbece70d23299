import { readFeed } from '../changes/feed.ts'
import type { FeedPage } from '../changes/feed.ts'
import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { readSeq } from '../tasks/list.ts'
import type { EventStream } from './stream.ts'

/** Changes that are read at once. */
export const PAGE_LIMIT = 50

/** The open streams of one owner; those at the same place read it once. */
export class Room {
  readonly streams = new Set<EventStream>()
  readonly #database: Database
  readonly #owner: UserId
  #reading = new Map<string, Promise<FeedPage>>()

  constructor(database: Database, owner: UserId) {
    this.#database = database
    this.#owner = owner
  }

  tell(seq: number | undefined): void {
    for (const stream of this.streams) stream.tell(seq)
  }

  /** Finds out whether there is something that nobody was told; rejects with DatabaseError. */
  async look(): Promise<void> {
    const seq = await readSeq(this.#database, this.#owner)
    for (const stream of this.streams) stream.compare(seq)
  }

  readPage(cursor: string): Promise<FeedPage> {
    const known = this.#reading.get(cursor)
    if (known !== undefined) return known
    const page = readFeed(this.#database, this.#owner, { cursor, limit: PAGE_LIMIT })
    this.#reading.set(cursor, page)
    const forget = () => void this.#reading.delete(cursor)
    page.then(forget, forget)
    return page
  }
}

// A client's copy of its owner's rows, kept by following the feed.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { UserId } from '../../src/auth/user-id.ts'
import { readFeed } from '../../src/changes/feed.ts'
import type { Database } from '../../src/db/database.ts'
import { DatabaseError } from '../../src/db/errors.ts'
import type { AnyRow } from '../../src/db/kinds.ts'

const MAX_ATTEMPTS = 200

export class Follower {
  readonly rows = new Map<string, AnyRow>()
  readonly #seen = new Set<string>()
  readonly #owner: UserId
  #cursor: string | undefined
  #version = 0

  constructor(owner: UserId) {
    this.#owner = owner
  }

  /** Reads up to so many pages; one that breaks off is asked for again from where it began. */
  async follow(database: Database, { pages, limit }: { pages: number; limit: number }) {
    for (let left = pages; left > 0; left -= 1) {
      const page = await this.#read(database, limit)
      for (const { kind, id, version, row } of page.items) {
        const key = `${kind} ${id}`
        expect(version, 'the feed goes back').toBeGreaterThanOrEqual(this.#version)
        expect(this.#seen, 'the feed repeats itself').not.toContain(`${key} ${version}`)
        this.#seen.add(`${key} ${version}`)
        this.#version = version
        if (row === undefined) this.rows.delete(key)
        else this.rows.set(key, row)
      }
      this.#cursor = page.cursor
      if (!page.hasMore) return
    }
  }

  async #read(database: Database, limit: number) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await readFeed(database, this.#owner, { cursor: this.#cursor, limit })
      } catch (error) {
        if (!(error instanceof DatabaseError) || attempt === MAX_ATTEMPTS) throw error
        await sleep(2)
      }
    }
  }
}

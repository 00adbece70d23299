// Counts in fixed windows, shared by all web servers: each is one row, taken by one statement.
import { randomUUID } from 'node:crypto'
import { inArray, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { rateLimit } from '../../db/schema.ts'

export interface Claim {
  /** What is counted. It is kept for a day: it must not name a person. */
  key: string
  /** Seconds, from the first of them on. */
  window: number
  /** How many of these there may be in one window. */
  max: number
}

export interface Taken {
  isAllowed: boolean
  remaining: number
  /** Until the window is over; 1 at least. */
  resetSeconds: number
}

export interface Counter {
  take: (claim: Claim) => Promise<Taken>
  /** As if there had been none. */
  forget: (keys: readonly string[]) => Promise<void>
}

export function createCounter(db: AuthDatabase): Counter {
  return {
    async take({ key, window, max }) {
      const now = Date.now()
      const windowMs = window * 1000
      const over = sql`${rateLimit.lastRequest} <= ${now - windowMs}`
      const [row] = await db
        .insert(rateLimit)
        .values({ id: randomUUID(), key, count: 1, lastRequest: now })
        .onConflictDoUpdate({
          target: rateLimit.key,
          set: {
            // Stops one above the limit, so that a flood never overflows the column.
            count: sql`case when ${over} then 1 else least(${rateLimit.count}, ${max}) + 1 end`,
            lastRequest: sql`case when ${over} then ${now} else ${rateLimit.lastRequest} end`,
          },
        })
        .returning({ count: rateLimit.count, startedAt: rateLimit.lastRequest })
      const { count, startedAt } = row ?? { count: 1, startedAt: now }
      return {
        isAllowed: count <= max,
        remaining: Math.max(max - count, 0),
        resetSeconds: Math.max(Math.ceil((startedAt + windowMs - now) / 1000), 1),
      }
    },

    async forget(keys) {
      if (keys.length > 0) await db.delete(rateLimit).where(inArray(rateLimit.key, [...keys]))
    },
  }
}

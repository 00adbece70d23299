// Better Auth's rate limiter, counted in fixed windows by one atomic statement. Its own database
// storage starts a window anew with each request, so steady use adds up until it is locked out.
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { rateLimit } from '../db/schema.ts'

interface Rule {
  /** Seconds. */
  window: number
  max: number
}

interface Decision {
  allowed: boolean
  /** Seconds, when refused. */
  retryAfter: number | null
}

export function createRateLimitStorage(db: AuthDatabase) {
  return {
    async consume(key: string, rule: Rule): Promise<Decision> {
      const now = Date.now()
      const windowMs = rule.window * 1000
      const over = sql`${rateLimit.lastRequest} <= ${now - windowMs}`
      const [row] = await db
        .insert(rateLimit)
        .values({ id: randomUUID(), key, count: 1, lastRequest: now })
        .onConflictDoUpdate({
          target: rateLimit.key,
          set: {
            // Stops one above the limit, so that a flood never overflows the column.
            count: sql`case when ${over} then 1 else least(${rateLimit.count}, ${rule.max}) + 1 end`,
            lastRequest: sql`case when ${over} then ${now} else ${rateLimit.lastRequest} end`,
          },
        })
        .returning({ count: rateLimit.count, startedAt: rateLimit.lastRequest })
      if (!row || row.count <= rule.max) return { allowed: true, retryAfter: null }
      const waitMs = Math.max(row.startedAt + windowMs - now, 1000)
      return { allowed: false, retryAfter: Math.ceil(waitMs / 1000) }
    },
  }
}

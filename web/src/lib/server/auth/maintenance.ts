// What nobody asks for but somebody must do: rows that have expired are deleted.
import { inArray, lt } from 'drizzle-orm'
import { purgeSecurityEvents } from '../account/security-events.ts'
import type { AuthDatabase } from '../db/open.ts'
import { mailLink } from '../db/mail-tables.ts'
import { answeredChallenge } from '../db/passkey-tables.ts'
import { deviceRequest, program } from '../db/program-tables.ts'
import { rateLimit, session, verification } from '../db/schema.ts'
import { describeError, type Logger } from '../log.ts'

const HOUR_MS = 60 * 60 * 1000
/** A database that is still starting gets asked again after this time. */
const RETRY_MS = 5000
const ROWS_AT_ONCE = 1000
const ROUNDS = 20

/** Returns the function that ends it. */
export function startMaintenance(db: AuthDatabase, logger: Logger): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async () => {
    let next = HOUR_MS
    try {
      await purgeExpired(db)
      await purgeSecurityEvents(db)
    } catch (error) {
      logger.warn('maintenance failed', describeError(error))
      next = RETRY_MS
    }
    if (!stopped) timer = setTimeout(() => void run(), next).unref()
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Deletes in small bites, so that no statement holds many rows or runs into its timeout. */
export async function purgeExpired(db: AuthDatabase): Promise<void> {
  const now = new Date()
  const anHourAgo = new Date(now.getTime() - HOUR_MS)
  const aDayAgo = new Date(now.getTime() - 24 * HOUR_MS)
  for (const [table, expired] of [
    [session, lt(session.expiresAt, now)],
    [verification, lt(verification.expiresAt, now)],
    [mailLink, lt(mailLink.expiresAt, now)],
    [answeredChallenge, lt(answeredChallenge.expiresAt, now)],
    [program, lt(program.expiresAt, now)],
    // For a while a program that still asks is told why it was not let in.
    [deviceRequest, lt(deviceRequest.expiresAt, anHourAgo)],
    [rateLimit, lt(rateLimit.lastRequest, aDayAgo.getTime())],
  ] as const) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids = db.select({ id: table.id }).from(table).where(expired).limit(ROWS_AT_ONCE)
      const deleted = await db
        .delete(table)
        .where(inArray(table.id, ids))
        .returning({ id: table.id })
      if (deleted.length < ROWS_AT_ONCE) break
    }
  }
}

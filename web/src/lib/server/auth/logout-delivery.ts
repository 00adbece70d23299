// Tells the api of every session that has ended, until it has heard: the word is kept in the database
// and outlives a restart of either side.
import { asc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { endedSession } from '../db/schema.ts'
import { describeError, type Logger } from '../log.ts'
import { startRounds, type Rounds } from '../rounds.ts'
import {
  LOGOUT_TOKEN_LIFETIME_SECONDS,
  type EndedSession,
  type SignLogoutToken,
} from './logout-tokens.ts'

const ROUND_MS = 500
const AT_ONCE = 20
const TIMEOUT_MS = 3000
/** Between two attempts, doubled each time: 0.25 s at first, 30 s at the most. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000

export type LogoutDelivery = Rounds

export interface LogoutDeliveryOptions {
  db: AuthDatabase
  /** Base URL of the api, without a trailing slash. */
  apiUrl: string
  signLogoutToken: SignLogoutToken
  logger: Logger
}

export function startLogoutDelivery(options: LogoutDeliveryOptions): LogoutDelivery {
  return startRounds({
    pauseMs: ROUND_MS,
    work: async () => (await deliverDue(options)) === AT_ONCE,
    onError: (error) => {
      options.logger.warn('ended sessions could not be read', describeError(error))
    },
  })
}

/** Returns how many were tried. Several replicas never try the same one at the same time. */
async function deliverDue(options: LogoutDeliveryOptions): Promise<number> {
  const { db } = options
  const due = await claim(db)
  await Promise.all(due.map((ended) => deliver(options, ended)))
  return due.length
}

async function claim(db: AuthDatabase): Promise<EndedSession[]> {
  const tooOld = new Date(Date.now() - LOGOUT_TOKEN_LIFETIME_SECONDS * 1000)
  const due = db
    .select({ id: endedSession.id })
    .from(endedSession)
    .where(lte(endedSession.nextAttemptAt, sql`clock_timestamp()`))
    .orderBy(asc(endedSession.nextAttemptAt))
    .limit(AT_ONCE)
    .for('update', { skipLocked: true })
  const pauseMs = sql`least(${FIRST_PAUSE_MS} * power(2, least(${endedSession.attempts}, 20)), ${LONGEST_PAUSE_MS})`
  const claimed = await db
    .update(endedSession)
    .set({
      attempts: sql`${endedSession.attempts} + 1`,
      // Not before this attempt has timed out.
      nextAttemptAt: sql`clock_timestamp() + (${TIMEOUT_MS} + ${pauseMs}) * interval '1 millisecond'`,
    })
    .where(inArray(endedSession.id, due))
    .returning()
  // Its tokens have all expired: there is nobody left to refuse.
  const [first] = claimed.filter(({ endedAt }) => endedAt < tooOld)
  if (first) await db.delete(endedSession).where(lt(endedSession.endedAt, tooOld))
  return claimed.filter(({ endedAt }) => endedAt >= tooOld)
}

async function deliver(
  { db, apiUrl, signLogoutToken, logger }: LogoutDeliveryOptions,
  ended: EndedSession,
): Promise<void> {
  try {
    const body = new URLSearchParams({ logout_token: await signLogoutToken(ended) })
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const url = `${apiUrl}/v1/backchannel-logout`
    const response = await fetch(url, { method: 'POST', body, signal, redirect: 'error' })
    await response.body?.cancel()
    if (response.status !== 200) throw new Error(`the api answered ${response.status}`)
    await db.delete(endedSession).where(eq(endedSession.id, ended.id))
  } catch (error) {
    logger.warn('the api could not be told that a session has ended', describeError(error))
    await retrySooner(db, ended).catch(() => undefined)
  }
}

/** It has failed already, so its time is not waited for. */
async function retrySooner(db: AuthDatabase, { id }: EndedSession): Promise<void> {
  await db
    .update(endedSession)
    .set({
      nextAttemptAt: sql`${endedSession.nextAttemptAt} - ${TIMEOUT_MS} * interval '1 millisecond'`,
    })
    .where(eq(endedSession.id, id))
}

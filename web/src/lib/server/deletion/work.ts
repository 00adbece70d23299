// Carries deletions through, however often it is interrupted: what is to be done stands in the
// database, each step can be done again, and whichever server is there goes on with it.
import { asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { accountDeletion } from '../db/deletion-tables.ts'
import { describeError, type Logger } from '../log.ts'
import { startRounds, type Rounds } from '../rounds.ts'
import type { SignClosingToken } from './closing-tokens.ts'
import { forget, type ForgetParts } from './forget.ts'

const ROUND_MS = 1000
const AT_ONCE = 5
/** The api deletes a hundred thousand tasks in less. */
const TIMEOUT_MS = 60_000
/** Longer than a step may take; then another server may try it. */
const LEASE_MS = 90_000
/** Between two attempts, doubled each time. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

export type DeletionWork = Rounds

export interface DeletionParts extends ForgetParts {
  /** Base URL of the api, without a trailing slash. */
  apiUrl: string
  signClosingToken: SignClosingToken
  logger: Logger
}

type Deletion = typeof accountDeletion.$inferSelect

export function startDeletions(parts: DeletionParts): DeletionWork {
  return startRounds({
    pauseMs: ROUND_MS,
    work: async (signal) => (await carryOn(parts, signal)) === AT_ONCE,
    onError: (error) => {
      parts.logger.warn('deletions could not be read', describeError(error))
    },
  })
}

/** Returns how many were tried. */
async function carryOn(parts: DeletionParts, signal: AbortSignal): Promise<number> {
  const due = await claim(parts)
  await Promise.all(due.map((deletion) => carryThrough(parts, deletion, signal)))
  return due.length
}

/** Takes what is due for a while, so that no two servers work at the same. */
async function claim({ db }: DeletionParts): Promise<Deletion[]> {
  const due = db
    .select({ userId: accountDeletion.userId })
    .from(accountDeletion)
    .where(lte(accountDeletion.nextAttemptAt, sql`clock_timestamp()`))
    .orderBy(asc(accountDeletion.nextAttemptAt))
    .limit(AT_ONCE)
    .for('update', { skipLocked: true })
  return db
    .update(accountDeletion)
    .set({ attempts: sql`${accountDeletion.attempts} + 1`, nextAttemptAt: after(LEASE_MS) })
    .where(inArray(accountDeletion.userId, due))
    .returning()
}

async function carryThrough(
  parts: DeletionParts,
  deletion: Deletion,
  signal: AbortSignal,
): Promise<void> {
  const { db, logger } = parts
  const { userId, attempts } = deletion
  const mine = eq(accountDeletion.userId, userId)
  try {
    if (deletion.tasksErasedAt === null) {
      await eraseTasks(parts, deletion, signal)
      await db
        .update(accountDeletion)
        .set({ tasksErasedAt: after(0) })
        .where(mine)
    }
    signal.throwIfAborted()
    await forget(parts, userId)
    logger.info('an account is deleted')
  } catch (error) {
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS)
    logger.warn('a deletion has to wait', { attempts, ...describeError(error) })
    await db
      .update(accountDeletion)
      .set({ nextAttemptAt: after(signal.aborted ? 0 : pauseMs) })
      .where(mine)
      .catch(() => undefined)
  }
}

/** Their tasks, in the api: first, because nobody could say whose they are once the account is gone. */
async function eraseTasks(
  { apiUrl, signClosingToken }: DeletionParts,
  { userId, askedAt }: Deletion,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${apiUrl}/v1/me`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${await signClosingToken({ userId, askedAt })}` },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  })
  await response.body?.cancel()
  if (response.status !== 204) throw new Error(`the api answered ${response.status}`)
}

/** By the clock of the database, which all servers share. */
const after = (ms: number) => sql`clock_timestamp() + ${ms} * interval '1 millisecond'`

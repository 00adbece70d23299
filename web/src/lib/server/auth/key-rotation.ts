// Signing keys on a schedule: made and published first, signing later, erased when they stop, pruned
// when no token of theirs is left. Every replica does it, and the database's lock lets one at a time.
import { and, asc, eq, lte, ne, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { jwks } from '../db/schema.ts'
import { describeError, type Logger } from '../log.ts'
import type { Auth } from './create.ts'
import { openSeals, type Seals } from './key-seals.ts'
import {
  insertKey,
  stillSigns,
  withKeyLock,
  type KeyRow,
  type KeyTimes,
  type KeyTransaction,
} from './keys.ts'

/** What was done by hand, and a clock that was set, are seen within this time. */
const LONGEST_PAUSE_MS = 60 * 60 * 1000
const SHORTEST_PAUSE_MS = 50
/** A database that is still starting gets asked again after this time. */
const RETRY_MS = 5000

/**
 * `when-due` is the schedule; `now` begins it early; `leaked` makes a key that signs at once and
 * withdraws every other one, and with it every token they have signed.
 */
export type Rotation = 'when-due' | 'now' | 'leaked'

export interface KeyKeeper {
  readonly auth: Auth
  readonly db: AuthDatabase
  readonly times: KeyTimes
}

export interface Tended {
  /** The `kid` of the key that was made now. */
  readonly made: string | undefined
  /** Keys that no secret given opens. They sign no more. */
  readonly unreadable: number
  /** Keys that left the key set. */
  readonly withdrawn: number
  /** When the newest key begins to sign; undefined when it does already. */
  readonly signsFrom: Date | undefined
  readonly nextInMs: number
}

/** Brings the keys to where they should be by now, however long nobody has looked. */
export async function tendKeys(
  { auth, db, times }: KeyKeeper,
  rotation: Rotation = 'when-due',
): Promise<Tended> {
  const seals = await openSeals(auth)
  return withKeyLock(db, async (transaction) => {
    const now = await readClock(transaction)
    const { readable, unreadable } = await renewSeals(transaction, seals, now)
    let withdrawn = 0
    if (rotation === 'leaked') {
      withdrawn += (await transaction.delete(jwks).returning({ id: jwks.id })).length
      readable.length = 0
    }
    const newest = readable.at(-1)
    let made: KeyRow | undefined
    if (newest === undefined || isDue(newest, readable.length, { rotation, times, now })) {
      made = await insertKey(transaction, await seals.newKey())
    }
    if (newest && made) {
      const expiresAt = later(now, times.SIGNING_KEY_AHEAD_SECONDS)
      await transaction.update(jwks).set({ expiresAt }).where(eq(jwks.id, newest.id))
    }
    withdrawn += await clearAway(transaction, times, now)
    const keys = await transaction.select().from(jwks).orderBy(asc(jwks.createdAt), asc(jwks.id))
    const ends = keys.flatMap((key) => (key.expiresAt && key.expiresAt > now ? key.expiresAt : []))
    return {
      made: made?.id,
      unreadable,
      withdrawn,
      signsFrom: ends.at(-1),
      nextInMs: nextMoment(keys, times).getTime() - now.getTime(),
    }
  })
}

async function readClock(transaction: KeyTransaction): Promise<Date> {
  const [row] = await transaction.execute<{ ms: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`,
  )
  return new Date(Number(row?.ms))
}

/** Puts the keys that still sign under the current secret, and ends those that can't be opened. */
async function renewSeals(transaction: KeyTransaction, seals: Seals, now: Date) {
  const readable: KeyRow[] = []
  let unreadable = 0
  const live = transaction.select().from(jwks).where(stillSigns())
  for (const key of await live.orderBy(asc(jwks.createdAt), asc(jwks.id))) {
    const privateKey = await seals.renew(key.privateKey)
    const change = privateKey === undefined ? { expiresAt: now } : { privateKey }
    if (privateKey !== key.privateKey) {
      await transaction.update(jwks).set(change).where(eq(jwks.id, key.id))
    }
    if (privateKey === undefined) unreadable += 1
    else readable.push(key)
  }
  return { readable, unreadable }
}

function isDue(
  newest: KeyRow,
  count: number,
  { rotation, times, now }: { rotation: Rotation; times: KeyTimes; now: Date },
): boolean {
  // Something has an end only when its successor is there: this one has lost it.
  if (newest.expiresAt !== null) return true
  if (rotation === 'now') return count === 1
  return later(newest.createdAt, times.SIGNING_KEY_ROTATION_SECONDS) <= now
}

/** What is over: first the private part, and the key itself when its last token has expired. */
async function clearAway(transaction: KeyTransaction, times: KeyTimes, now: Date): Promise<number> {
  await transaction
    .update(jwks)
    .set({ privateKey: '' })
    .where(and(lte(jwks.expiresAt, now), ne(jwks.privateKey, '')))
  const pruned = await transaction
    .delete(jwks)
    .where(lte(jwks.expiresAt, later(now, -times.SIGNING_KEY_KEPT_SECONDS)))
    .returning({ id: jwks.id })
  return pruned.length
}

function nextMoment(keys: readonly KeyRow[], times: KeyTimes): Date {
  const moments = keys.map(({ createdAt, expiresAt, privateKey }) => {
    if (expiresAt === null) return later(createdAt, times.SIGNING_KEY_ROTATION_SECONDS)
    return privateKey === '' ? later(expiresAt, times.SIGNING_KEY_KEPT_SECONDS) : expiresAt
  })
  return new Date(Math.min(...moments.map((moment) => moment.getTime())))
}

function later(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}

/** Returns the function that ends it. */
export function startKeyRotation(keeper: KeyKeeper, logger: Logger): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async () => {
    let pauseMs = RETRY_MS
    try {
      const tended = await tendKeys(keeper)
      pauseMs = Math.min(Math.max(tended.nextInMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS)
      report(tended, logger)
    } catch (error) {
      logger.warn('the signing keys could not be tended', describeError(error))
    }
    if (!stopped) timer = setTimeout(() => void run(), pauseMs).unref()
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

function report({ made, unreadable, withdrawn }: Tended, logger: Logger): void {
  if (unreadable > 0) {
    logger.warn('signing keys were made under another secret: retired', { unreadable })
  }
  if (made !== undefined) logger.info('a signing key was made', { kid: made })
  if (withdrawn > 0) logger.info('signing keys left the key set', { keys: withdrawn })
}

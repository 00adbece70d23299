// The outbox: what is written is sent, also when the mail server or this one is away for a while.
import { randomUUID } from 'node:crypto'
import { asc, eq, gt, gte, inArray, lte, or, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { mailOutbox } from '../db/mail-tables.ts'

/** Longer than a mail may take to be sent; then another server may try it. */
const LEASE_MS = 60_000
/** Refusals by a mail server that is there: about three hours of them. */
export const MAX_ATTEMPTS = 20

export type Waiting = typeof mailOutbox.$inferSelect

export async function enqueue(
  db: Pick<AuthDatabase, 'insert'>,
  content: string,
  expiresAt: Date,
): Promise<void> {
  await db.insert(mailOutbox).values({ id: randomUUID(), content, expiresAt })
}

/** Takes what is due for a while, so that no two servers send it at once. */
export async function claim(db: AuthDatabase, limit: number): Promise<Waiting[]> {
  const due = db
    .select({ id: mailOutbox.id })
    .from(mailOutbox)
    .where(lte(mailOutbox.dueAt, sql`now()`))
    .orderBy(asc(mailOutbox.createdAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  return db
    .update(mailOutbox)
    .set({ dueAt: after(LEASE_MS) })
    .where(inArray(mailOutbox.id, due))
    .returning()
}

const ROWS_AT_ONCE = 200

/** Also what another server is sending just now. */
export async function* allWaiting(db: AuthDatabase) {
  for (let past = ''; ;) {
    const rows = await db
      .select({ id: mailOutbox.id, content: mailOutbox.content })
      .from(mailOutbox)
      .where(gt(mailOutbox.id, past))
      .orderBy(asc(mailOutbox.id))
      .limit(ROWS_AT_ONCE)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return
    past = last.id
  }
}

export async function remove(db: AuthDatabase, id: string): Promise<void> {
  await db.delete(mailOutbox).where(eq(mailOutbox.id, id))
}

/** Tries again after 2, 4, 8, … seconds, a quarter of an hour at the most. */
export async function postpone(db: AuthDatabase, { id, attempts }: Waiting): Promise<void> {
  const waitMs = Math.min(2000 * 2 ** attempts, 15 * 60_000)
  await db
    .update(mailOutbox)
    .set({ attempts: attempts + 1, dueAt: after(waitMs) })
    .where(eq(mailOutbox.id, id))
}

/** Gives back what could not even be tried. */
export async function release(db: AuthDatabase, id: string): Promise<void> {
  await db
    .update(mailOutbox)
    .set({ dueAt: sql`now()` })
    .where(eq(mailOutbox.id, id))
}

/** Returns how many were given up. */
export async function giveUp(db: AuthDatabase): Promise<number> {
  const gone = await db
    .delete(mailOutbox)
    .where(or(lte(mailOutbox.expiresAt, sql`now()`), gte(mailOutbox.attempts, MAX_ATTEMPTS)))
    .returning({ id: mailOutbox.id })
  return gone.length
}

/** By the clock of the database, which all servers share. */
const after = (ms: number) => sql`now() + ${`${String(ms)} milliseconds`}::interval`

// Where a person is signed in: read and ended by session id, whose token never leaves the database.
// Better Auth's own list answers 403 a day after signing in, and hands out the tokens.
import { and, desc, eq, gt, lt, ne, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { session } from '../db/schema.ts'
import type { Client } from './client.ts'

export type ListedSession = Pick<
  typeof session.$inferSelect,
  'id' | 'ipAddress' | 'userAgent' | 'createdAt' | 'lastSeenAt'
>

/** More than anybody has; what is beyond it can still be ended as "all others". */
const MOST = 500

/** The living sessions, the one last used first. */
export async function listSessions(db: AuthDatabase, userId: string): Promise<ListedSession[]> {
  const { id, ipAddress, userAgent, createdAt, lastSeenAt } = session
  return db
    .select({ id, ipAddress, userAgent, createdAt, lastSeenAt })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, new Date())))
    .orderBy(desc(lastSeenAt), desc(id))
    .limit(MOST)
}

/** @returns false for what is not there, be it ended or somebody else's: nobody can tell which */
export async function revokeSession(
  db: AuthDatabase,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const ended = await db
    .delete(session)
    .where(and(eq(session.userId, userId), eq(session.id, sessionId)))
    .returning({ id: session.id })
  return ended.length > 0
}

/** @returns how many were ended */
export async function revokeOtherSessions(
  db: AuthDatabase,
  userId: string,
  keptId: string,
): Promise<number> {
  const ended = await db
    .delete(session)
    .where(and(eq(session.userId, userId), ne(session.id, keptId)))
    .returning({ id: session.id })
  return ended.length
}

export async function revokeAllSessions(db: AuthDatabase, userId: string): Promise<void> {
  await db.delete(session).where(eq(session.userId, userId))
}

const SEEN_EVERY_MS = 5 * 60 * 1000

/** Whether it is time to note that the session is in use: at most once in five minutes. */
export function isDueToBeSeen(lastSeenAt: Date, now = Date.now()): boolean {
  return now - lastSeenAt.getTime() >= SEEN_EVERY_MS
}

/** Notes that the session is in use, and from where; once, however many requests come at once. */
export async function markSeen(
  db: AuthDatabase,
  sessionId: string,
  { ipAddress, userAgent }: Client,
): Promise<void> {
  await db
    .update(session)
    .set({
      lastSeenAt: sql`now()`,
      // A page's data is read by the server itself, which has no address of its own to tell.
      ...(ipAddress !== null && { ipAddress, userAgent }),
    })
    .where(
      and(
        eq(session.id, sessionId),
        lt(session.lastSeenAt, sql`now() - make_interval(secs => ${SEEN_EVERY_MS / 1000})`),
      ),
    )
}

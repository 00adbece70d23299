// Being asked once more who one is, before what would give the account to somebody else: a session
// may be a stolen one. It counts for that session and for a few minutes.
import { APIError } from 'better-auth/api'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { session } from '../../db/schema.ts'

const LASTS_SECONDS = 10 * 60

export async function markProven(db: AuthDatabase, sessionId: string): Promise<void> {
  await db
    .update(session)
    .set({ provenAt: sql`now()` })
    .where(eq(session.id, sessionId))
}

export async function isProven(db: AuthDatabase, sessionId: string): Promise<boolean> {
  const since = sql`now() - make_interval(secs => ${LASTS_SECONDS})`
  const rows = await db
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), gt(session.provenAt, since)))
  return rows.length > 0
}

export async function demandProof(db: AuthDatabase, sessionId: string): Promise<void> {
  if (await isProven(db, sessionId)) return
  throw new APIError('FORBIDDEN', { code: 'PROOF_REQUIRED', message: 'Prove who you are first' })
}

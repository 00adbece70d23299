// Between the password and the code: who is on the way in. It is no session and opens nothing.
import { createHash } from 'node:crypto'
import { and, desc, eq, gt, lte } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { account, verification } from '../../db/schema.ts'

/** The name of the cookie without its prefix, as Better Auth's plugin has it. */
export const CHALLENGE_COOKIE = 'two_factor'

/**
 * Whose password was right, if that still counts: Better Auth would take the code for ten minutes
 * even when the password has been changed meanwhile.
 */
export async function personOnTheWayIn(
  db: AuthDatabase,
  challenge: string,
): Promise<string | undefined> {
  // As Better Auth keeps it (`storeIdentifier`).
  const identifier = createHash('sha256').update(challenge).digest('base64url')
  const [found] = await db
    .select({ userId: account.userId })
    .from(verification)
    .innerJoin(
      account,
      and(eq(account.userId, verification.value), eq(account.providerId, 'credential')),
    )
    .where(
      and(
        eq(verification.identifier, identifier),
        gt(verification.expiresAt, new Date()),
        lte(account.updatedAt, verification.createdAt),
      ),
    )
    .orderBy(desc(verification.createdAt))
    .limit(1)
  return found?.userId
}

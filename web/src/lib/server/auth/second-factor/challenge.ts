// Between the password and the code: who is on the way in. It is no session and opens nothing.
import { createHash } from 'node:crypto'
import type { GenericEndpointContext } from '@better-auth/core'
import { generateRandomString } from 'better-auth/crypto'
import { and, desc, eq, gt, notExists } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { account, user, verification } from '../../db/schema.ts'

/** The name of the cookie without its prefix, as Better Auth's plugin has it. */
export const CHALLENGE_COOKIE = 'two_factor'

/** Seconds in which somebody may look for the phone. */
export const CHALLENGE_LIFETIME = 10 * 60

/** As Better Auth's plugin begins it when a password was right, for those who came another way. */
export async function askForCode(ctx: GenericEndpointContext, userId: string): Promise<void> {
  const { createAuthCookie, internalAdapter, secret } = ctx.context
  const identifier = `2fa-${generateRandomString(32)}`
  const expiresAt = new Date(Date.now() + CHALLENGE_LIFETIME * 1000)
  await internalAdapter.createVerificationValue({ value: userId, identifier, expiresAt })
  const attempts = `2fa-attempts-${identifier}`
  await internalAdapter.createVerificationValue({ value: '0', identifier: attempts, expiresAt })
  const cookie = createAuthCookie(CHALLENGE_COOKIE, { maxAge: CHALLENGE_LIFETIME })
  await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes)
}

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
  // Who has come by a provider need not have a password.
  const newerPassword = db
    .select({ id: account.id })
    .from(account)
    .where(
      and(
        eq(account.userId, verification.value),
        eq(account.providerId, 'credential'),
        gt(account.updatedAt, verification.createdAt),
      ),
    )
  const [found] = await db
    .select({ userId: user.id })
    .from(verification)
    .innerJoin(user, eq(user.id, verification.value))
    .where(
      and(
        eq(verification.identifier, identifier),
        gt(verification.expiresAt, new Date()),
        notExists(newerPassword),
      ),
    )
    .orderBy(desc(verification.createdAt))
    .limit(1)
  return found?.userId
}

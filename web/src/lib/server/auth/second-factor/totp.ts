// The codes of an authenticator app (RFC 6238), each of which counts once.
import { timingSafeEqual } from 'node:crypto'
import { createOTP } from '@better-auth/utils/otp'
import { symmetricDecrypt } from 'better-auth/crypto'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { twoFactor } from '../../db/schema.ts'

export const totp = { digits: 6, period: 30 } as const
/** Wrong codes in a row that an account takes, at sign-in and behind it, and how long it rests then. */
export const attempts = { maxFailedAttempts: 10, durationSeconds: 15 * 60 } as const

/** What opens the secrets in the database. */
export type SecretConfig = Parameters<typeof symmetricDecrypt>[0]['key']

/**
 * Whether `code` is a right one that nobody has used; it is used then. RFC 6238 §5.2: a verifier
 * must not accept a code twice. Better Auth takes it as often as it comes within its 90 seconds.
 */
export async function claimTotp(
  db: AuthDatabase,
  key: SecretConfig,
  { userId, code }: { userId: string; code: string },
): Promise<boolean> {
  const rows = db.select({ secret: twoFactor.secret }).from(twoFactor)
  const [row] = await rows.where(eq(twoFactor.userId, userId))
  if (!row) return false
  const otp = createOTP(await symmetricDecrypt({ key, data: row.secret }), totp)
  const now = Math.floor(Date.now() / (totp.period * 1000))
  for (const step of [now - 1, now, now + 1]) {
    if (isSame(await otp.hotp(step), code)) return useStep(db, userId, step)
  }
  return false
}

/** One statement: of two requests with the same code one finds it unused. Older codes are over, too. */
async function useStep(db: AuthDatabase, userId: string, step: number): Promise<boolean> {
  const { lastUsedStep } = twoFactor
  const used = await db
    .update(twoFactor)
    .set({ lastUsedStep: step })
    .where(and(eq(twoFactor.userId, userId), or(isNull(lastUsedStep), lt(lastUsedStep, step))))
    .returning({ id: twoFactor.id })
  return used.length > 0
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

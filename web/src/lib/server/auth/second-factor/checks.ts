// A code asked for again, of somebody who is signed in: before what would weaken the account.
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { twoFactor } from '../../db/schema.ts'
import { recoveryCodeFrom } from './recovery-codes.ts'
import { attempts, claimTotp, type SecretConfig } from './totp.ts'

/** A code of the app or a recovery code, which is used up by it; counted with those of sign-in. */
export async function checkCode(
  db: AuthDatabase,
  key: SecretConfig,
  asked: { userId: string; code: string },
): Promise<'right' | 'wrong' | 'locked'> {
  const { userId } = asked
  const mine = eq(twoFactor.userId, userId)
  const [row] = await db
    .select({ locked: sql<boolean>`coalesce(${twoFactor.lockedUntil} > now(), false)` })
    .from(twoFactor)
    .where(mine)
  if (row?.locked) return 'locked'
  if ((await claimTotp(db, key, asked)) || (await spendRecoveryCode(db, key, asked))) {
    await db.update(twoFactor).set({ failedVerificationCount: 0, lockedUntil: null }).where(mine)
    return 'right'
  }
  // A lock that is over begins a new count.
  const over = sql`${twoFactor.lockedUntil} is not null`
  const count = sql`case when ${over} then 1 else coalesce(${twoFactor.failedVerificationCount}, 0) + 1 end`
  const end = sql`now() + make_interval(secs => ${attempts.durationSeconds})`
  await db
    .update(twoFactor)
    .set({
      failedVerificationCount: count,
      lockedUntil: sql`case when (${count}) >= ${attempts.maxFailedAttempts} then ${end} end`,
    })
    .where(mine)
  return 'wrong'
}

async function spendRecoveryCode(
  db: AuthDatabase,
  key: SecretConfig,
  { userId, code: typed }: { userId: string; code: string },
): Promise<boolean> {
  const code = recoveryCodeFrom(typed)
  const found = await readCodes(db, key, userId)
  if (!found?.codes.includes(code)) return false
  const left = JSON.stringify(found.codes.filter((other) => other !== code))
  const spent = await db
    .update(twoFactor)
    .set({ backupCodes: await symmetricEncrypt({ key, data: left }) })
    // Whoever comes second with the same code finds other ones here.
    .where(and(eq(twoFactor.userId, userId), eq(twoFactor.backupCodes, found.sealed)))
    .returning({ id: twoFactor.id })
  return spent.length > 0
}

/** The recovery codes that are left. */
export async function recoveryCodesOf(
  db: AuthDatabase,
  key: SecretConfig,
  userId: string,
): Promise<string[]> {
  return (await readCodes(db, key, userId))?.codes ?? []
}

async function readCodes(db: AuthDatabase, key: SecretConfig, userId: string) {
  const rows = db.select({ sealed: twoFactor.backupCodes }).from(twoFactor)
  const [row] = await rows.where(eq(twoFactor.userId, userId))
  if (!row) return undefined
  const codes = JSON.parse(await symmetricDecrypt({ key, data: row.sealed })) as string[]
  return { sealed: row.sealed, codes }
}

// What the account page says about the second factor.
import { eq } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { user } from '../../db/schema.ts'
import type { Auth } from '../create.ts'
import { CHALLENGE_COOKIE } from './challenge.ts'
import { recoveryCodesOf } from './checks.ts'

export interface SecondFactor {
  on: boolean
  /** Recovery codes nobody has used yet. */
  codesLeft: number
}

export async function secondFactorOf(
  auth: Auth,
  db: AuthDatabase,
  userId: string,
): Promise<SecondFactor> {
  const people = db.select({ on: user.twoFactorEnabled }).from(user)
  const [person] = await people.where(eq(user.id, userId))
  if (person?.on !== true) return { on: false, codesLeft: 0 }
  return { on: true, codesLeft: (await unusedRecoveryCodes(auth, db, userId)).length }
}

/** For their owner, once: when they have just been made. */
export async function unusedRecoveryCodes(
  auth: Auth,
  db: AuthDatabase,
  userId: string,
): Promise<string[]> {
  const { secretConfig } = await auth.$context
  return recoveryCodesOf(db, secretConfig, userId)
}

/** The name of the cookie that somebody has whose password was right. */
export async function challengeCookie(auth: Auth): Promise<string> {
  return (await auth.$context).createAuthCookie(CHALLENGE_COOKIE).name
}

// By what an account can be signed in to. The last way must not be taken away: a link by mail for a
// new password stays, but nobody should have to think of that.
import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { passkey } from '../db/passkey-tables.ts'
import { account } from '../db/schema.ts'

export const PASSWORD = 'credential'

type Reader = Pick<AuthDatabase, 'select'>

/** How many ways are left without this one: an account of the `account` table, or a passkey. */
export async function otherWaysIn(
  db: Reader,
  userId: string,
  without: { id: string },
): Promise<number> {
  const count = sql<number>`count(*)::int`
  const isWay = or(ne(account.providerId, PASSWORD), isNotNull(account.password))
  const [[accounts], [passkeys]] = await Promise.all([
    db
      .select({ count })
      .from(account)
      .where(and(eq(account.userId, userId), ne(account.id, without.id), isWay)),
    db
      .select({ count })
      .from(passkey)
      .where(and(eq(passkey.userId, userId), ne(passkey.id, without.id))),
  ])
  return (accounts?.count ?? 0) + (passkeys?.count ?? 0)
}

/** Whether there is a password to ask for. */
export async function hasPassword(db: Reader, userId: string): Promise<boolean> {
  const rows = await db
    .select({ id: account.id })
    .from(account)
    .where(
      and(
        eq(account.userId, userId),
        eq(account.providerId, PASSWORD),
        isNotNull(account.password),
      ),
    )
  return rows.length > 0
}

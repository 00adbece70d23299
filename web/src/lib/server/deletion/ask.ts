// The first step of a deletion, and the only one a person waits for: from its commit on nobody is
// signed in to the account, and everything else happens by itself.
import { eq } from 'drizzle-orm'
import { voidLinks } from '../auth/mail-links/links.ts'
import { accountDeletion } from '../db/deletion-tables.ts'
import type { AuthDatabase } from '../db/open.ts'
import { deviceRequest, program } from '../db/program-tables.ts'
import { endedSession, session, user } from '../db/schema.ts'

/** Asked for twice it is asked for once. */
export async function askForDeletion(db: AuthDatabase, userId: string): Promise<void> {
  await db.transaction(async (transaction) => {
    // Who is signing in at this moment waits here, and is refused then (web/migrations/0007).
    const people = transaction.select({ id: user.id }).from(user)
    await people.where(eq(user.id, userId)).for('update')
    const [asked] = await transaction
      .insert(accountDeletion)
      .values({ userId })
      .onConflictDoNothing()
      .returning({ askedAt: accountDeletion.askedAt })
    if (!asked) return
    await transaction.delete(session).where(eq(session.userId, userId))
    await transaction.delete(program).where(eq(program.userId, userId))
    await transaction.delete(deviceRequest).where(eq(deviceRequest.userId, userId))
    // To the api: whatever it was issued until then, of whichever session, counts no more.
    await transaction.insert(endedSession).values({ userId, endedAt: asked.askedAt })
    await voidLinks(transaction, userId)
  })
}

export async function isBeingDeleted(db: AuthDatabase, userId: string): Promise<boolean> {
  const rows = db.select({ userId: accountDeletion.userId }).from(accountDeletion)
  return (await rows.where(eq(accountDeletion.userId, userId))).length > 0
}

// The last step of a deletion: everything the auth database has of somebody goes in one transaction,
// which also hands in the mail that says so.
import { createHash } from 'node:crypto'
import { eq, or, sql, type Column } from 'drizzle-orm'
import type { AuthDatabase } from '../db/open.ts'
import { rateLimit, user, verification } from '../db/schema.ts'
import { accountDeleted } from '../mail/letters.ts'
import type { Post } from '../mail/post.ts'

const DAY = 24 * 60 * 60

export interface ForgetParts {
  db: AuthDatabase
  post: Post
  /** What the limits on guessing know an address by. */
  accountOf: (email: string) => string
  publicUrl: string
}

/** Done again it does nothing. */
export async function forget(parts: ForgetParts, userId: string): Promise<void> {
  const { db, post, accountOf, publicUrl } = parts
  const people = db.select({ email: user.email }).from(user)
  const [person] = await people.where(eq(user.id, userId))
  if (!person) return
  const { email } = person
  // What still waits to be sent says something about an account that is no more.
  await post.withdraw(email)
  const counters = [digest(email.toLowerCase()), digest(userId), accountOf(email)]
  await db.transaction(async (transaction) => {
    // Sessions, ways in, settings, activity, links and the second factor hang on it and go along.
    const gone = await transaction.delete(user).where(eq(user.id, userId)).returning()
    // Another server was faster.
    if (gone.length === 0) return
    await transaction
      .delete(verification)
      .where(mentions([verification.value, verification.identifier], [userId, email]))
    await transaction.delete(rateLimit).where(mentions([rateLimit.key], counters))
    const letter = accountDeleted(`${publicUrl}/privacy`)
    await post.send(email, letter, { lastsSeconds: DAY, within: transaction })
  })
}

function mentions(columns: readonly Column[], texts: readonly string[]) {
  return or(
    ...columns.flatMap((column) => texts.map((text) => sql`position(${text} in ${column}) > 0`)),
  )
}

/** As the counters have it. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

// The links that mails carry: random, kept as a hash, for one purpose, once, and for a while.
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { mailLink } from '../../db/mail-tables.ts'
import { verification } from '../../db/schema.ts'

const HOUR = 60 * 60
/** Seconds. */
export const lifetimes = {
  'confirm-email': 24 * HOUR,
  'approve-email-change': HOUR,
  'confirm-new-email': HOUR,
} as const

export type LinkPurpose = keyof typeof lifetimes
export type MailLink = typeof mailLink.$inferSelect

interface NewLink {
  purpose: LinkPurpose
  userId: string
  /** The person's address as it is now: when it has changed, the link is void. */
  email: string
  newEmail?: string
  next?: string | null
}

/** @returns the token, which nobody but the mail gets to know */
export async function createLink(db: AuthDatabase, link: NewLink): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + lifetimes[link.purpose] * 1000)
  await db.insert(mailLink).values({ ...link, id: hashed(token), expiresAt })
  return token
}

/** Looks without using it up. */
export async function findLink(
  db: AuthDatabase,
  purpose: LinkPurpose,
  token: string,
): Promise<MailLink | undefined> {
  const [link] = await db.select().from(mailLink).where(matching(purpose, token))
  return link
}

/** Uses it up: of however many at once, one gets it. */
export async function takeLink(
  db: AuthDatabase,
  purpose: LinkPurpose,
  token: string,
): Promise<MailLink | undefined> {
  const [link] = await db.delete(mailLink).where(matching(purpose, token)).returning()
  return link
}

/** After a change of password or address what was mailed before opens nothing any more. */
export async function voidLinks(db: Pick<AuthDatabase, 'delete'>, userId: string): Promise<void> {
  await db.delete(mailLink).where(eq(mailLink.userId, userId))
  // Better Auth keeps its links for a new password here, by the person and nothing else.
  await db.delete(verification).where(eq(verification.value, userId))
}

export async function voidEmailChanges(db: AuthDatabase, userId: string): Promise<void> {
  await db
    .delete(mailLink)
    .where(and(eq(mailLink.userId, userId), sql`${mailLink.newEmail} is not null`))
}

function matching(purpose: LinkPurpose, token: string) {
  const live = gt(mailLink.expiresAt, sql`now()`)
  return and(eq(mailLink.id, hashed(token)), eq(mailLink.purpose, purpose), live)
}

/** Plain SHA-256 does: nobody guesses 256 random bits. */
const hashed = (token: string) => createHash('sha256').update(token).digest('base64url')

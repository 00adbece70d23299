// What the auth database holds about one person, without what would open their account: no password
// hash, no session token, no key of a second factor.
import { and, asc, eq, gt } from 'drizzle-orm'
import { describeSecurityEvent } from '../../account/security-kinds.ts'
import { deviceOf } from '../account/device.ts'
import { listSecurityEvents } from '../account/security-events.ts'
import type { Auth } from '../auth/create.ts'
import { secondFactorOf } from '../auth/second-factor/state.ts'
import { userSettings } from '../db/account-tables.ts'
import { mailLink } from '../db/mail-tables.ts'
import { passkey } from '../db/passkey-tables.ts'
import type { AuthDatabase } from '../db/open.ts'
import { account, session, user, verification } from '../db/schema.ts'
import { listPrograms } from '../programs/grants.ts'

const ROWS_AT_ONCE = 200

export interface Asker {
  userId: string
  /** The session that asks. */
  sessionId: string | undefined
}

export async function accountOf(auth: Auth, db: AuthDatabase, userId: string) {
  const [[person], [settings], waysIn, secondFactor, links, checks, passkeys, programs] =
    await Promise.all([
      db.select().from(user).where(eq(user.id, userId)),
      db.select().from(userSettings).where(eq(userSettings.userId, userId)),
      db.select().from(account).where(eq(account.userId, userId)).orderBy(asc(account.createdAt)),
      secondFactorOf(auth, db, userId),
      db
        .select()
        .from(mailLink)
        .where(eq(mailLink.userId, userId))
        .orderBy(asc(mailLink.createdAt)),
      db.select().from(verification).where(eq(verification.value, userId)),
      db.select().from(passkey).where(eq(passkey.userId, userId)).orderBy(asc(passkey.createdAt)),
      listPrograms(db, userId),
    ])
  if (!person) throw new Error('there is no such account')
  const { id, name, email, emailVerified, image, createdAt, updatedAt } = person
  return {
    account: {
      ...{ id, name, email, emailConfirmed: emailVerified, image, createdAt, updatedAt },
      waysToSignIn: waysIn.map((way) => ({
        kind: way.providerId === 'credential' ? 'password' : way.providerId,
        accountId: way.providerId === 'credential' ? null : way.accountId,
        createdAt: way.createdAt,
        updatedAt: way.updatedAt,
      })),
    },
    settings: settings
      ? {
          initials: settings.initials,
          timeZone: settings.timeZone,
          weekStart: settings.weekStart,
          language: settings.locale,
          theme: settings.theme,
          updatedAt: settings.updatedAt,
        }
      : null,
    secondFactor: { on: secondFactor.on, recoveryCodesLeft: secondFactor.codesLeft },
    passkeys: passkeys.map((one) => ({
      name: one.name,
      credentialId: one.credentialId,
      synchronised: one.backedUp,
      createdAt: one.createdAt,
      lastUsedAt: one.lastUsedAt,
    })),
    pendingLinks: links.map(({ purpose, email, newEmail, next, createdAt, expiresAt }) => ({
      ...{ purpose, email, newEmail, next, createdAt, expiresAt },
    })),
    // What may act for them; the secret itself is known to the program alone.
    programs,
    // A link for a new password, or a sign-in that waits for its code: only a hash says which.
    pendingChecks: checks.map(({ createdAt, expiresAt }) => ({ createdAt, expiresAt })),
  }
}

/** All of them, however many: those that have run out are kept until the next clean-up. */
export async function* sessionsOf(db: AuthDatabase, { userId, sessionId }: Asker) {
  for (let after = ''; ;) {
    const rows = await db
      .select()
      .from(session)
      .where(and(eq(session.userId, userId), gt(session.id, after)))
      .orderBy(asc(session.id))
      .limit(ROWS_AT_ONCE)
    for (const { id, ipAddress, userAgent, createdAt, lastSeenAt, expiresAt } of rows) {
      const device = deviceOf(userAgent).name
      const isThis = id === sessionId
      yield { id, isThis, device, ipAddress, userAgent, createdAt, lastSeenAt, expiresAt }
    }
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return
    after = last.id
  }
}

/** The newest first. */
export async function* securityEventsOf(db: AuthDatabase, userId: string) {
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listSecurityEvents>> = await listSecurityEvents(
      db,
      userId,
      cursor,
    )
    for (const event of page.events) {
      const { kind, outcome, at, ipAddress, userAgent, sessionId } = event
      const text = describeSecurityEvent(kind, outcome)
      yield { kind, outcome, text, at, ipAddress, userAgent, sessionId }
    }
    cursor = page.next
  } while (cursor !== null)
}

// Whose account it is that the provider speaks of. An address alone never says so: whoever wants to
// connect an account with a provider signs in to it first (link.ts).
import type { GenericEndpointContext } from '@better-auth/core'
import { APIError } from 'better-auth/api'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { acceptableName, nameLength } from '../../../account-rules.ts'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent, type EventBook } from '../../account/security-events.ts'
import { passkey } from '../../db/passkey-tables.ts'
import { account, session, twoFactor, user } from '../../db/schema.ts'
import { voidLinks } from '../mail-links/links.ts'
import type { Identity } from './client.ts'

export interface LinkedAccount {
  id: string
  userId: string
}

/** OpenID Connect Core §2: issuer and subject together, and nothing else, say who somebody is. */
export async function linkedTo(
  { db }: EventBook,
  issuer: string,
  subject: string,
): Promise<LinkedAccount | undefined> {
  const [found] = await db
    .select({ id: account.id, userId: account.userId })
    .from(account)
    .where(and(eq(account.providerId, issuer), eq(account.accountId, subject)))
  return found
}

/** An account for somebody whose address the provider vouches for. */
export async function register(
  book: EventBook,
  ctx: GenericEndpointContext,
  { issuer, identity }: { issuer: string; identity: Identity },
): Promise<string> {
  const { internalAdapter } = ctx.context
  const { subject, email, isVerified } = identity
  // Before anybody looks whether the address is known: whoever may call themselves anything at the
  // provider must not learn that, nor have an account with somebody else's address.
  if (!isVerified || !z.email().max(254).safeParse(email).success || email === null) {
    throw new APIError('FORBIDDEN', { code: 'PROVIDER_UNVERIFIED' })
  }
  const name = nameFor(identity, email)
  const existing = await internalAdapter.findUserByEmail(email)
  if (existing?.user.emailVerified === true) {
    throw new APIError('FORBIDDEN', { code: 'PROVIDER_KNOWN_ADDRESS' })
  }
  if (existing) {
    await takeOver(book, ctx, { userId: existing.user.id, name, issuer, subject })
    return existing.user.id
  }
  const made = await internalAdapter.createOAuthUser(
    { name, email, emailVerified: true },
    { providerId: issuer, accountId: subject },
  )
  return made.user.id
}

interface Claim {
  userId: string
  name: string
  issuer: string
  subject: string
}

/**
 * An account that somebody made with this address and never confirmed. Whoever that was must not
 * have a way into it: what they have chosen goes, and nobody has been in it yet.
 */
async function takeOver(
  book: EventBook,
  ctx: GenericEndpointContext,
  { userId, name, issuer, subject }: Claim,
): Promise<void> {
  const id = ctx.context.generateId({ model: 'account' })
  if (id === false) throw new Error('ids are made here')
  await book.db.transaction(async (transaction) => {
    for (const table of [account, session, passkey, twoFactor]) {
      await transaction.delete(table).where(eq(table.userId, userId))
    }
    await transaction
      .update(user)
      .set({ name, emailVerified: true, twoFactorEnabled: false, updatedAt: new Date() })
      .where(eq(user.id, userId))
    await transaction.insert(account).values({ id, userId, providerId: issuer, accountId: subject })
    await voidLinks(transaction, userId)
  })
  const client = clientOf(ctx.headers)
  await recordSecurityEvent(book, { userId, kind: 'email-confirmed', client })
}

function nameFor(identity: Identity, email: string): string {
  const given = (identity.name ?? '').slice(0, nameLength.max)
  return acceptableName(given) ?? email.slice(0, nameLength.max)
}

// Connecting an account with the provider, and taking that back: both for whoever has just proven
// who they are.
import { randomUUID } from 'node:crypto'
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import type { GenericEndpointContext } from '@better-auth/core'
import { and, eq, ne } from 'drizzle-orm'
import type { SecurityKind } from '../../../account/security-kinds.ts'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent } from '../../account/security-events.ts'
import type { AuthDatabase } from '../../db/open.ts'
import { account, session as sessionTable, user as userTable } from '../../db/schema.ts'
import { describeError } from '../../log.ts'
import type { Letter } from '../../mail/letter.ts'
import { providerLinked, providerUnlinked } from '../../mail/letters.ts'
import { DAY } from '../mail-links/parts.ts'
import { demandProof } from '../proof/proof.ts'
import { otherWaysIn } from '../ways-in.ts'
import type { ProviderParts } from './parts.ts'

interface Owner {
  id: string
  email: string
}

export async function link(
  parts: ProviderParts,
  ctx: GenericEndpointContext,
  { user, subject: accountId }: { user: Owner; subject: string },
): Promise<void> {
  const { issuer: providerId } = parts.settings
  await parts.db.transaction(async (transaction) => {
    // One at a time for each person, who has one account at the provider.
    const me = transaction.select({ id: userTable.id }).from(userTable)
    await me.where(eq(userTable.id, user.id)).for('update')
    const mine = and(eq(account.userId, user.id), eq(account.providerId, providerId))
    const before = await transaction.select({ id: account.id }).from(account).where(mine)
    if (before.length > 0) throw new APIError('BAD_REQUEST', { code: 'PROVIDER_LINKED_ALREADY' })
    const added = await transaction
      .insert(account)
      .values({ id: randomUUID(), userId: user.id, providerId, accountId })
      .onConflictDoNothing()
      .returning({ id: account.id })
    if (added.length === 0) throw new APIError('BAD_REQUEST', { code: 'PROVIDER_TAKEN' })
  })
  await tellOwner(parts, ctx, { user, kind: 'provider-linked', letter: providerLinked })
}

export function unlinkEndpoint(parts: ProviderParts) {
  const { db, settings } = parts
  return createAuthEndpoint(
    '/provider/unlink',
    { method: 'POST', use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { user, session } = ctx.context.session
      await demandProof(db, session.id)
      const mine = and(eq(account.userId, user.id), eq(account.providerId, settings.issuer))
      await db.transaction(async (transaction) => {
        const me = transaction.select({ id: userTable.id }).from(userTable)
        await me.where(eq(userTable.id, user.id)).for('update')
        const [found] = await transaction.select({ id: account.id }).from(account).where(mine)
        if (!found) throw new APIError('NOT_FOUND', { code: 'PROVIDER_NOT_LINKED' })
        if ((await otherWaysIn(transaction, user.id, found)) === 0) {
          throw new APIError('BAD_REQUEST', { code: 'LAST_WAY_IN' })
        }
        await transaction.delete(account).where(mine)
        // Which of them came by the provider nobody knows who had a code to enter in between.
        const { userId, id } = sessionTable
        await transaction.delete(sessionTable).where(and(eq(userId, user.id), ne(id, session.id)))
      })
      await tellOwner(parts, ctx, { user, kind: 'provider-unlinked', letter: providerUnlinked })
      return ctx.json({ status: true })
    },
  )
}

export async function isLinked(
  db: Pick<AuthDatabase, 'select'>,
  userId: string,
  issuer: string,
): Promise<boolean> {
  const mine = and(eq(account.userId, userId), eq(account.providerId, issuer))
  return (await db.select({ id: account.id }).from(account).where(mine)).length > 0
}

interface Notice {
  user: Owner
  kind: SecurityKind
  letter: (url: string) => Letter
}

async function tellOwner(
  parts: ProviderParts,
  ctx: GenericEndpointContext,
  { user, kind, letter }: Notice,
): Promise<void> {
  const { post, logger, publicUrl } = parts
  const sessionId = ctx.context.session?.session.id ?? null
  const client = clientOf(ctx.headers)
  await recordSecurityEvent(parts, { userId: user.id, kind, client, sessionId })
  try {
    await post.send(user.email, letter(`${publicUrl}/account/security`), { lastsSeconds: DAY })
  } catch (error) {
    // It is done all the same, and the activity says so.
    logger.error('the notice of a provider was not queued', describeError(error))
  }
}

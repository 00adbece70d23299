// Connecting an account with the provider, and taking that back: both for whoever has just proven
// who they are.
import { randomUUID } from 'node:crypto'
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import type { GenericEndpointContext } from '@better-auth/core'
import { and, eq, ne } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { account, session as sessionTable, user as userTable } from '../../db/schema.ts'
import { providerLinked, providerUnlinked } from '../../mail/letters.ts'
import { tellOwner } from '../notices.ts'
import { demandProof } from '../proof/proof.ts'
import { otherWaysIn } from '../ways-in.ts'
import type { ProviderParts } from './parts.ts'

const PAGE = '/account/security'

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
  await tellOwner(parts, ctx, { user, kind: 'provider-linked', letter: providerLinked, page: PAGE })
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
      await tellOwner(parts, ctx, {
        user,
        kind: 'provider-unlinked',
        letter: providerUnlinked,
        page: PAGE,
      })
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

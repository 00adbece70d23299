// Renaming a passkey, and removing it: with it ends what it has signed in.
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { acceptableName } from '../../../account-rules.ts'
import { passkey } from '../../db/passkey-tables.ts'
import { session as sessionTable, user as userTable } from '../../db/schema.ts'
import { passkeyRemoved } from '../../mail/letters.ts'
import { tellOwner } from '../notices.ts'
import { demandProof } from '../proof/proof.ts'
import { otherWaysIn } from '../ways-in.ts'
import { PASSKEYS_PAGE, type PasskeyParts } from './parts.ts'

export function renameEndpoint({ db }: PasskeyParts) {
  return createAuthEndpoint(
    '/passkey/rename',
    {
      method: 'POST',
      use: [sensitiveSessionMiddleware],
      body: z.object({ id: z.string().max(100), name: z.string().max(1000) }),
    },
    async (ctx) => {
      const name = acceptableName(ctx.body.name)
      if (name === null) throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME' })
      const renamed = await db
        .update(passkey)
        .set({ name })
        .where(and(eq(passkey.id, ctx.body.id), eq(passkey.userId, ctx.context.session.user.id)))
        .returning({ id: passkey.id })
      if (renamed.length === 0) throw notThere()
      return ctx.json({ status: true })
    },
  )
}

export function removeEndpoint(parts: PasskeyParts) {
  const { db } = parts
  return createAuthEndpoint(
    '/passkey/remove',
    {
      method: 'POST',
      use: [sensitiveSessionMiddleware],
      body: z.object({ id: z.string().max(100) }),
    },
    async (ctx) => {
      const { user, session } = ctx.context.session
      await demandProof(db, session.id)
      const mine = and(eq(passkey.id, ctx.body.id), eq(passkey.userId, user.id))
      await db.transaction(async (transaction) => {
        // One at a time for each person: two at once must not remove the last two ways in.
        const me = transaction.select({ id: userTable.id }).from(userTable)
        await me.where(eq(userTable.id, user.id)).for('update')
        const [found] = await transaction.select({ id: passkey.id }).from(passkey).where(mine)
        if (!found) throw notThere()
        if ((await otherWaysIn(transaction, user.id, found)) === 0) {
          throw new APIError('BAD_REQUEST', { code: 'LAST_WAY_IN' })
        }
        await transaction.delete(passkey).where(mine)
        // Whoever holds it may be signed in with it. This one has just proven who it is.
        await transaction
          .delete(sessionTable)
          .where(
            and(
              eq(sessionTable.userId, user.id),
              eq(sessionTable.passkeyId, found.id),
              ne(sessionTable.id, session.id),
            ),
          )
      })
      const page = PASSKEYS_PAGE
      await tellOwner(parts, ctx, { user, kind: 'passkey-removed', letter: passkeyRemoved, page })
      return ctx.json({ status: true })
    },
  )
}

/** Removed already, or somebody else's: nobody can tell which. */
function notThere(): APIError {
  return new APIError('NOT_FOUND', { code: 'NO_SUCH_PASSKEY', message: 'No such passkey' })
}

// Better Auth's part in a deletion: who may ask for it, and who can't sign in any more.
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import { deleteSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { EventBook } from '../account/security-events.ts'
import { checkPasswordAndCode } from '../auth/proof/plugin.ts'
import { demandProof } from '../auth/proof/proof.ts'
import { hasPassword } from '../auth/ways-in.ts'
import { askForDeletion, isBeingDeleted } from './ask.ts'

export function accountDeletionPlugin(book: EventBook) {
  const { db } = book
  return {
    id: 'holdfast-account-deletion',
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            create: {
              // The password was right, or whatever else it takes: nobody else is told.
              before: async ({ userId }) => {
                if (!(await isBeingDeleted(db, userId))) return
                throw new APIError('FORBIDDEN', { code: 'ACCOUNT_BEING_DELETED' })
              },
            },
          },
        },
      },
    }),
    endpoints: {
      deleteAccount: createAuthEndpoint(
        '/delete-account',
        {
          method: 'POST',
          use: [sensitiveSessionMiddleware],
          body: z.object({
            /** Typed, so that nobody deletes an account by a slip. */
            email: z.string().max(254),
            /** Of an account that has one; without, a passkey has to prove it first. */
            password: z.string(),
            /** Of somebody who has a second factor. */
            code: z.string().max(100).optional(),
          }),
        },
        async (ctx) => {
          const { user, session } = ctx.context.session
          const { email } = ctx.body
          if (email.trim().toLowerCase() !== user.email) {
            throw new APIError('BAD_REQUEST', { code: 'OTHER_EMAIL' })
          }
          // With a password also when it was typed a moment ago: for this, it is asked for each time.
          if (await hasPassword(db, user.id)) await checkPasswordAndCode(book, ctx, user)
          else await demandProof(db, session.id)
          await askForDeletion(db, user.id)
          deleteSessionCookie(ctx)
          return ctx.json({ status: true })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

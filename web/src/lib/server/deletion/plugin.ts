// Better Auth's part in a deletion: who may ask for it, and who can't sign in any more.
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import { deleteSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { clientOf } from '../account/client.ts'
import { recordSecurityEvent, type EventBook } from '../account/security-events.ts'
import { checkCode } from '../auth/second-factor/checks.ts'
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
            password: z.string(),
            /** Of somebody who has a second factor. */
            code: z.string().max(100).optional(),
          }),
        },
        async (ctx) => {
          const { user, session } = ctx.context.session
          const { email, code = '' } = ctx.body
          if (email.trim().toLowerCase() !== user.email) {
            throw new APIError('BAD_REQUEST', { code: 'OTHER_EMAIL' })
          }
          const refused = (kind: 'password' | 'code') =>
            recordSecurityEvent(book, {
              userId: user.id,
              kind: `deletion-${kind}`,
              outcome: 'failure',
              client: clientOf(ctx.headers),
              sessionId: session.id,
            })
          await ctx.context.password.checkPassword(user.id, ctx).catch(async (error: unknown) => {
            await refused('password')
            throw error
          })
          if (user['twoFactorEnabled'] === true) {
            const asked = { userId: user.id, code: code.replaceAll(/\s/g, '') }
            const found = await checkCode(db, ctx.context.secretConfig, asked)
            if (found !== 'right') await refused('code')
            if (found === 'wrong') throw new APIError('BAD_REQUEST', { code: 'INVALID_CODE' })
            if (found === 'locked') {
              throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_TEMPORARILY_LOCKED' })
            }
          }
          await askForDeletion(db, user.id)
          deleteSessionCookie(ctx)
          return ctx.json({ status: true })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

// Proving who one is by the password, and by a code beside it where the account has a second factor.
// By a passkey: passkeys/prove.ts.
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth'
import { z } from 'zod'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent, type EventBook } from '../../account/security-events.ts'
import { checkCode } from '../second-factor/checks.ts'
import { markProven } from './proof.ts'

export function proof(book: EventBook) {
  return {
    id: 'holdfast-proof',
    schema: {
      session: {
        fields: { provenAt: { type: 'date', required: false, input: false, returned: false } },
      },
    },
    endpoints: { proveByPassword: proveByPasswordEndpoint(book) },
  } satisfies BetterAuthPlugin
}

function proveByPasswordEndpoint(book: EventBook) {
  return createAuthEndpoint(
    '/prove-by-password',
    {
      method: 'POST',
      use: [sensitiveSessionMiddleware],
      body: z.object({ password: z.string(), code: z.string().max(100).optional() }),
    },
    async (ctx) => {
      await checkPasswordAndCode(book, ctx, ctx.context.session.user)
      await markProven(book.db, ctx.context.session.session.id)
      await noteProof(book, ctx, 'success')
      return ctx.json({ status: true })
    },
  )
}

/** Of the body, against the account. What is wrong is noted for its owner. @throws APIError */
export async function checkPasswordAndCode(
  book: EventBook,
  ctx: GenericEndpointContext,
  user: { id: string } & Record<string, unknown>,
): Promise<void> {
  try {
    // First, so that a mistyped password does not cost a code.
    await ctx.context.password.checkPassword(user.id, ctx)
    if (user['twoFactorEnabled'] === true) await demandCode(book, ctx, user.id)
  } catch (error) {
    if (error instanceof APIError) await noteProof(book, ctx, 'failure')
    throw error
  }
}

async function demandCode({ db }: EventBook, ctx: GenericEndpointContext, userId: string) {
  const { code } = ctx.body as { code?: string }
  const asked = { userId, code: code?.replaceAll(/\s/g, '') ?? '' }
  const found = await checkCode(db, ctx.context.secretConfig, asked)
  if (found === 'right') return
  if (found === 'wrong') throw new APIError('BAD_REQUEST', { code: 'INVALID_CODE' })
  throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_TEMPORARILY_LOCKED' })
}

/** For the owner's list of activity. */
export async function noteProof(
  book: EventBook,
  ctx: GenericEndpointContext,
  outcome: 'success' | 'failure',
): Promise<void> {
  const { session } = ctx.context
  if (!session) return
  await recordSecurityEvent(book, {
    userId: session.user.id,
    kind: 'identity-proven',
    outcome,
    client: clientOf(ctx.headers),
    sessionId: session.session.id,
  })
}

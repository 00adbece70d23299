// The link that confirms a new account's address, and asking for it again.
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { expireCookie, setSessionCookie } from 'better-auth/cookies'
import { runWithTransaction } from '@better-auth/core/context'
import { z } from 'zod'
import { passwordLength } from '../../../account-rules.ts'
import { isOwnPath } from '../../../safe-redirect.ts'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent } from '../../account/security-events.ts'
import { findLink, takeLink, voidLinks } from './links.ts'
import { invalidLink, type MailLinkParts } from './parts.ts'
import { isSignUpBrowser, sendConfirmation, signUpCookie } from './sign-up.ts'

export function confirmEmailEndpoint(parts: MailLinkParts) {
  const { db } = parts
  return createAuthEndpoint(
    '/confirm-email',
    {
      method: 'POST',
      body: z.object({ token: z.string().max(100), newPassword: z.string().optional() }),
    },
    async (ctx) => {
      const { internalAdapter, password } = ctx.context
      const { token, newPassword } = ctx.body
      const found = await findLink(db, 'confirm-email', token)
      if (!found) throw invalidLink()
      if (newPassword === undefined && !(await isSignUpBrowser(ctx, found.userId))) {
        throw new APIError('BAD_REQUEST', {
          code: 'PASSWORD_REQUIRED',
          message: 'Choose a password: this is not the browser that signed up',
        })
      }
      const hash = newPassword === undefined ? null : await password.hash(accept(newPassword))
      const link = await takeLink(db, 'confirm-email', token)
      const user = link && (await internalAdapter.findUserById(link.userId))
      if (!link || !user || user.email !== link.email || user.emailVerified) throw invalidLink()
      await runWithTransaction(ctx.context.adapter, async () => {
        if (hash !== null) await internalAdapter.updatePassword(user.id, hash)
        await internalAdapter.updateUser(user.id, { emailVerified: true })
        // There is none unless somebody got in before addresses had to be confirmed.
        await internalAdapter.deleteUserSessions(user.id)
      })
      await voidLinks(db, user.id)
      const session = await internalAdapter.createSession(user.id)
      await setSessionCookie(ctx, { session, user: { ...user, emailVerified: true } })
      expireCookie(ctx, signUpCookie(ctx))
      await recordSecurityEvent(parts, {
        userId: user.id,
        kind: 'email-confirmed',
        client: clientOf(ctx.headers),
        sessionId: session.id,
      })
      return ctx.json({ status: true, redirectTo: link.next ?? '/tasks' })
    },
  )
}

/** The same answer whether there is an account that waits for it, another one, or none. */
export function sendConfirmationEndpoint(parts: MailLinkParts) {
  return createAuthEndpoint(
    '/send-confirmation',
    {
      method: 'POST',
      body: z.object({ email: z.email(), callbackURL: z.string().optional() }),
    },
    async (ctx) => {
      const { email, callbackURL = null } = ctx.body
      const found = await ctx.context.internalAdapter.findUserByEmail(email.toLowerCase())
      if (found && !found.user.emailVerified) {
        await sendConfirmation(parts, found.user, isOwnPath(callbackURL) ? callbackURL : null)
      }
      return ctx.json({ status: true })
    },
  )
}

function accept(password: string): string {
  const { min, max } = passwordLength
  if (password.length >= min && password.length <= max) return password
  const code = password.length < min ? 'PASSWORD_TOO_SHORT' : 'PASSWORD_TOO_LONG'
  throw new APIError('BAD_REQUEST', { code, message: 'Invalid password length' })
}

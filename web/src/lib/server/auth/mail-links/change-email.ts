// A new e-mail address: whoever reads the old one approves it, whoever reads the new one confirms
// it. Better Auth's own way mails the old address only when the new one is free, which tells
// anybody with an account who else has one; and its links can be used again.
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent } from '../../account/security-events.ts'
import {
  approveEmailChange,
  confirmNewEmail,
  emailChanged,
  emailTaken,
} from '../../mail/letters.ts'
import { createLink, lifetimes, takeLink, voidEmailChanges, voidLinks } from './links.ts'
import { DAY, invalidLink, linkTo, type MailLinkParts } from './parts.ts'

const tokenBody = z.object({ token: z.string().max(100) })

export function requestEmailChangeEndpoint(parts: MailLinkParts) {
  const { db, post, publicUrl } = parts
  return createAuthEndpoint(
    '/request-email-change',
    {
      method: 'POST',
      use: [sensitiveSessionMiddleware],
      body: z.object({ newEmail: z.email().max(254) }),
    },
    async (ctx) => {
      const { id, email } = ctx.context.session.user
      const newEmail = ctx.body.newEmail.toLowerCase()
      if (newEmail === email) {
        throw new APIError('BAD_REQUEST', { code: 'SAME_EMAIL', message: 'Email is the same' })
      }
      const purpose = 'approve-email-change'
      await voidEmailChanges(db, id)
      const token = await createLink(db, { purpose, userId: id, email, newEmail })
      const url = linkTo(publicUrl, '/change-email/approve', token)
      await post.send(email, approveEmailChange(newEmail, url), {
        lastsSeconds: lifetimes[purpose],
      })
      await recordSecurityEvent(parts, {
        userId: id,
        kind: 'email-change-requested',
        client: clientOf(ctx.headers),
        sessionId: ctx.context.session.session.id,
      })
      return ctx.json({ status: true })
    },
  )
}

export function approveEmailChangeEndpoint(parts: MailLinkParts) {
  const { db, post, publicUrl } = parts
  return createAuthEndpoint(
    '/approve-email-change',
    { method: 'POST', body: tokenBody },
    async (ctx) => {
      const { internalAdapter } = ctx.context
      const link = await takeLink(db, 'approve-email-change', ctx.body.token)
      const user = link && (await internalAdapter.findUserById(link.userId))
      if (!link?.newEmail || user?.email !== link.email) throw invalidLink()
      const { newEmail } = link
      const { id: userId, email } = user
      const client = clientOf(ctx.headers)
      await recordSecurityEvent(parts, { userId, kind: 'email-change-approved', client })
      if (await internalAdapter.findUserByEmail(newEmail)) {
        await post.send(newEmail, emailTaken(), { lastsSeconds: DAY, unasked: 'email-taken' })
        return ctx.json({ status: true })
      }
      const purpose = 'confirm-new-email'
      const token = await createLink(db, { purpose, userId, email, newEmail })
      const url = linkTo(publicUrl, '/change-email/confirm', token)
      await post.send(newEmail, confirmNewEmail(newEmail, url), {
        lastsSeconds: lifetimes[purpose],
        unasked: 'new-email',
      })
      return ctx.json({ status: true })
    },
  )
}

export function completeEmailChangeEndpoint(parts: MailLinkParts) {
  const { db, post } = parts
  return createAuthEndpoint(
    '/complete-email-change',
    { method: 'POST', body: tokenBody },
    async (ctx) => {
      const { internalAdapter } = ctx.context
      const link = await takeLink(db, 'confirm-new-email', ctx.body.token)
      const user = link && (await internalAdapter.findUserById(link.userId))
      if (!link?.newEmail || user?.email !== link.email) throw invalidLink()
      try {
        await internalAdapter.updateUser(user.id, { email: link.newEmail, emailVerified: true })
      } catch (error) {
        // Somebody else has signed up with it meanwhile, and that is all there is to say.
        if (await internalAdapter.findUserByEmail(link.newEmail)) throw invalidLink()
        throw error
      }
      // What was mailed to the old address must not open the account any more.
      await voidLinks(db, user.id)
      await post.send(link.email, emailChanged(link.newEmail), { lastsSeconds: DAY })
      const client = clientOf(ctx.headers)
      await recordSecurityEvent(parts, { userId: user.id, kind: 'email-changed', client })
      return ctx.json({ status: true })
    },
  )
}

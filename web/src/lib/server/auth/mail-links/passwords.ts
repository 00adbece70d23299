// Around Better Auth's own password endpoints: the mails, and the links that end with the old password.
import { createAuthMiddleware } from 'better-auth/api'
import type { GenericEndpointContext } from '@better-auth/core'
import { passwordChanged, resetPassword } from '../../mail/letters.ts'
import { describeError } from '../../log.ts'
import { revokeAllPrograms } from '../../programs/grants.ts'
import { voidLinks } from './links.ts'
import { DAY, linkTo, type MailLinkParts } from './parts.ts'

/** Seconds. */
export const RESET_LIFETIME = 30 * 60

export async function mailResetLink(
  { post, publicUrl }: MailLinkParts,
  user: { email: string },
  token: string,
): Promise<void> {
  const letter = resetPassword(linkTo(publicUrl, '/reset-password', token))
  await post.send(user.email, letter, { lastsSeconds: RESET_LIFETIME, unasked: 'reset' })
}

/** Every change of a password ends with this, whichever way it came. */
export async function passwordHasChanged(
  { db, post, logger, publicUrl }: MailLinkParts,
  user: { id: string; email: string },
): Promise<void> {
  await voidLinks(db, user.id)
  // Who knew the old password may have let a program in that would stay.
  await revokeAllPrograms(db, user.id)
  try {
    const letter = passwordChanged(`${publicUrl}/forgot-password`)
    await post.send(user.email, letter, { lastsSeconds: DAY })
  } catch (error) {
    // The password has changed all the same, and the sessions still have to end.
    logger.error('the notice of a new password was not queued', describeError(error))
  }
}

export function noticeChange(parts: MailLinkParts) {
  return {
    matcher: ({ path }: { path?: string }) => path === '/change-password',
    handler: createAuthMiddleware(async (ctx) => {
      const user = newSessionOf(ctx)
      if (user) await passwordHasChanged(parts, user)
    }),
  }
}

/** Set only when the endpoint has come to its end. */
function newSessionOf(ctx: Pick<GenericEndpointContext, 'context'>) {
  return ctx.context.newSession?.user
}

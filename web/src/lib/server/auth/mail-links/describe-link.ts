// What the page behind a link may show before its button is pressed. For our pages only: it has no
// place among the endpoints that a browser can call.
import { createAuthEndpoint } from 'better-auth/api'
import { z } from 'zod'
import { findLink, lifetimes, type LinkPurpose } from './links.ts'
import type { MailLinkParts } from './parts.ts'
import { isSignUpBrowser } from './sign-up.ts'

export type DescribedPurpose = LinkPurpose | 'reset-password'

const purposes = Object.keys(lifetimes) as LinkPurpose[]

export function describeLinkEndpoint({ db }: MailLinkParts) {
  return createAuthEndpoint(
    '/describe-link',
    {
      method: 'GET',
      query: z.object({
        purpose: z.enum([...purposes, 'reset-password']),
        token: z.string(),
      }),
    },
    async (ctx) => {
      const { purpose, token } = ctx.query
      if (purpose === 'reset-password') {
        const kept = await ctx.context.internalAdapter.findVerificationValue(
          `reset-password:${token}`,
        )
        return kept && kept.expiresAt > new Date() ? {} : null
      }
      const link = await findLink(db, purpose, token)
      if (!link) return null
      return {
        email: link.email,
        newEmail: link.newEmail,
        isSignUpBrowser: await isSignUpBrowser(ctx, link.userId),
      }
    },
  )
}

// Better Auth's plugin for everything that goes by mail.
import type { BetterAuthPlugin } from 'better-auth'
import {
  approveEmailChangeEndpoint,
  completeEmailChangeEndpoint,
  requestEmailChangeEndpoint,
} from './change-email.ts'
import { confirmEmailEndpoint, sendConfirmationEndpoint } from './confirm-email.ts'
import { describeLinkEndpoint } from './describe-link.ts'
import type { MailLinkParts } from './parts.ts'
import { noticeChange } from './passwords.ts'
import { acceptSignUp, rememberSignUp } from './sign-up.ts'

export function mailLinks(parts: MailLinkParts) {
  return {
    id: 'mail-links',
    endpoints: {
      confirmEmail: confirmEmailEndpoint(parts),
      sendConfirmation: sendConfirmationEndpoint(parts),
      requestEmailChange: requestEmailChangeEndpoint(parts),
      approveEmailChange: approveEmailChangeEndpoint(parts),
      completeEmailChange: completeEmailChangeEndpoint(parts),
      describeLink: describeLinkEndpoint(parts),
    },
    hooks: {
      before: [acceptSignUp],
      after: [rememberSignUp, noticeChange(parts)],
    },
  } satisfies BetterAuthPlugin
}

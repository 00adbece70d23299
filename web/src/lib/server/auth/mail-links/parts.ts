// What every endpoint of this room works with.
import { APIError } from 'better-auth/api'
import type { AuthDatabase } from '../../db/open.ts'
import type { Logger } from '../../log.ts'
import type { Post } from '../../mail/post.ts'

export interface MailLinkParts {
  db: AuthDatabase
  post: Post
  logger: Logger
  publicUrl: string
}

export const DAY = 24 * 60 * 60

/** The pages behind the links. Opening one changes nothing: its button does (see decision 0019). */
export type LinkPage =
  '/confirm-email' | '/reset-password' | '/change-email/approve' | '/change-email/confirm'

export function linkTo(publicUrl: string, page: LinkPage, token: string): string {
  return `${publicUrl}${page}?token=${encodeURIComponent(token)}`
}

/** Used, expired, made up, for something else, of somebody else: nobody is told which. */
export function invalidLink(): APIError {
  return new APIError('BAD_REQUEST', { code: 'INVALID_LINK', message: 'Invalid link' })
}

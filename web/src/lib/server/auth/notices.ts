// What the owner of an account hears when a way into it comes or goes: in the activity and by mail.
import type { GenericEndpointContext } from '@better-auth/core'
import type { SecurityKind } from '../../account/security-kinds.ts'
import { clientOf } from '../account/client.ts'
import { recordSecurityEvent, type EventBook } from '../account/security-events.ts'
import { describeError } from '../log.ts'
import type { Letter } from '../mail/letter.ts'
import type { Post } from '../mail/post.ts'
import { DAY } from './mail-links/parts.ts'

export interface NoticeParts extends EventBook {
  post: Post
  publicUrl: string
}

export interface Notice {
  user: { id: string; email: string }
  kind: SecurityKind
  letter: (url: string) => Letter
  /** The path of the page that the letter leads to. */
  page: string
}

/** Never rejects: it is done all the same. */
export async function tellOwner(
  parts: NoticeParts,
  ctx: GenericEndpointContext,
  { user, kind, letter, page }: Notice,
): Promise<void> {
  const { post, logger, publicUrl } = parts
  const sessionId = ctx.context.session?.session.id ?? null
  const client = clientOf(ctx.headers)
  await recordSecurityEvent(parts, { userId: user.id, kind, client, sessionId })
  try {
    await post.send(user.email, letter(publicUrl + page), { lastsSeconds: DAY })
  } catch (error) {
    logger.error('a notice was not queued', { kind, ...describeError(error) })
  }
}

// What the owner of an account hears when its passkeys change.
import type { GenericEndpointContext } from '@better-auth/core'
import type { SecurityKind } from '../../../account/security-kinds.ts'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent } from '../../account/security-events.ts'
import { describeError } from '../../log.ts'
import type { Letter } from '../../mail/letter.ts'
import { DAY } from '../mail-links/parts.ts'
import type { PasskeyParts } from './parts.ts'

interface Notice {
  kind: SecurityKind
  letter: (url: string) => Letter
}

export async function tellOwner(
  parts: PasskeyParts,
  ctx: GenericEndpointContext,
  { kind, letter }: Notice,
): Promise<void> {
  const { post, logger, publicUrl } = parts
  const { session } = ctx.context
  if (!session) return
  const { id: userId, email } = session.user
  const client = clientOf(ctx.headers)
  await recordSecurityEvent(parts, { userId, kind, client, sessionId: session.session.id })
  try {
    const url = `${publicUrl}/account/security/passkeys`
    await post.send(email, letter(url), { lastsSeconds: DAY })
  } catch (error) {
    // It is done all the same, and the activity says so.
    logger.error('the notice of a passkey was not queued', describeError(error))
  }
}

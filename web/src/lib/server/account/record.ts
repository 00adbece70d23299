// What somebody has done on a page of theirs, for their list of activity.
import type { RequestEvent } from '@sveltejs/kit'
import type { SecurityKind } from '../../account/security-kinds.ts'
import { getEventBook } from '../auth/instance.ts'
import { requireUser } from '../guard.ts'
import { clientAt } from './client.ts'
import { recordSecurityEvent } from './security-events.ts'

/** Never rejects. */
export async function record(event: RequestEvent, kind: SecurityKind): Promise<void> {
  await recordSecurityEvent(getEventBook(), {
    userId: requireUser(event).id,
    kind,
    client: clientAt(event.getClientAddress(), event.request.headers.get('user-agent')),
    sessionId: event.locals.session?.id ?? null,
  })
}

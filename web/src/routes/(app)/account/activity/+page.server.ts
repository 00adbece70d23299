import { describeSecurityEvent } from '#lib/account/security-kinds.ts'
import { deviceOf } from '#lib/server/account/device.ts'
import { listSecurityEvents } from '#lib/server/account/security-events.ts'
import { getDatabase } from '#lib/server/auth/instance.ts'
import { requireUser } from '#lib/server/guard.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const before = event.url.searchParams.get('before')
  const { events, next } = await listSecurityEvents(getDatabase(), user.id, before)
  return {
    next,
    isFirst: before === null,
    events: events.map(({ id, kind, outcome, at, ipAddress, userAgent, sessionId }) => ({
      id,
      text: describeSecurityEvent(kind, outcome),
      failed: outcome === 'failure',
      at: at.toISOString(),
      device: deviceOf(userAgent),
      ipAddress,
      inThisSession: sessionId !== null && sessionId === event.locals.session?.id,
    })),
  }
}

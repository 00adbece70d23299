// Who is asking for a page: read from the database each time, so that sign-out means out.
import { withDeadline } from '../deadline.ts'
import type { Auth } from './create.ts'

const DEADLINE_MS = 4500

export interface PageSession {
  user: App.Locals['user']
  session: App.Locals['session']
  /** Set when the session was prolonged or has ended: belongs on the answer. */
  setCookies: string[]
}

export async function readSession(auth: Auth, headers: Headers): Promise<PageSession> {
  const asked = auth.api.getSession({ headers, returnHeaders: true })
  const answer = await withDeadline(asked, DEADLINE_MS)
  const setCookies = answer.headers.getSetCookie()
  if (!answer.response) return { user: null, session: null, setCookies }
  const { user, session } = answer.response
  return {
    user: { id: user.id, name: user.name, email: user.email },
    session: { id: session.id, expiresAt: session.expiresAt, lastSeenAt: session.lastSeenAt },
    setCookies,
  }
}

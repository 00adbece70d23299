// Who is asking for a page: read from the database each time, so that sign-out means out.
import type { Auth } from './create.ts'

export interface PageSession {
  user: App.Locals['user']
  session: App.Locals['session']
  /** Set when the session was prolonged or has ended: belongs on the answer. */
  setCookies: string[]
}

export async function readSession(auth: Auth, headers: Headers): Promise<PageSession> {
  const answer = await auth.api.getSession({ headers, returnHeaders: true })
  const setCookies = answer.headers.getSetCookie()
  if (!answer.response) return { user: null, session: null, setCookies }
  const { user, session } = answer.response
  return {
    user: { id: user.id, name: user.name, email: user.email },
    session: { id: session.id, expiresAt: session.expiresAt },
    setCookies,
  }
}

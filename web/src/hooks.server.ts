// What happens around every request that reaches SvelteKit: who is it, may they, what may be kept.
import { randomUUID } from 'node:crypto'
import { building } from '$app/env'
import { clientAt } from '#lib/server/account/client.ts'
import { noteSeen } from '#lib/server/auth/account-activity.ts'
import { getAuth, getEventBook, getLogger, startAuth, stopAuth } from '#lib/server/auth/instance.ts'
import { readSession } from '#lib/server/auth/session.ts'
import { guardRoute } from '#lib/server/guard.ts'
import { describeError } from '#lib/server/log.ts'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'

export const init: ServerInit = () => {
  if (building) return
  startAuth()
  process.once('sveltekit:shutdown', () => void stopAuth())
}

export const handle: Handle = async ({ event, resolve }) => {
  Object.assign(event.locals, { user: null, session: null, authUnavailable: false })
  if (building || event.url.pathname.startsWith('/api/')) return resolve(event)
  let setCookies: string[] = []
  try {
    const found = await readSession(getAuth(), event.request.headers)
    event.locals.user = found.user
    event.locals.session = found.session
    setCookies = found.setCookies
    if (found.session) {
      const userAgent = event.request.headers.get('user-agent')
      noteSeen(getEventBook(), found.session, clientAt(event.getClientAddress(), userAgent))
    }
  } catch (error) {
    event.locals.authUnavailable = true
    getLogger().error('session look-up failed', describeError(error))
  }
  guardRoute(event)
  const response = await resolve(event)
  const answered = new Set(response.headers.getSetCookie().map(nameOf))
  for (const cookie of setCookies) {
    // What the page has set itself is newer: a changed password comes with another session.
    if (!answered.has(nameOf(cookie))) response.headers.append('set-cookie', cookie)
  }
  // A page may hold somebody's tasks: no cache and no back button shows them to the next person.
  response.headers.set('cache-control', 'private, no-store')
  if (event.route.id === '/(dev)/dev/mail/[id]') {
    const policy = response.headers.get('content-security-policy')
    response.headers.set('content-security-policy', `${policy ?? ''}; frame-src 'self'`)
  }
  if (event.route.id?.startsWith('/(link)')) {
    // Their address holds a token: not even our own server is told it again. (`no-referrer` would
    // take the origin out of the forms, too.)
    response.headers.set('referrer-policy', 'strict-origin')
  }
  if (event.locals.authUnavailable && response.status === 503) {
    response.headers.set('retry-after', '5')
  }
  return response
}

const nameOf = (cookie: string) => cookie.split('=', 1)[0]

export const handleError: HandleServerError = (caught) => {
  if (caught.kind !== 'unknown') return
  const id = randomUUID()
  getLogger().error('page failed', {
    id,
    route: caught.event.route.id,
    ...describeError(caught.error),
  })
  return { message: 'Something went wrong on our side.', id }
}

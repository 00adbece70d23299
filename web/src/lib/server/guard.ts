// Who may see a page. Routes in `(app)` need a session, those in `(auth)` are for the signed-out.
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { safeRedirect } from '#lib/safe-redirect.ts'

type SignedIn = NonNullable<App.Locals['user']>

/** Runs before every page and its data, so that a new page in a group is guarded without a word. */
export function guardRoute(event: RequestEvent): void {
  const route = event.route.id ?? ''
  const { user, authUnavailable } = event.locals
  if (route.startsWith('/(app)') && !user && !authUnavailable) redirect(303, signInPath(event))
  if (route.startsWith('/(auth)') && user) {
    redirect(303, safeRedirect(event.url.searchParams.get('next')))
  }
}

/**
 * The person, for a load function in `(app)`. Throws a redirect to the sign-in page and back; or
 * 503, rendered by the nearest error page, while nobody can tell who it is.
 */
export function requireUser(event: RequestEvent): SignedIn {
  const { user, authUnavailable } = event.locals
  if (user) return user
  if (authUnavailable) error(503, 'Signing in is not available just now. Please try again.')
  redirect(303, signInPath(event))
}

function signInPath({ url }: RequestEvent): string {
  // A form that came too late leads back to its page, and not to what it wanted done.
  const query = url.search.startsWith('?/') ? '' : url.search
  const next = safeRedirect(url.pathname + query, '/')
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

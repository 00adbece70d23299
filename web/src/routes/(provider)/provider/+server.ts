import { redirect } from '@sveltejs/kit'
import { askAuth } from '#lib/server/ask-auth.ts'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { providerProblem } from '../problem.ts'
import type { RequestHandler } from './$types'

/** Goes to the provider to sign in. A link and not a form, whose policy would keep it from leading there. */
export const GET: RequestHandler = async (event) => {
  const next = event.url.searchParams.get('next')
  if (event.locals.user) redirect(303, safeRedirect(next))
  // Who is signed in there may be somebody else by another site's doing: only our own link counts.
  const from = event.request.headers.get('sec-fetch-site') ?? 'same-origin'
  if (from !== 'same-origin') redirect(303, signInPath(next))
  const answer = await askAuth(event, '/provider/begin', { next })
  if (!answer.ok) redirect(303, providerProblem(event, answer.code))
  redirect(303, String(answer.body['url']), { external: true })
}

function signInPath(next: string | null): string {
  return next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

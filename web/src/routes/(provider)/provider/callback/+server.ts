import { redirect } from '@sveltejs/kit'
import { askAuth } from '#lib/server/ask-auth.ts'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { providerProblem } from '../../problem.ts'
import type { RequestHandler } from './$types'

/** Where the provider sends people back to, whatever came of it. */
export const GET: RequestHandler = async (event) => {
  const { search } = event.url
  const answer = await askAuth(event, '/provider/finish', { search })
  if (!answer.ok) redirect(303, providerProblem(event, answer.code))
  const { status, next: kept } = answer.body
  if (status === 'linked') redirect(303, '/account/security/provider?is=linked')
  const next = typeof kept === 'string' ? kept : null
  if (status === 'signed-in') redirect(303, safeRedirect(next))
  redirect(303, next === null ? '/sign-in/code' : `/sign-in/code?next=${encodeURIComponent(next)}`)
}

import { fail, redirect } from '@sveltejs/kit'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { getAuth } from '#lib/server/auth/instance.ts'
import { askAuth, textOf, type FieldErrors } from '#lib/server/ask-auth.ts'
import { challengeCookie } from '#lib/server/auth/second-factor/state.ts'
import type { Actions, PageServerLoad } from './$types'

const missing: FieldErrors = { code: 'Enter the code.' }
/** Refusals that no other code helps against: the password has to be right again first. */
const over = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'TOTP_NOT_ENABLED']

export const load: PageServerLoad = async ({ cookies, url }) => {
  const isOnTheWay = cookies.get(await challengeCookie(getAuth())) !== undefined
  if (!isOnTheWay) redirect(303, signInPath(url))
}

export const actions: Actions = {
  default: async (event) => {
    const { searchParams } = event.url
    const form = await event.request.formData()
    const code = textOf(form, 'code')
    if (code === '') return fail(400, { errors: missing })
    const withRecovery = searchParams.get('with') === 'recovery'
    const path = withRecovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
    const answer = await askAuth(event, path, { code })
    if (answer.ok) redirect(303, safeRedirect(searchParams.get('next')))
    if (over.includes(answer.code)) redirect(303, signInPath(event.url, 'code-over'))
    return fail(answer.status, { errors: answer.errors })
  },
}

function signInPath({ searchParams }: URL, reason?: string): string {
  const next = searchParams.get('next')
  const query = new URLSearchParams({
    ...(reason !== undefined && { reason }),
    ...(next !== null && { next }),
  }).toString()
  return query === '' ? '/sign-in' : `/sign-in?${query}`
}

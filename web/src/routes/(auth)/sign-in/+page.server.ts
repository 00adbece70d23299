import { fail, redirect } from '@sveltejs/kit'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { askAuth, missingEmail, passwordOf, textOf } from '#lib/server/ask-auth.ts'
import { canHavePasskeys } from '#lib/server/auth/passkeys/relying-party.ts'
import { providerOf } from '#lib/server/auth/provider/settings.ts'
import { getConfig } from '#lib/server/config/current.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => {
  const config = getConfig()
  return {
    passkeys: canHavePasskeys(config.PUBLIC_URL),
    provider: providerOf(config)?.name ?? null,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const email = textOf(form, 'email')
    const password = passwordOf(form)
    const errors = {
      ...missingEmail(email),
      ...(password === '' ? { password: 'Enter your password.' } : {}),
    }
    if (Object.keys(errors).length > 0) return fail(400, { email, errors, isUnconfirmed: false })
    const answer = await askAuth(event, '/sign-in/email', { email, password })
    if (!answer.ok) {
      const { status, code, errors } = answer
      return fail(status, { email, errors, isUnconfirmed: code === 'EMAIL_NOT_VERIFIED' })
    }
    const next = event.url.searchParams.get('next')
    if (answer.body['twoFactorRedirect'] === true) {
      redirect(
        303,
        next === null ? '/sign-in/code' : `/sign-in/code?next=${encodeURIComponent(next)}`,
      )
    }
    redirect(303, safeRedirect(next))
  },
}

import { fail } from '@sveltejs/kit'
import { passwordLength } from '#lib/account-rules.ts'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { askAuth, missingEmail, passwordOf, textOf, tooShort } from '#lib/server/ask-auth.ts'
import { providerOf } from '#lib/server/auth/provider/settings.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { mailNews } from '#lib/server/mail/news.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => ({
  ...mailNews(event),
  provider: providerOf(getConfig())?.name ?? null,
})

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const name = textOf(form, 'name')
    const email = textOf(form, 'email')
    const password = passwordOf(form)
    const errors = {
      ...(name === '' ? { name: 'Enter your name.' } : {}),
      ...missingEmail(email),
      ...(password.length < passwordLength.min ? tooShort : {}),
    }
    if (Object.keys(errors).length > 0) return fail(400, { name, email, errors })
    const next = event.url.searchParams.get('next')
    const callbackURL = next === null ? null : safeRedirect(next)
    const answer = await askAuth(event, '/sign-up/email', { name, email, password, callbackURL })
    if (!answer.ok) return fail(answer.status, { name, email, errors: answer.errors })
    return { sent: email }
  },
}

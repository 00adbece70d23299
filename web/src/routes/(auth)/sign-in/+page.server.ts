import { fail, redirect } from '@sveltejs/kit'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { askAuth, missingEmail, passwordOf, textOf } from '../ask-auth.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const email = textOf(form, 'email')
    const password = passwordOf(form)
    const errors = {
      ...missingEmail(email),
      ...(password === '' ? { password: 'Enter your password.' } : {}),
    }
    if (Object.keys(errors).length > 0) return fail(400, { email, errors })
    const refused = await askAuth(event, '/sign-in/email', { email, password })
    if (refused !== null) return fail(refused.status, { email, errors: refused.errors })
    redirect(303, safeRedirect(event.url.searchParams.get('next')))
  },
}

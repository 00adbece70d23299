import { fail, redirect } from '@sveltejs/kit'
import { passwordLength } from '#lib/account-rules.ts'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { askAuth, missingEmail, passwordOf, textOf, tooShort } from '../ask-auth.ts'
import type { Actions } from './$types'

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
    const refused = await askAuth(event, '/sign-up/email', { name, email, password })
    if (refused !== null) return fail(refused.status, { name, email, errors: refused.errors })
    redirect(303, safeRedirect(event.url.searchParams.get('next')))
  },
}

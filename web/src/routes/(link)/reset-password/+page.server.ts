import { fail, redirect } from '@sveltejs/kit'
import { passwordLength } from '#lib/account-rules.ts'
import { askAuth, passwordOf, tooShort } from '#lib/server/ask-auth.ts'
import { describeLink, tokenOf } from '#lib/server/link.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  return { works: (await describeLink(event, 'reset-password')) !== null }
}

export const actions: Actions = {
  default: async (event) => {
    const newPassword = passwordOf(await event.request.formData())
    if (newPassword.length < passwordLength.min) return fail(400, { errors: tooShort })
    const answer = await askAuth(event, '/reset-password', { token: tokenOf(event), newPassword })
    if (!answer.ok) return fail(answer.status, { errors: answer.errors })
    // Not signed in by it: whoever has a second factor still has to show it.
    redirect(303, '/sign-in?reason=password-changed')
  },
}

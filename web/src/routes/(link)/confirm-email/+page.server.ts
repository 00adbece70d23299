import { fail, redirect } from '@sveltejs/kit'
import { passwordLength } from '#lib/account-rules.ts'
import { safeRedirect } from '#lib/safe-redirect.ts'
import { askAuth, passwordOf, tooShort } from '#lib/server/ask-auth.ts'
import { describeLink, tokenOf } from '#lib/server/link.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const link = await describeLink(event, 'confirm-email')
  if (!link?.email) return { link: null }
  return { link: { email: link.email, needsPassword: !link.isSignUpBrowser } }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const newPassword = form.has('password') ? passwordOf(form) : null
    if (newPassword !== null && newPassword.length < passwordLength.min) {
      return fail(400, { errors: tooShort })
    }
    const body = { token: tokenOf(event), newPassword }
    const answer = await askAuth(event, '/confirm-email', body)
    if (!answer.ok) return fail(answer.status, { errors: answer.errors })
    redirect(303, safeRedirect(String(answer.body['redirectTo'])))
  },
}

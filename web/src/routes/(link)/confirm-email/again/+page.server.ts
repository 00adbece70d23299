import { fail } from '@sveltejs/kit'
import { askAuth, missingEmail, textOf } from '#lib/server/ask-auth.ts'
import { mailNews } from '#lib/server/mail/news.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = mailNews

export const actions: Actions = {
  default: async (event) => {
    const email = textOf(await event.request.formData(), 'email')
    const errors = missingEmail(email)
    if (Object.keys(errors).length > 0) return fail(400, { email, errors })
    const answer = await askAuth(event, '/send-confirmation', { email })
    if (!answer.ok) return fail(answer.status, { email, errors: answer.errors })
    return { sent: email }
  },
}

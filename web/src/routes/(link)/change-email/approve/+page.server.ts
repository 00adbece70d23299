import { fail } from '@sveltejs/kit'
import { askAuth } from '#lib/server/ask-auth.ts'
import { describeLink, tokenOf } from '#lib/server/link.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const link = await describeLink(event, 'approve-email-change')
  return { newEmail: link?.newEmail ?? null }
}

export const actions: Actions = {
  default: async (event) => {
    const answer = await askAuth(event, '/approve-email-change', { token: tokenOf(event) })
    if (!answer.ok) return fail(answer.status, { errors: answer.errors })
    return { done: true }
  },
}

import { requireUser } from '#lib/server/guard.ts'
import { mailNews } from '#lib/server/mail/news.ts'
import { changeEmail, changePassword } from './security-forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => ({ user: requireUser(event), ...mailNews(event) })

export const actions = {
  changeEmail: (event) => changeEmail(event),
  changePassword: (event) => changePassword(event),
} satisfies Actions

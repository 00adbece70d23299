import { getAuth, getDatabase } from '#lib/server/auth/instance.ts'
import { secondFactorOf } from '#lib/server/auth/second-factor/state.ts'
import { requireUser } from '#lib/server/guard.ts'
import { mailNews } from '#lib/server/mail/news.ts'
import { changeEmail, changePassword } from './security-forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const secondFactor = await secondFactorOf(getAuth(), getDatabase(), user.id)
  return { user, secondFactor, ...mailNews(event) }
}

export const actions = {
  changeEmail: (event) => changeEmail(event),
  changePassword: (event) => changePassword(event),
} satisfies Actions

import { getAuth, getDatabase } from '#lib/server/auth/instance.ts'
import { listPasskeys } from '#lib/server/auth/passkeys/list.ts'
import { secondFactorOf } from '#lib/server/auth/second-factor/state.ts'
import { requireUser } from '#lib/server/guard.ts'
import { mailNews } from '#lib/server/mail/news.ts'
import { changeEmail, changePassword } from './security-forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const db = getDatabase()
  const [secondFactor, passkeys] = await Promise.all([
    secondFactorOf(getAuth(), db, user.id),
    listPasskeys(db, user.id),
  ])
  return { user, secondFactor, passkeys: passkeys.length, ...mailNews(event) }
}

export const actions = {
  changeEmail: (event) => changeEmail(event),
  changePassword: (event) => changePassword(event),
} satisfies Actions

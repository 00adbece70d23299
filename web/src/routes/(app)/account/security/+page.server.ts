import { getAuth, getDatabase } from '#lib/server/auth/instance.ts'
import { listPasskeys } from '#lib/server/auth/passkeys/list.ts'
import { isLinked } from '#lib/server/auth/provider/link.ts'
import { providerOf } from '#lib/server/auth/provider/settings.ts'
import { secondFactorOf } from '#lib/server/auth/second-factor/state.ts'
import { hasPassword } from '#lib/server/auth/ways-in.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { requireUser } from '#lib/server/guard.ts'
import { mailNews } from '#lib/server/mail/news.ts'
import { changeEmail, changePassword, choosePassword } from './security-forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const db = getDatabase()
  const [secondFactor, passkeys, withPassword] = await Promise.all([
    secondFactorOf(getAuth(), db, user.id),
    listPasskeys(db, user.id),
    hasPassword(db, user.id),
  ])
  const settings = providerOf(getConfig())
  const provider = settings && {
    name: settings.name,
    linked: await isLinked(db, user.id, settings.issuer),
  }
  const counted = { secondFactor, passkeys: passkeys.length, withPassword, provider }
  return { user, ...counted, ...mailNews(event) }
}

export const actions = {
  changeEmail: (event) => changeEmail(event),
  changePassword: (event) => changePassword(event),
  choosePassword: (event) => choosePassword(event),
} satisfies Actions

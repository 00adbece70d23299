import { error, fail } from '@sveltejs/kit'
import { askAuth } from '#lib/server/ask-auth.ts'
import { getDatabase } from '#lib/server/auth/instance.ts'
import { isLinked } from '#lib/server/auth/provider/link.ts'
import { providerOf } from '#lib/server/auth/provider/settings.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { requireUser } from '#lib/server/guard.ts'
import { prove, proofOf } from '../../../proof.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const settings = providerOf(getConfig())
  if (settings === null) error(404, 'There is no sign-in provider here.')
  return {
    user,
    provider: settings.name,
    linked: await isLinked(getDatabase(), user.id, settings.issuer),
    proof: await proofOf(event),
  }
}

export const actions: Actions = {
  prove: (event) => prove(event),

  /** Where to go on: the page leads there, since no form may. */
  link: async (event) => {
    requireUser(event)
    const answer = await askAuth(event, '/provider/begin-link', {})
    if (answer.ok) return { goOnAt: String(answer.body['url']) }
    return fail(answer.status, { message: answer.errors.form ?? '' })
  },

  unlink: async (event) => {
    requireUser(event)
    const answer = await askAuth(event, '/provider/unlink', {})
    if (answer.ok) return { unlinked: true }
    return fail(answer.status, { message: answer.errors.form ?? '' })
  },
}

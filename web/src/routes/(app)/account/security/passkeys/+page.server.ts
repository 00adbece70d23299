import { fail } from '@sveltejs/kit'
import { askAuth, textOf } from '#lib/server/ask-auth.ts'
import { getDatabase } from '#lib/server/auth/instance.ts'
import { listPasskeys } from '#lib/server/auth/passkeys/list.ts'
import { canHavePasskeys } from '#lib/server/auth/passkeys/relying-party.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { requireUser } from '#lib/server/guard.ts'
import { prove, proofOf } from '../../../proof.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const listed = await listPasskeys(getDatabase(), user.id)
  const passkeys = listed.map(({ createdAt, lastUsedAt, ...passkey }) => ({
    ...passkey,
    addedAt: createdAt.toISOString(),
    usedAt: lastUsedAt?.toISOString() ?? null,
  }))
  const isPossible = canHavePasskeys(getConfig().PUBLIC_URL)
  return { user, passkeys, proof: await proofOf(event), isPossible }
}

export const actions: Actions = {
  /** What adds or removes a passkey asks for this first. */
  prove: (event) => prove(event),

  rename: async (event) => {
    requireUser(event)
    const form = await event.request.formData()
    const [id, name] = [textOf(form, 'id'), textOf(form, 'name')]
    const refused = (status: number, message: string) => fail(status, { changed: { id, message } })
    if (name === '') return refused(400, 'Enter a name.')
    const answer = await askAuth(event, '/passkey/rename', { id, name })
    if (answer.ok) return { message: 'The passkey is renamed.' }
    return refused(answer.status, answer.errors.name ?? answer.errors.form ?? '')
  },

  remove: async (event) => {
    requireUser(event)
    const id = textOf(await event.request.formData(), 'id')
    const answer = await askAuth(event, '/passkey/remove', { id })
    if (answer.ok) return { message: 'The passkey is removed. Delete it from the device as well.' }
    return fail(answer.status, { changed: { id, message: answer.errors.form ?? '' } })
  },
}

import { fail } from '@sveltejs/kit'
import { mostPrograms } from '#lib/account/programs.ts'
import { getDatabase, tellApiSoon } from '#lib/server/auth/instance.ts'
import { requireUser } from '#lib/server/guard.ts'
import { createProgram, listPrograms, revokeProgram } from '#lib/server/programs/grants.ts'
import { note, proofErrors } from '#lib/server/programs/page-form.ts'
import { hasPassword } from '#lib/server/programs/proof.ts'
import { programOf } from './program-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const [listed, asksPassword] = await Promise.all([
    listPrograms(getDatabase(), user.id),
    hasPassword(getDatabase(), user.id),
  ])
  return {
    asksPassword,
    programs: listed.map(({ createdAt, expiresAt, lastUsedAt, ...program }) => ({
      ...program,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  }
}

export const actions: Actions = {
  create: async (event) => {
    const user = requireUser(event)
    const { typed, wanted, password, errors } = programOf(await event.request.formData())
    if (wanted === null) return fail(400, { typed, errors })
    const refused = await proofErrors(event, password, 'program-token-made')
    if (refused !== null) return fail(403, { typed, errors: refused })
    const created = await createProgram(getDatabase(), {
      ...wanted,
      userId: user.id,
      kind: 'token',
    })
    if (created === null) {
      const form = `You have ${mostPrograms} programs, which is as many as there can be. Take one back first.`
      return fail(409, { typed, errors: { form } })
    }
    await note(event, 'program-token-made')
    return { created: { name: wanted.name, secret: created.secret } }
  },
  /** One that has ended, or is somebody else's, gets the same answer. */
  revoke: async (event) => {
    const user = requireUser(event)
    const id = (await event.request.formData()).get('id')
    const ended = typeof id === 'string' && (await revokeProgram(getDatabase(), user.id, id))
    if (!ended) return fail(404, { message: 'This program had no access any more.' })
    tellApiSoon()
    await note(event, 'program-revoked')
    return { message: 'The access is taken back.' }
  },
}

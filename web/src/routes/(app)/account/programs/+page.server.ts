import { fail } from '@sveltejs/kit'
import { mostPrograms } from '#lib/account/programs.ts'
import { record } from '#lib/server/account/record.ts'
import { getDatabase, tellApiSoon } from '#lib/server/auth/instance.ts'
import { requireUser } from '#lib/server/guard.ts'
import { createProgram, listPrograms, revokeProgram } from '#lib/server/programs/grants.ts'
import { judgeProof, proofOf } from '../../proof.ts'
import { programOf } from './program-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const [listed, proof] = await Promise.all([listPrograms(getDatabase(), user.id), proofOf(event)])
  return {
    user,
    proof,
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
    const form = await event.request.formData()
    const { typed, wanted, errors } = programOf(form)
    if (wanted === null) return fail(400, { typed, errors })
    const refused = await judgeProof(event, form)
    if (refused !== null) return fail(refused.status, { typed, errors: refused.errors })
    const created = await createProgram(getDatabase(), {
      ...wanted,
      userId: user.id,
      kind: 'token',
    })
    if (created === null) {
      const full = `You have ${mostPrograms} programs, which is as many as there can be. Take one back first.`
      return fail(409, { typed, errors: { form: full } })
    }
    await record(event, 'program-token-made')
    return { created: { name: wanted.name, secret: created.secret } }
  },
  /** One that has ended, or is somebody else's, gets the same answer. */
  revoke: async (event) => {
    const user = requireUser(event)
    const id = (await event.request.formData()).get('id')
    const ended = typeof id === 'string' && (await revokeProgram(getDatabase(), user.id, id))
    if (!ended) return fail(404, { message: 'This program had no access any more.' })
    tellApiSoon()
    await record(event, 'program-revoked')
    return { message: 'The access is taken back.' }
  },
}

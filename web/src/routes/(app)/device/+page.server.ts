import { fail, type RequestEvent } from '@sveltejs/kit'
import { lifetimeFrom, mostPrograms } from '#lib/account/programs.ts'
import { clientAt } from '#lib/server/account/client.ts'
import { record } from '#lib/server/account/record.ts'
import { deviceOf } from '#lib/server/account/device.ts'
import { textOf } from '#lib/server/ask-auth.ts'
import { getDatabase } from '#lib/server/auth/instance.ts'
import { getConfig } from '#lib/server/config/current.ts'
import { requireUser } from '#lib/server/guard.ts'
import { findRequest, judgeRequest } from '#lib/server/programs/device-requests.ts'
import { listPrograms } from '#lib/server/programs/grants.ts'
import { sender, spend } from '#lib/server/programs/limits.ts'
import { userCodeFrom } from '#lib/server/programs/user-code.ts'
import { judgeProof, proofOf, type ProofErrors } from '../proof.ts'
import type { Actions, PageServerLoad } from './$types'

/** Only what is typed or opened: nothing is looked up before somebody presses a button. */
export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const typed = event.url.searchParams.get('user_code') ?? ''
  return {
    user,
    code: userCodeFrom(typed) ?? '',
    proof: await proofOf(event),
  }
}

export const actions: Actions = {
  look: async (event) => {
    const { code, request, refusal } = await requested(event, await event.request.formData())
    return request === null ? refusal : { code, request }
  },
  approve: async (event) => {
    const user = requireUser(event)
    const form = await event.request.formData()
    const { code, request, refusal } = await requested(event, form)
    if (request === null) return refusal
    const again = (status: number, errors: ProofErrors) => fail(status, { code, request, errors })
    const days = lifetimeFrom(textOf(form, 'days'))
    if (days === null) return again(400, { form: 'Choose for how long.' })
    const refused = await judgeProof(event, form)
    if (refused !== null) return again(refused.status, refused.errors)
    if ((await listPrograms(room().db, user.id)).length >= mostPrograms) {
      const full = `You have ${mostPrograms} programs, which is as many as there can be. Take one back first.`
      return again(409, { form: full })
    }
    const judged = await judgeRequest(room(), code, { userId: user.id, days })
    if (!judged) return gone(code)
    await record(event, 'program-let-in')
    return { done: 'approved' as const, name: request.name }
  },
  deny: async (event) => {
    const { code, request, refusal } = await requested(event, await event.request.formData())
    if (request === null) return refusal
    if (!(await judgeRequest(room(), code, 'denied'))) return gone(code)
    await record(event, 'program-turned-away')
    return { done: 'denied' as const, name: request.name }
  },
}

const room = () => ({ db: getDatabase(), config: getConfig() })

const PER_PERSON = 30
const WINDOW_SECONDS = 10 * 60

/** What waits under the code of the form; every look counts, so that nobody tries them all. */
async function requested(event: RequestEvent, form: FormData) {
  const user = requireUser(event)
  const typed = textOf(form, 'user_code').slice(0, 20)
  const { ipAddress } = clientAt(event.getClientAddress(), null)
  const { db, config } = room()
  const wait = await spend(db, [
    { what: 'code', whom: user.id, max: PER_PERSON, window: WINDOW_SECONDS },
    { what: 'code', whom: sender(ipAddress), max: config.AUTH_ATTEMPTS_PER_MINUTE },
  ])
  const nothing = { code: '', request: null }
  if (wait !== null) {
    const errors = { userCode: 'Too many codes. Please try again in ten minutes.' }
    return { ...nothing, refusal: fail(429, { code: typed, errors }) }
  }
  const code = userCodeFrom(typed)
  const found = code === null ? null : await findRequest(room(), code)
  if (code === null || found === null) return { ...nothing, refusal: gone(typed) }
  const { clientId, scopes, ipAddress: from, userAgent, createdAt } = found
  const request = {
    name: clientId,
    scopes,
    ipAddress: from,
    device: deviceOf(userAgent),
    askedAt: createdAt.toISOString(),
  }
  return { code, request, refusal: undefined }
}

/** Mistyped, judged, too old, never given out: nobody is told which. */
function gone(code: string) {
  const errors = {
    userCode: 'Nothing waits under this code. Check it, or begin again on the device.',
  }
  return fail(404, { code, errors })
}

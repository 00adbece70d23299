import { fail } from '@sveltejs/kit'
import { askAuth, passwordOf, textOf, type FieldErrors } from '#lib/server/ask-auth.ts'
import { getAuth, getDatabase } from '#lib/server/auth/instance.ts'
import { secondFactorOf, unusedRecoveryCodes } from '#lib/server/auth/second-factor/state.ts'
import { hasPassword } from '#lib/server/auth/ways-in.ts'
import { requireUser } from '#lib/server/guard.ts'
import { setUpFromKey, setUpFromUri } from './set-up.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const [auth, db] = [getAuth(), getDatabase()]
  const secondFactor = await secondFactorOf(auth, db, user.id)
  return { user, secondFactor, withPassword: await hasPassword(db, user.id) }
}

export const actions: Actions = {
  start: async (event) => {
    requireUser(event)
    const password = passwordOf(await event.request.formData())
    const errors = missing({ password })
    if (errors) return fail(400, { start: errors })
    const answer = await askAuth(event, '/two-factor/enable', { password })
    if (!answer.ok) return fail(answer.status, { start: told(answer.errors) })
    return { setUp: setUpFromUri(String(answer.body['totpURI'])) }
  },

  confirm: async (event) => {
    const user = requireUser(event)
    const form = await event.request.formData()
    const code = textOf(form, 'code')
    // As the form before has shown it: there is no other way to read it out again.
    const setUp = setUpFromKey(textOf(form, 'key'), user.email)
    const errors = missing({ code })
    if (errors) return fail(400, { setUp, confirm: errors })
    const answer = await askAuth(event, '/two-factor/verify-totp', { code })
    if (!answer.ok) return fail(answer.status, { setUp, confirm: answer.errors })
    return { codes: await unusedRecoveryCodes(getAuth(), getDatabase(), user.id) }
  },

  newCodes: async (event) => {
    requireUser(event)
    const { password, code, errors } = proofIn(await event.request.formData())
    if (errors) return fail(400, { newCodes: errors })
    const path = '/two-factor/generate-backup-codes'
    const answer = await askAuth(event, path, { password, code })
    if (!answer.ok) return fail(answer.status, { newCodes: told(answer.errors) })
    return { codes: answer.body['backupCodes'] as string[] }
  },

  off: async (event) => {
    requireUser(event)
    const { password, code, errors } = proofIn(await event.request.formData())
    if (errors) return fail(400, { off: errors })
    const answer = await askAuth(event, '/two-factor/disable', { password, code })
    if (!answer.ok) return fail(answer.status, { off: told(answer.errors) })
    return { isOff: true }
  },
}

/** What weakens the account asks for both factors. */
function proofIn(form: FormData) {
  const [password, code] = [passwordOf(form), textOf(form, 'code')]
  return { password, code, errors: missing({ password, code }) }
}

function missing(given: { password?: string; code?: string }): FieldErrors | null {
  const errors: FieldErrors = {
    ...(given.password === '' && { password: 'Enter your password.' }),
    ...(given.code === '' && { code: 'Enter the code.' }),
  }
  return Object.keys(errors).length > 0 ? errors : null
}

/** The one password of these forms is the current one. */
function told({ currentPassword, ...errors }: FieldErrors): FieldErrors {
  return currentPassword === undefined ? errors : { ...errors, password: currentPassword }
}

// Proving once more who one is, on the pages that ask for it.
import { fail, type RequestEvent } from '@sveltejs/kit'
import { askAuth, passwordOf, textOf, type FieldErrors } from '#lib/server/ask-auth.ts'
import { getAuth, getDatabase } from '#lib/server/auth/instance.ts'
import { listPasskeys } from '#lib/server/auth/passkeys/list.ts'
import { isProven } from '#lib/server/auth/proof/proof.ts'
import { secondFactorOf } from '#lib/server/auth/second-factor/state.ts'
import { hasPassword } from '#lib/server/auth/ways-in.ts'
import { requireUser } from '#lib/server/guard.ts'

/** Whether it has been done, and what there is to do it with. */
export async function proofOf(event: RequestEvent) {
  const { id } = requireUser(event)
  const db = getDatabase()
  const [proven, withPassword, { on: withCode }, passkeys] = await Promise.all([
    isProven(db, event.locals.session?.id ?? ''),
    hasPassword(db, id),
    secondFactorOf(getAuth(), db, id),
    listPasskeys(db, id),
  ])
  return { proven, withPassword, withCode, withPasskey: passkeys.length > 0 }
}

export async function prove(event: RequestEvent) {
  requireUser(event)
  const form = await event.request.formData()
  const [password, code] = [passwordOf(form), textOf(form, 'code')]
  const errors: FieldErrors = {
    ...(password === '' && { password: 'Enter your password.' }),
    ...(form.has('code') && code === '' && { code: 'Enter the code.' }),
  }
  if (Object.keys(errors).length > 0) return fail(400, { prove: errors })
  const answer = await askAuth(event, '/prove-by-password', { password, code })
  if (answer.ok) return { proven: true }
  const { currentPassword, ...rest } = answer.errors
  const told = currentPassword === undefined ? rest : { ...rest, password: currentPassword }
  return fail(answer.status, { prove: told })
}

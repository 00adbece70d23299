// Proving once more who one is, on the pages that ask for it.
import { fail, type RequestEvent } from '@sveltejs/kit'
import { askAuth, passwordOf, textOf } from '#lib/server/ask-auth.ts'
import { getAuth, getDatabase } from '#lib/server/auth/instance.ts'
import { listPasskeys } from '#lib/server/auth/passkeys/list.ts'
import { isProven } from '#lib/server/auth/proof/proof.ts'
import { secondFactorOf } from '#lib/server/auth/second-factor/state.ts'
import { hasPassword } from '#lib/server/auth/ways-in.ts'
import { requireUser } from '#lib/server/guard.ts'

/** What is wrong with each field, and with the form as a whole. */
export interface ProofErrors {
  password?: string
  code?: string
  form?: string
}

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

export type Proof = Awaited<ReturnType<typeof proofOf>>

/** By the fields of a form, unless it was done a moment ago. @returns null when it is them */
export async function judgeProof(
  event: RequestEvent,
  form: FormData,
): Promise<{ status: number; errors: ProofErrors } | null> {
  const { proven, withPassword, withCode } = await proofOf(event)
  if (proven) return null
  if (!withPassword) {
    return { status: 403, errors: { form: 'Confirm first that it is you, with a passkey.' } }
  }
  const [password, code] = [passwordOf(form), textOf(form, 'code')]
  const missing: ProofErrors = {
    ...(password === '' && { password: 'Enter your password.' }),
    ...(withCode && code === '' && { code: 'Enter the code.' }),
  }
  if (Object.keys(missing).length > 0) return { status: 400, errors: missing }
  const answer = await askAuth(event, '/prove-by-password', { password, code })
  if (answer.ok) return null
  const { currentPassword, ...rest } = answer.errors
  const errors = { ...rest, ...(currentPassword !== undefined && { password: currentPassword }) }
  return { status: answer.status, errors }
}

/** Of a form for nothing else. */
export async function prove(event: RequestEvent) {
  const refused = await judgeProof(event, await event.request.formData())
  return refused === null ? { proven: true } : fail(refused.status, { prove: refused.errors })
}

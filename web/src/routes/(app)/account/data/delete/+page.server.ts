import { fail, redirect } from '@sveltejs/kit'
import { askAuth, passwordOf, textOf, type FieldErrors } from '#lib/server/ask-auth.ts'
import { requireUser } from '#lib/server/guard.ts'
import { proofOf } from '../../../proof.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const user = requireUser(event)
  const proof = await proofOf(event)
  // A password is asked for each time: nobody can undo this.
  return {
    user,
    proof: proof.withPassword ? { ...proof, proven: false, withPasskey: false } : proof,
  }
}

export const actions: Actions = {
  default: async (event) => {
    requireUser(event)
    const form = await event.request.formData()
    const [email, password, code] = [textOf(form, 'email'), passwordOf(form), textOf(form, 'code')]
    const { withPassword, withCode } = await proofOf(event)
    const errors: FieldErrors = {
      ...(email === '' && { email: 'Enter your e-mail address.' }),
      ...(withPassword && password === '' && { password: 'Enter your password.' }),
      ...(withPassword && withCode && code === '' && { code: 'Enter the code.' }),
    }
    if (Object.keys(errors).length > 0) return fail(400, { email, errors })
    const answer = await askAuth(event, '/delete-account', { email, password, code })
    if (answer.ok) redirect(303, '/sign-in?reason=deleted')
    const { currentPassword, ...told } = answer.errors
    return fail(answer.status, {
      email,
      // The one password of this form is the current one.
      errors: { ...told, ...(currentPassword !== undefined && { password: currentPassword }) },
    })
  },
}

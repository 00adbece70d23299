import { fail } from '@sveltejs/kit'
import { passwordLength } from '#lib/account-rules.ts'
import { requireUser } from '#lib/server/guard.ts'
import { askAuth, passwordOf } from '../../../(auth)/ask-auth.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => ({ user: requireUser(event) })

type PasswordErrors = {
  currentPassword?: string
  newPassword?: string
  confirmation?: string
  form?: string
}

export const actions: Actions = {
  /** Through the endpoint, where the rate limit is. It ends all other sessions. */
  changePassword: async (event) => {
    requireUser(event)
    const form = await event.request.formData()
    const currentPassword = passwordOf(form, 'currentPassword')
    const newPassword = passwordOf(form, 'newPassword')
    const errors: PasswordErrors = {}
    if (currentPassword === '') errors.currentPassword = 'Enter your current password.'
    if (newPassword.length < passwordLength.min) {
      errors.newPassword = `Use at least ${passwordLength.min} characters.`
    } else if (newPassword === currentPassword) {
      errors.newPassword = 'This is the password you have now.'
    } else if (newPassword !== passwordOf(form, 'confirmation')) {
      errors.confirmation = 'This is not the same as the new password.'
    }
    if (Object.keys(errors).length > 0) return fail(400, { errors })
    const refused = await askAuth(event, '/change-password', { currentPassword, newPassword })
    if (refused === null) return { changed: true }
    const { password, ...rest } = refused.errors
    const told: PasswordErrors = {
      ...rest,
      ...(password !== undefined && { newPassword: password }),
    }
    return fail(refused.status, { errors: told })
  },
}

// What the forms of the security page do, through the endpoints, where the rate limit is.
import { fail, type RequestEvent } from '@sveltejs/kit'
import { passwordLength } from '#lib/account-rules.ts'
import { askAuth, missingEmail, passwordOf, textOf } from '#lib/server/ask-auth.ts'
import { requireUser } from '#lib/server/guard.ts'

type EmailErrors = { newEmail?: string; form?: string }
type PasswordErrors = {
  currentPassword?: string
  newPassword?: string
  confirmation?: string
  form?: string
}

/** Begins it; the mails do the rest. */
export async function changeEmail(event: RequestEvent) {
  requireUser(event)
  const newEmail = textOf(await event.request.formData(), 'newEmail')
  const refused = (status: number, errors: EmailErrors) =>
    fail(status, { email: { newEmail, errors } })
  const { email: missing } = missingEmail(newEmail)
  if (missing !== undefined) return refused(400, { newEmail: missing })
  const answer = await askAuth(event, '/request-email-change', { newEmail })
  if (answer.ok) return { emailSent: newEmail }
  const { email: told, ...rest } = answer.errors
  return refused(answer.status, { ...rest, ...(told !== undefined && { newEmail: told }) })
}

/** It ends all other sessions. */
export async function changePassword(event: RequestEvent) {
  requireUser(event)
  const form = await event.request.formData()
  const currentPassword = passwordOf(form, 'currentPassword')
  const newPassword = passwordOf(form, 'newPassword')
  const refused = (status: number, errors: PasswordErrors) => fail(status, { password: errors })
  const errors: PasswordErrors = {}
  if (currentPassword === '') errors.currentPassword = 'Enter your current password.'
  if (newPassword.length < passwordLength.min) {
    errors.newPassword = `Use at least ${passwordLength.min} characters.`
  } else if (newPassword === currentPassword) {
    errors.newPassword = 'This is the password you have now.'
  } else if (newPassword !== passwordOf(form, 'confirmation')) {
    errors.confirmation = 'This is not the same as the new password.'
  }
  if (Object.keys(errors).length > 0) return refused(400, errors)
  const answer = await askAuth(event, '/change-password', { currentPassword, newPassword })
  if (answer.ok) return { passwordChanged: true }
  const { password: told, ...rest } = answer.errors
  return refused(answer.status, { ...rest, ...(told !== undefined && { newPassword: told }) })
}

/** For an account without one: by a link, like one that was forgotten. */
export async function choosePassword(event: RequestEvent) {
  const { email } = requireUser(event)
  const answer = await askAuth(event, '/request-password-reset', { email })
  if (answer.ok) return { linkSent: true }
  const errors: PasswordErrors = { form: answer.errors.form ?? '' }
  return fail(answer.status, { password: errors })
}

// Sends a form to the authentication endpoint, where the rate limit is, and puts a refusal in words.
import { nameLength, passwordLength } from '#lib/account-rules.ts'
import type { RequestEvent } from '@sveltejs/kit'

export type FieldErrors = {
  name?: string
  email?: string
  password?: string
  currentPassword?: string
  form?: string
}

export type Refused = { status: number; errors: FieldErrors }

export const tooShort: FieldErrors = {
  password: `Use at least ${passwordLength.min} characters.`,
}

const refusals: Record<string, FieldErrors> = {
  INVALID_EMAIL_OR_PASSWORD: { password: 'This e-mail address and password do not match.' },
  INVALID_EMAIL: { email: 'Enter an e-mail address like name@example.com.' },
  INVALID_NAME: { name: `Use at most ${nameLength.max} characters, and only letters and signs.` },
  INVALID_PASSWORD: { currentPassword: 'This is not your current password.' },
  PASSWORD_TOO_SHORT: tooShort,
  PASSWORD_TOO_LONG: { password: `Use at most ${passwordLength.max} characters.` },
  USER_ALREADY_EXISTS: { email: 'There is already an account with this e-mail address.' },
}
const taken = 'USER_ALREADY_EXISTS'

/** @returns null when the person is signed in now; the cookies travel with `event` */
export async function askAuth(
  event: RequestEvent,
  path: '/sign-in/email' | '/sign-up/email' | '/change-password',
  body: Record<string, string>,
): Promise<Refused | null> {
  let response: Response
  try {
    response = await event.fetch(`/api/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: event.url.origin,
        // For the list of sessions: it is the browser that signs in, and not this server.
        'user-agent': event.request.headers.get('user-agent') ?? '',
      },
      body: JSON.stringify(body),
    })
  } catch {
    return unavailable
  }
  if (response.ok) return null
  if (response.status === 429) return { status: 429, errors: { form: tooMany(response) } }
  if (response.status >= 500) return unavailable
  const errors = refusals[await codeOf(response)]
  return {
    status: response.status,
    errors: errors ?? { form: 'This did not work. Check what you entered and try again.' },
  }
}

const unavailable: Refused = {
  status: 503,
  errors: { form: 'The server cannot do this just now. Please try again in a moment.' },
}

async function codeOf(response: Response): Promise<string> {
  try {
    const { code = '' } = (await response.json()) as { code?: string }
    return code.startsWith(taken) ? taken : code
  } catch {
    return ''
  }
}

function tooMany(response: Response): string {
  const seconds = Number(
    response.headers.get('x-retry-after') ?? response.headers.get('retry-after') ?? Number.NaN,
  )
  const when = Number.isFinite(seconds) ? `in ${String(Math.ceil(seconds))} seconds` : 'in a minute'
  return `Too many attempts. Please try again ${when}.`
}

/** A text field of a form, as typed but for surrounding blanks. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** The password exactly as typed. */
export function passwordOf(form: FormData, name = 'password'): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function missingEmail(email: string): FieldErrors {
  if (email === '') return { email: 'Enter your e-mail address.' }
  if (!/^\S+@\S+\.\S+$/.test(email)) return refusals['INVALID_EMAIL'] ?? {}
  return {}
}

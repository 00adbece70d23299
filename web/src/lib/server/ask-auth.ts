// Sends a form to the authentication endpoint, where the rate limit is, and puts a refusal in words.
import { nameLength, passwordLength } from '#lib/account-rules.ts'
import type { RequestEvent } from '@sveltejs/kit'

type Field = 'name' | 'email' | 'newEmail' | 'password' | 'currentPassword' | 'code' | 'form'
export type FieldErrors = Partial<Record<Field, string>> & {
  /** The page's link was used or came of age while the page stood open. */
  link?: 'gone'
}

export type Answered = { ok: true; body: Record<string, unknown> }
export type Refused = { ok: false; status: number; code: string; errors: FieldErrors }

export const tooShort: FieldErrors = {
  password: `Use at least ${passwordLength.min} characters.`,
}
const noEmail: FieldErrors = { email: 'Enter an e-mail address like name@example.com.' }

// The same for both: nobody is told that a code was right, but too late.
const wrongCode: FieldErrors = { code: 'This code is wrong, or it has been used already.' }

const refusals: Record<string, FieldErrors> = {
  INVALID_EMAIL_OR_PASSWORD: { password: 'This e-mail address and password do not match.' },
  INVALID_EMAIL: noEmail,
  VALIDATION_ERROR: noEmail,
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: wrongCode,
  INVALID_NAME: { name: `Use at most ${nameLength.max} characters, and only letters and signs.` },
  INVALID_PASSWORD: { currentPassword: 'This is not your current password.' },
  PASSWORD_COMPROMISED: {
    password: 'This password is in lists of stolen ones. Choose another one.',
  },
  PASSWORD_TOO_SHORT: tooShort,
  PASSWORD_TOO_LONG: { password: `Use at most ${passwordLength.max} characters.` },
  EMAIL_NOT_VERIFIED: {
    form: 'Your e-mail address is not confirmed yet. Open the link that we mailed you.',
  },
  INVALID_LINK: { link: 'gone' },
  INVALID_TOKEN: { link: 'gone' },
  PASSKEY_REFUSED: { form: 'This passkey was not accepted.' },
  PROOF_REQUIRED: { form: 'Confirm once more that it is you.' },
  PROVIDER_DOWN: {
    form: 'The sign-in provider does not answer just now. Please try again in a moment.',
  },
  PROVIDER_NOT_LINKED: { form: 'Your account is disconnected from it already.' },
  LAST_WAY_IN: { form: 'Without it you could not sign in any more. Choose a password first.' },
  NO_SUCH_PASSKEY: { form: 'This passkey has been removed already.' },
  OTHER_EMAIL: { email: 'This is not the e-mail address of this account.' },
  ACCOUNT_BEING_DELETED: {
    form: 'This account is being deleted, as you asked. Nobody can sign in to it any more.',
  },
  SAME_EMAIL: { newEmail: 'This is your e-mail address already.' },
}

/** The cookies of the answer travel with `event`. */
export async function askAuth(
  event: RequestEvent,
  path: `/${string}`,
  body: Record<string, string | null>,
): Promise<Answered | Refused> {
  const given = Object.entries(body).filter(([, value]) => value !== null)
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
      body: JSON.stringify(Object.fromEntries(given)),
    })
  } catch {
    return unavailable
  }
  if (response.status >= 500) return unavailable
  const answer = await bodyOf(response)
  if (response.ok) return { ok: true, body: answer }
  const code = typeof answer['code'] === 'string' ? answer['code'] : ''
  if (response.status === 429) {
    return { ok: false, status: 429, code, errors: { form: tooMany(response, code) } }
  }
  return {
    ok: false,
    status: response.status,
    code,
    errors: refusals[code] ?? {
      form: 'This did not work. Check what you entered and try again.',
    },
  }
}

const unavailable: Refused = {
  ok: false,
  status: 503,
  code: '',
  errors: { form: 'The server cannot do this just now. Please try again in a moment.' },
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>
  } catch {
    return {}
  }
}

function tooMany(response: Response, code: string): string {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') {
    return 'Too many wrong codes. Please try again in a quarter of an hour.'
  }
  const seconds = Number(response.headers.get('retry-after') ?? 60)
  const when =
    seconds < 90 ? `${String(seconds)} seconds` : `${String(Math.ceil(seconds / 60))} minutes`
  return `Too many attempts. Please try again in ${when}.`
}

/** A text field of a form, as typed but for surrounding blanks. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A password exactly as typed. */
export function passwordOf(form: FormData, name = 'password'): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function missingEmail(email: string): FieldErrors {
  if (email === '') return { email: 'Enter your e-mail address.' }
  return /^\S+@\S+\.\S+$/.test(email) ? {} : noEmail
}

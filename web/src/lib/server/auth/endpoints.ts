// What of Better Auth the outside may call. Everything else it brings answers 404: no page of ours
// uses it, so nobody watches it. A new page adds its endpoint here.

const endpoints: Record<string, string> = {
  '/api/auth/sign-up/email': 'POST',
  '/api/auth/sign-in/email': 'POST',
  '/api/auth/sign-out': 'POST',
  '/api/auth/send-confirmation': 'POST',
  '/api/auth/confirm-email': 'POST',
  '/api/auth/request-password-reset': 'POST',
  '/api/auth/reset-password': 'POST',
  '/api/auth/change-password': 'POST',
  '/api/auth/request-email-change': 'POST',
  '/api/auth/approve-email-change': 'POST',
  '/api/auth/complete-email-change': 'POST',
  '/api/auth/delete-account': 'POST',
  '/api/auth/two-factor/enable': 'POST',
  '/api/auth/two-factor/disable': 'POST',
  '/api/auth/two-factor/generate-backup-codes': 'POST',
  '/api/auth/two-factor/verify-totp': 'POST',
  '/api/auth/two-factor/verify-backup-code': 'POST',
  '/api/auth/prove-by-password': 'POST',
  '/api/auth/passkey/begin-sign-in': 'POST',
  '/api/auth/passkey/sign-in': 'POST',
  '/api/auth/passkey/begin-proof': 'POST',
  '/api/auth/passkey/prove': 'POST',
  '/api/auth/passkey/begin-adding': 'POST',
  '/api/auth/passkey/add': 'POST',
  '/api/auth/passkey/rename': 'POST',
  '/api/auth/passkey/remove': 'POST',
  '/api/auth/provider/begin': 'POST',
  '/api/auth/provider/begin-link': 'POST',
  '/api/auth/provider/finish': 'POST',
  '/api/auth/provider/unlink': 'POST',
  '/api/auth/get-session': 'GET',
  '/api/auth/token': 'GET',
  '/api/auth/jwks': 'GET',
  '/api/auth/ok': 'GET',
}

/** The exact path or nothing: `//`, a trailing slash and escapes are other paths. */
export function allowedMethod(pathname: string): string | undefined {
  return Object.hasOwn(endpoints, pathname) ? endpoints[pathname] : undefined
}

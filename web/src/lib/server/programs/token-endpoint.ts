// POST /api/oauth/token: a program's secret, or its device code, becomes an access token.
import { everyScope, scopesFrom, type ProgramScope } from '../../account/programs.ts'
import { signAccessToken, type TokenRoom } from './access-tokens.ts'
import { redeem } from './device-requests.ts'
import { useProgram, type Grant } from './grants.ts'
import { sender, spend } from './limits.ts'
import { OAuthError, answerOAuth, type OAuthForm } from './oauth-form.ts'

export interface Asking extends TokenRoom {
  form: OAuthForm
  /** Where from, as it is shown to people. */
  address: string | null
}

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'
const JWT = 'urn:ietf:params:oauth:token-type:jwt'

/** All programs of one address together, and each by itself; tokens are good for five minutes. */
const PER_ADDRESS = 600
const PER_SECRET = 60

/** @throws OAuthError */
export async function answerToken(asking: Asking): Promise<Response> {
  const { db, form, address } = asking
  await limited(db, [{ what: 'program', whom: sender(address), max: PER_ADDRESS }])
  switch (form.required('grant_type')) {
    case TOKEN_EXCHANGE:
      return exchange(asking)
    case 'refresh_token':
      return refresh(asking)
    case DEVICE_CODE:
      return answerDevice(asking)
    default:
      throw new OAuthError('unsupported_grant_type')
  }
}

/** RFC 8693 §2. */
async function exchange(asking: Asking): Promise<Response> {
  const { form, config } = asking
  const secret = form.required('subject_token')
  if (form.required('subject_token_type') !== ACCESS_TOKEN) throw new OAuthError('invalid_request')
  const wanted = form.optional('requested_token_type') ?? ACCESS_TOKEN
  if (wanted !== ACCESS_TOKEN && wanted !== JWT) throw new OAuthError('invalid_request')
  // Nobody acts for somebody else here (§2.1).
  if (form.optional('actor_token') !== null) throw new OAuthError('invalid_request')
  const audience = form.optional('audience') ?? config.JWT_AUDIENCE
  if (audience !== config.JWT_AUDIENCE || form.optional('resource') !== null) {
    throw new OAuthError('invalid_target')
  }
  const answer = await tokenFor(asking, secret)
  return answerOAuth({ ...answer, issued_token_type: wanted })
}

/** RFC 6749 §6, for the OAuth clients that everybody has. */
async function refresh(asking: Asking): Promise<Response> {
  return answerOAuth(await tokenFor(asking, asking.form.required('refresh_token')))
}

/** RFC 8628 §3.4. The secret of the program is its refresh token, and this is the one time it is told. */
async function answerDevice(asking: Asking): Promise<Response> {
  const { db, form } = asking
  const clientId = form.required('client_id')
  const deviceCode = form.required('device_code')
  const redeemed = await redeem(db, { deviceCode, clientId })
  if (typeof redeemed === 'string') throw new OAuthError(redeemed)
  const { grant, secret } = redeemed
  return answerOAuth({
    ...(await answerFor(asking, grant, grant.scopes)),
    refresh_token: secret,
    refresh_token_expires_in: Math.floor((grant.expiresAt.getTime() - Date.now()) / 1000),
  })
}

async function tokenFor(asking: Asking, secret: string) {
  const { db, form, address } = asking
  await limited(db, [{ what: 'secret', whom: secret, max: PER_SECRET }])
  const asked = scopesAsked(form)
  const grant = await useProgram(db, secret, address)
  if (grant === null) throw new OAuthError('invalid_grant')
  const scopes = asked ?? grant.scopes
  // §6: no more than was granted; less is allowed.
  if (scopes.some((scope) => !grant.scopes.includes(scope))) throw new OAuthError('invalid_scope')
  return answerFor(asking, grant, scopes)
}

async function answerFor(room: Asking, grant: Grant, scopes: readonly ProgramScope[]) {
  const { token, expiresIn } = await signAccessToken(room, grant, scopes)
  // In its last second there is no time left to use one.
  if (expiresIn <= 0 || scopes.length === 0) throw new OAuthError('invalid_grant')
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: scopes.join(' '),
  }
}

/** Null when nothing is said about it. @throws OAuthError `invalid_scope` (RFC 6749 §3.3) */
export function scopesAsked(form: OAuthForm): readonly ProgramScope[] | null {
  const asked = form.optional('scope')
  if (asked === null) return null
  const scopes = scopesFrom(asked.split(' '))
  if (scopes === null) throw new OAuthError('invalid_scope')
  return scopes
}

/** What is granted when a device does not say what it wants. */
export const usualScopes: readonly ProgramScope[] = everyScope

/** @throws OAuthError with 429 and how long to wait */
export async function limited(
  db: TokenRoom['db'],
  limits: Parameters<typeof spend>[1],
): Promise<void> {
  const seconds = await spend(db, limits)
  if (seconds === null) return
  const headers = { 'retry-after': String(seconds) }
  throw new OAuthError('temporarily_unavailable', { status: 429, headers })
}

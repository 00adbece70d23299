// POST /api/oauth/device_authorization: a device that can't show a sign-in page asks to be let in
// (RFC 8628 §3.1).
import { programNameLength } from '../../account/programs.ts'
import type { Client } from '../account/client.ts'
import { INTERVAL, REQUEST_LIFETIME, openRequest, type DeviceRoom } from './device-requests.ts'
import { sender } from './limits.ts'
import { OAuthError, answerOAuth, type OAuthForm } from './oauth-form.ts'
import { limited, scopesAsked, usualScopes } from './token-endpoint.ts'

export interface DeviceAsking extends DeviceRoom {
  form: OAuthForm
  client: Client
}

/**
 * Programs are not registered, so the id is the name that one gives itself: the page says so. No
 * character that could draw another sentence into it.
 */
const CLIENT_ID = /^[A-Za-z0-9](?:[A-Za-z0-9 ._-]*[A-Za-z0-9])?$/

/** @throws OAuthError */
export async function answerDeviceAuthorization(asking: DeviceAsking): Promise<Response> {
  const { db, config, form, client } = asking
  const max = config.AUTH_ATTEMPTS_PER_MINUTE
  await limited(db, [{ what: 'device', whom: sender(client.ipAddress), max }])
  const clientId = form.required('client_id')
  if (clientId.length > programNameLength.max || !CLIENT_ID.test(clientId)) {
    throw new OAuthError('invalid_request')
  }
  const scopes = scopesAsked(form) ?? usualScopes
  const { deviceCode, userCode } = await openRequest(asking, { clientId, scopes, client })
  const page = `${config.PUBLIC_URL}/device`
  return answerOAuth({
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: REQUEST_LIFETIME,
    interval: INTERVAL,
  })
}

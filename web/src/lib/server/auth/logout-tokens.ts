// Logout tokens: web's word to the api that a session has ended (OpenID Connect Back-Channel Logout
// 1.0 §2.4), signed as the access tokens are.
import { SignJWT } from 'jose'
import type { AuthDatabase } from '../db/open.ts'
import type { Auth } from './create.ts'
import type { AuthConfig } from './options.ts'
import { findSigningKey } from './signing-key.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** From the end of the session on: by then its last access token has expired, too. */
export const LOGOUT_TOKEN_LIFETIME_SECONDS = 3600

export interface EndedSession {
  /** Becomes the `jti`. */
  id: string
  userId: string
  /** Null: all that the person has. */
  sessionId: string | null
  endedAt: Date
}

export type SignLogoutToken = (ended: EndedSession) => Promise<string>

export function createLogoutTokens(
  config: AuthConfig,
  auth: Auth,
  db: AuthDatabase,
): SignLogoutToken {
  return async ({ id, userId, sessionId, endedAt }) => {
    const { header, key } = await findSigningKey(config, auth, db)
    const iat = Math.floor(endedAt.getTime() / 1000)
    return new SignJWT({
      sub: userId,
      ...(sessionId && { sid: sessionId }),
      events: { [EVENT]: {} },
    })
      .setProtectedHeader({ ...header, typ: 'logout+jwt' })
      .setIssuer(config.PUBLIC_URL)
      .setAudience(config.JWT_AUDIENCE)
      .setIssuedAt(iat)
      .setExpirationTime(iat + LOGOUT_TOKEN_LIFETIME_SECONDS)
      .setJti(id)
      .sign(key)
  }
}

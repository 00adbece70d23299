// Logout tokens: web's word to the api that a session has ended (OpenID Connect Back-Channel Logout
// 1.0 §2.4), signed as the access tokens are.
import { symmetricDecrypt } from 'better-auth/crypto'
import { importJWK, SignJWT, type JWK } from 'jose'
import type { AuthDatabase } from '../db/open.ts'
import type { Auth } from './create.ts'
import { createKeyStore } from './keys.ts'
import type { AuthConfig } from './options.ts'
import { secretsOf } from './secrets.ts'
import { deriveSharedKey } from './tokens.ts'

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
  const keys = createKeyStore(db, config)
  return async ({ id, userId, sessionId, endedAt }) => {
    const { header, key } =
      config.AUTH_MODE === 'shared-secret'
        ? deriveSharedKey(secretsOf(config).current)
        : await signingKey(keys, auth)
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

async function signingKey(keys: ReturnType<typeof createKeyStore>, auth: Auth) {
  const row = await keys.getSigningKey()
  if (!row) throw new Error('there is no signing key yet')
  const { secretConfig } = await auth.$context
  const data = JSON.parse(row.privateKey) as string
  const jwk = JSON.parse(await symmetricDecrypt({ key: secretConfig, data })) as JWK
  const alg = row.alg ?? 'EdDSA'
  return { header: { alg, kid: row.id }, key: await importJWK(jwk, alg) }
}

// The tokens a signed-in person's browser shows to the api: what they say and who signs them (D6).
import { hkdfSync, randomUUID } from 'node:crypto'
import { jwt } from 'better-auth/plugins/jwt'
import { SignJWT } from 'jose'
import type { AuthDatabase } from '../db/open.ts'
import { createKeyStore, KEY_GRACE_SECONDS, KEY_LIFETIME_SECONDS } from './keys.ts'
import type { AuthConfig } from './options.ts'

export function apiTokens(config: AuthConfig, db: AuthDatabase) {
  const claims = {
    issuer: config.PUBLIC_URL,
    audience: config.JWT_AUDIENCE,
    // As text: a number would be taken for the moment itself.
    expirationTime: '5m',
    // Without this the whole user row, e-mail address and all, would travel with each request.
    definePayload: ({ session }: { session: { id: string } }) => ({
      sid: session.id,
      jti: randomUUID(),
    }),
  }
  const keyPairConfig = { alg: 'EdDSA', crv: 'Ed25519' } as const
  if (config.AUTH_MODE === 'shared-secret') {
    const key = deriveSharedKey(config.BETTER_AUTH_SECRET)
    return jwt({
      disableSettingJwtHeader: true,
      // Better Auth signs by itself unless a remote key set is named; nothing ever fetches it.
      jwks: { remoteUrl: `${config.PUBLIC_URL}/api/auth/jwks`, keyPairConfig },
      jwt: {
        ...claims,
        sign: (payload) =>
          new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key),
      },
    })
  }
  return jwt({
    // Otherwise every look at a session would sign a token nobody asked for.
    disableSettingJwtHeader: true,
    jwks: {
      keyPairConfig,
      rotationInterval: KEY_LIFETIME_SECONDS,
      gracePeriod: KEY_GRACE_SECONDS,
    },
    jwt: claims,
    adapter: createKeyStore(db),
  })
}

/**
 * RFC 5869. Better Auth signs its e-mail links with the raw secret, so the api must not accept what
 * the raw secret signed, nor the other way round: the label makes them two keys.
 */
export function deriveSharedKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'utf8'), '', 'holdfast-api-jwt', 32))
}

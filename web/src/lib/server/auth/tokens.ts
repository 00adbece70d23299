// The tokens a signed-in person's browser shows to the api: what they say and who signs them (D6).
import { hkdfSync, randomUUID } from 'node:crypto'
import { jwt } from 'better-auth/plugins/jwt'
import { SignJWT } from 'jose'
import type { AuthDatabase } from '../db/open.ts'
import { keyPairConfig } from './key-seals.ts'
import { createKeyStore } from './keys.ts'
import type { AuthConfig } from './options.ts'
import { secretsOf } from './secrets.ts'

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
  if (config.AUTH_MODE === 'shared-secret') {
    const { key, header } = deriveSharedKey(secretsOf(config).current)
    return jwt({
      disableSettingJwtHeader: true,
      // Better Auth signs by itself unless a remote key set is named; nothing ever fetches it.
      jwks: { remoteUrl: `${config.PUBLIC_URL}/api/auth/jwks`, keyPairConfig },
      jwt: {
        ...claims,
        sign: (payload) =>
          new SignJWT(payload).setProtectedHeader({ ...header, typ: 'JWT' }).sign(key),
      },
    })
  }
  return jwt({
    // Otherwise every look at a session would sign a token nobody asked for.
    disableSettingJwtHeader: true,
    jwks: {
      keyPairConfig,
      // No rotation of its own: the store shows one key that signs, and no more than is published.
      gracePeriod: Infinity,
    },
    jwt: claims,
    adapter: createKeyStore(db, config),
  })
}

/**
 * RFC 5869. Better Auth signs its e-mail links with the raw secret, so the api must not accept what
 * the raw secret signed, nor the other way round: the label makes them two keys. The name tells the
 * api which of several secrets it is, and tells nothing about it.
 */
export function deriveSharedKey(secret: string) {
  const derive = (label: string, length: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'utf8'), '', label, length))
  const kid = derive('holdfast-api-jwt-kid', 12).toString('base64url')
  return {
    key: new Uint8Array(derive('holdfast-api-jwt', 32)),
    header: { alg: 'HS256', kid },
  }
}

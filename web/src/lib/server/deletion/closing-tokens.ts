// Web's word to the api that an account is closed, which erases the person's tasks and does nothing
// else. Not a token of theirs: those have all ended by then.
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Auth } from '../auth/create.ts'
import type { AuthConfig } from '../auth/options.ts'
import { findSigningKey } from '../auth/signing-key.ts'
import type { AuthDatabase } from '../db/open.ts'

const LIFETIME_SECONDS = 60

export type SignClosingToken = (closing: { userId: string; askedAt: Date }) => Promise<string>

export function createClosingTokens(
  config: AuthConfig,
  auth: Auth,
  db: AuthDatabase,
): SignClosingToken {
  return async ({ userId, askedAt }) => {
    const { header, key } = await findSigningKey(config, auth, db)
    // The api refuses what was issued to the person until they asked, in whole seconds.
    const iat = Math.max(Math.floor(Date.now() / 1000), Math.floor(askedAt.getTime() / 1000) + 1)
    return new SignJWT({ account_closed: true })
      .setProtectedHeader({ ...header, typ: 'JWT' })
      .setIssuer(config.PUBLIC_URL)
      .setAudience(config.JWT_AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(iat)
      .setExpirationTime(iat + LIFETIME_SECONDS)
      .setJti(randomUUID())
      .sign(key)
  }
}

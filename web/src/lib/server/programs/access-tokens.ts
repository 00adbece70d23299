// Access tokens of programs: like those of a session, with the scopes that the program has (D6).
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { ProgramScope } from '../../account/programs.ts'
import type { Auth } from '../auth/create.ts'
import type { AuthConfig } from '../auth/options.ts'
import { findSigningKey } from '../auth/signing-key.ts'
import type { AuthDatabase } from '../db/open.ts'
import type { Grant } from './grants.ts'

const LIFETIME_SECONDS = 5 * 60

export interface TokenRoom {
  auth: Auth
  config: AuthConfig
  db: AuthDatabase
}

export interface AccessToken {
  token: string
  /** Seconds. */
  expiresIn: number
}

/** @param scopes of the grant's, the ones that are asked for */
export async function signAccessToken(
  { auth, config, db }: TokenRoom,
  grant: Grant,
  scopes: readonly ProgramScope[],
): Promise<AccessToken> {
  const { header, key } = await findSigningKey(config, auth, db)
  const iat = Math.floor(Date.now() / 1000)
  // No token outlives its program: nobody is told when that has run out.
  const exp = Math.min(iat + LIFETIME_SECONDS, Math.floor(grant.expiresAt.getTime() / 1000))
  const token = await new SignJWT({ sid: grant.id, scope: scopes.join(' ') })
    .setProtectedHeader({ ...header, typ: 'JWT' })
    .setIssuer(config.PUBLIC_URL)
    .setAudience(config.JWT_AUDIENCE)
    .setSubject(grant.userId)
    .setIssuedAt(iat)
    .setExpirationTime(exp)
    .setJti(randomUUID())
    .sign(key)
  return { token, expiresIn: exp - iat }
}

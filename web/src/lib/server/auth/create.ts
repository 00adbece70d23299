// Puts Better Auth together. A function, so that a build needs neither a secret nor a database.
import { betterAuth } from 'better-auth/minimal'
import { authOptions, type AuthConfig, type AuthParts } from './options.ts'

export type Auth = ReturnType<typeof createAuth>

export function createAuth(config: AuthConfig, parts: AuthParts) {
  return betterAuth(authOptions(config, parts))
}

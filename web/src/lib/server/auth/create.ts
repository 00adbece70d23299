// Puts Better Auth together. A function, so that a build needs neither a secret nor a database.
import { betterAuth } from 'better-auth/minimal'
import type { AuthDatabase } from '../db/open.ts'
import type { Logger } from '../log.ts'
import { authOptions, type AuthConfig } from './options.ts'

export type Auth = ReturnType<typeof createAuth>

export function createAuth(config: AuthConfig, db: AuthDatabase, logger: Logger) {
  return betterAuth(authOptions(config, db, logger))
}

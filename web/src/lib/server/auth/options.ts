// How people sign in: Better Auth's options as data, so that a test can read them.
import { randomUUID } from 'node:crypto'
import { drizzleAdapter } from '@better-auth/drizzle-adapter'
import { APIError } from 'better-auth/api'
import type { BetterAuthOptions } from 'better-auth'
import { acceptableName, passwordLength } from '../../account-rules.ts'
import type { Config } from '../config/load.ts'
import type { AuthDatabase } from '../db/open.ts'
import { schema } from '../db/schema.ts'
import { describeError, type Logger } from '../log.ts'
import { accountActivity } from './account-activity.ts'
import { CLIENT_ADDRESS } from './client-address.ts'
import { olderSecrets } from './older-secrets.ts'
import { createRateLimitStorage } from './rate-limit.ts'
import { secretsOf } from './secrets.ts'
import { apiTokens } from './tokens.ts'

export type AuthConfig = Pick<
  Config,
  | 'PUBLIC_URL'
  | 'BETTER_AUTH_SECRET'
  | 'BETTER_AUTH_SECRETS'
  | 'AUTH_MODE'
  | 'JWT_AUDIENCE'
  | 'AUTH_ATTEMPTS_PER_MINUTE'
  | 'SIGNING_KEY_ROTATION_SECONDS'
  | 'SIGNING_KEY_AHEAD_SECONDS'
  | 'SIGNING_KEY_KEPT_SECONDS'
>

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

export function authOptions(config: AuthConfig, db: AuthDatabase, logger: Logger) {
  const secrets = secretsOf(config)
  const attempts = { window: MINUTE, max: config.AUTH_ATTEMPTS_PER_MINUTE }
  return {
    appName: 'Holdfast',
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    ...secrets.options,
    trustedOrigins: [config.PUBLIC_URL],
    database: drizzleAdapter(db, { provider: 'pg', schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      // Signing up with a taken address says so: without mail there is no other way to tell its
      // owner. The rate limit is what stands between that and a list of who has an account.
      autoSignIn: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    // No cookie cache: a session that has ended must not sign another token (D6).
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    rateLimit: {
      // Said here, because Better Auth's own default depends on NODE_ENV.
      enabled: true,
      storage: 'database',
      customStorage: createRateLimitStorage(db),
      window: MINUTE,
      max: 600,
      customRules: {
        '/sign-in/email': attempts,
        '/sign-up/email': attempts,
        '/change-password': attempts,
        // Asked by the api and by every verifier, answered from one small table.
        '/jwks': false,
        '/ok': false,
      },
    },
    advanced: {
      cookiePrefix: 'holdfast',
      useSecureCookies: config.PUBLIC_URL.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: () => randomUUID(), joins: true },
    },
    databaseHooks: {
      user: { create: { before: (user) => Promise.resolve({ data: acceptProfile(user) }) } },
    },
    plugins: [
      olderSecrets(secrets),
      apiTokens(config, db),
      // The last one: a sign-in that another plugin has taken back is none.
      accountActivity(db, logger),
    ],
    // Otherwise the router prints what went wrong itself, with people's addresses in it.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: {
      // Its information lines quote people's addresses.
      level: 'warn',
      log: (level, message, ...details: unknown[]) => {
        const error = details.find((detail) => detail instanceof Error)
        logger[level](message, { source: 'better-auth', ...(error && describeError(error)) })
      },
    },
  } satisfies BetterAuthOptions
}

/** Better Auth takes any name, and a page wants no kilobytes. */
function acceptProfile<User extends { name: string; email: string }>(user: User) {
  const name = acceptableName(user.name)
  if (name === null) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME', message: 'Invalid name' })
  }
  if (user.email.length > 254) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Invalid email' })
  }
  return { ...user, name, image: null }
}

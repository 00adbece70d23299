// How people sign in: Better Auth's options as data, so that a test can read them.
import { randomUUID } from 'node:crypto'
import { drizzleAdapter } from '@better-auth/drizzle-adapter'
import type { BetterAuthOptions } from 'better-auth'
import { eq } from 'drizzle-orm'
import { passwordLength } from '../../account-rules.ts'
import { clientOf } from '../account/client.ts'
import { recordSecurityEvent } from '../account/security-events.ts'
import type { Config } from '../config/load.ts'
import type { AuthDatabase } from '../db/open.ts'
import { schema } from '../db/schema.ts'
import { accountDeletionPlugin } from '../deletion/plugin.ts'
import { describeError, type Logger } from '../log.ts'
import { accountActivity } from './account-activity.ts'
import { CLIENT_ADDRESS } from './client-address.ts'
import { knownPasswords } from './known-passwords.ts'
import { olderSecrets } from './older-secrets.ts'
import type { Post } from '../mail/post.ts'
import { passkeys } from './passkeys/plugin.ts'
import { guesses } from './proof/guesses.ts'
import { proof } from './proof/plugin.ts'
import { mailResetLink, passwordHasChanged, RESET_LIFETIME } from './mail-links/passwords.ts'
import { mailLinks } from './mail-links/plugin.ts'
import { acceptProfile, answerAgain, welcome } from './mail-links/sign-up.ts'
import { provider } from './provider/plugin.ts'
import { secondFactor } from './second-factor/plugin.ts'
import { secondFactorRules } from './second-factor/rules.ts'
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
  | 'PASSWORD_RANGE_URL'
  | 'OIDC_ISSUER'
  | 'OIDC_CLIENT_ID'
  | 'OIDC_CLIENT_SECRET'
  | 'OIDC_NAME'
  | 'SIGNING_KEY_ROTATION_SECONDS'
  | 'SIGNING_KEY_AHEAD_SECONDS'
  | 'SIGNING_KEY_KEPT_SECONDS'
>

const DAY = 24 * 60 * 60
export const COOKIE_PREFIX = 'holdfast'

/** What an auth instance is put together from. */
export interface AuthParts {
  db: AuthDatabase
  logger: Logger
  post: Post
}

export function authOptions(config: AuthConfig, { db, logger, post }: AuthParts) {
  const secrets = secretsOf(config)
  const byMail = { db, logger, post, publicUrl: config.PUBLIC_URL }
  return {
    appName: 'Holdfast',
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    ...secrets.options,
    trustedOrigins: [config.PUBLIC_URL],
    database: drizzleAdapter(db, { provider: 'pg', schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      // Until the address is confirmed there is no session; and a sign-up with a known address is
      // answered like any other.
      requireEmailVerification: true,
      onExistingUserSignUp: ({ user }, request) => answerAgain(byMail, user, request),
      sendResetPassword: ({ user, token }) => mailResetLink(byMail, user, token),
      resetPasswordTokenExpiresIn: RESET_LIFETIME,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }, request) => {
        const { id } = user
        const client = clientOf(request?.headers)
        await recordSecurityEvent(byMail, { userId: id, kind: 'password-reset', client })
        // Whoever has the link reads the mail that goes to the address.
        await db.update(schema.user).set({ emailVerified: true }).where(eq(schema.user.id, id))
        await passwordHasChanged(byMail, user)
      },
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    emailVerification: {
      // Better Auth's own token is a JWT signed with the raw secret: it stays here and is dropped.
      sendVerificationEmail: ({ user, url }) =>
        welcome(byMail, user, new URL(url).searchParams.get('callbackURL')),
    },
    // A reset link is as good as a password: only its hash is kept.
    verification: { storeIdentifier: 'hashed' },
    // No cookie cache: a session that has ended must not sign another token (D6).
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    // Ours stands before it, in limits/: it counts accounts too, and all in one place.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: config.PUBLIC_URL.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: () => randomUUID(), joins: true },
    },
    databaseHooks: {
      user: {
        create: {
          before: (user) =>
            Promise.resolve({ data: { ...user, ...acceptProfile(user), image: null } }),
        },
      },
    },
    plugins: [
      olderSecrets(secrets),
      apiTokens(config, db),
      mailLinks(byMail),
      knownPasswords(config.PASSWORD_RANGE_URL, logger),
      secondFactor(),
      secondFactorRules({ db, logger }),
      guesses(db),
      proof({ db, logger }),
      passkeys(byMail, secrets),
      accountDeletionPlugin({ db, logger }),
      provider(byMail, config, secrets),
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

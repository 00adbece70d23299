// What Better Auth's second factor leaves open: ways in that pass by it, codes that count twice, a
// device that is trusted unasked, and changes that ask for the password alone.
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api'
import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth'
import { eq } from 'drizzle-orm'
import type { SecurityKind } from '../../../account/security-kinds.ts'
import { clientOf } from '../../account/client.ts'
import { recordSecurityEvent, type EventBook } from '../../account/security-events.ts'
import type { AuthDatabase } from '../../db/open.ts'
import { user } from '../../db/schema.ts'
import { CHALLENGE_COOKIE, personOnTheWayIn } from './challenge.ts'
import { checkCode } from './checks.ts'
import { hasMetSecondFactor } from './met.ts'
import { recoveryCodeFrom } from './recovery-codes.ts'
import { claimTotp } from './totp.ts'

const VERIFY_TOTP = '/two-factor/verify-totp'
const VERIFY_RECOVERY = '/two-factor/verify-backup-code'
const isVerification = (path: string | undefined) =>
  path === VERIFY_TOTP || path === VERIFY_RECOVERY

/** What asks for a code beside the password, and what it is called in the list of events. */
const weakening: Partial<Record<string, SecurityKind>> = {
  '/two-factor/disable': 'second-factor-off',
  '/two-factor/generate-backup-codes': 'recovery-codes-made',
}
const weakeningOf = (path: string | undefined) => weakening[path ?? '']

/** Where somebody who is in already gets another session for the one they have. */
const renewals = new Set<string | undefined>(['/change-password', '/two-factor/disable'])

/** Stands for a code that has been used: it is refused, and counted, like any wrong one. */
const NO_CODE = 'no code'

/** Whose code is being checked, in the context of this one call. */
const PERSON = 'holdfastSecondFactorPerson'

export function secondFactorRules(book: EventBook) {
  const { db } = book
  return {
    id: 'holdfast-second-factor',
    schema: {
      twoFactor: {
        fields: {
          lastUsedStep: { type: 'number', required: false, input: false, returned: false },
        },
      },
    },
    init: () => ({
      options: {
        databaseHooks: {
          session: { create: { before: ({ userId }, ctx) => refuseToPassBy(db, userId, ctx) } },
        },
      },
    }),
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/two-factor/enable',
          // The name in the app is ours to say.
          handler: createAuthMiddleware(() =>
            Promise.resolve({ context: { body: { method: 'totp', issuer: '' } } }),
          ),
        },
        {
          matcher: ({ path }) => isVerification(path),
          handler: createAuthMiddleware(async (ctx) => {
            const userId = await personAsked(db, ctx)
            Reflect.set(ctx.context, PERSON, userId)
            const { code: typed } = bodyOf(ctx)
            const only = { trustDevice: false, disableSession: false }
            if (typeof typed !== 'string') return { context: { body: only } }
            if (ctx.path === VERIFY_RECOVERY) {
              return { context: { body: { ...only, code: recoveryCodeFrom(typed) } } }
            }
            const code = typed.replaceAll(/\s/g, '')
            const claimed = await claimTotp(db, ctx.context.secretConfig, { userId, code })
            return { context: { body: { ...only, code: claimed ? code : NO_CODE } } }
          }),
        },
        {
          matcher: ({ path }) => weakeningOf(path) !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const session = await getSessionFromCtx(ctx)
            if (session?.user['twoFactorEnabled'] !== true) return
            const { code, password } = bodyOf(ctx)
            if (typeof password !== 'string') return
            const userId = session.user.id
            // First, so that a mistyped password does not cost a code.
            await ctx.context.password.checkPassword(userId, ctx)
            const asked = {
              userId,
              code: typeof code === 'string' ? code.replaceAll(/\s/g, '') : '',
            }
            const found = await checkCode(db, ctx.context.secretConfig, asked)
            if (found === 'locked') {
              throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_TEMPORARILY_LOCKED' })
            }
            if (found === 'right') return
            const kind = weakeningOf(ctx.path)
            if (kind) await noteFor(book, ctx, userId)(kind, 'failure')
            throw new APIError('BAD_REQUEST', { code: 'INVALID_CODE' })
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => isVerification(path),
          handler: createAuthMiddleware(async (ctx) => {
            const userId: unknown = Reflect.get(ctx.context, PERSON)
            const refused = codeOf(ctx.context.returned)
            if (typeof userId !== 'string') return
            const note = noteFor(book, ctx, userId)
            if (refused === 'INVALID_CODE' || refused === 'INVALID_BACKUP_CODE') {
              if (!ctx.context.session) await note('sign-in-code', 'failure')
            } else if (refused === null) {
              if (ctx.context.session) await note('second-factor-on')
              else if (ctx.path === VERIFY_RECOVERY) await note('recovery-code-used')
            }
          }),
        },
        {
          matcher: ({ path }) => weakeningOf(path) !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const kind = weakeningOf(ctx.path)
            const { session, returned } = ctx.context
            // A refusal by the check above does not come this far, and has noted itself.
            if (!session || !kind || codeOf(returned) !== null) return
            await noteFor(book, ctx, session.user.id)(kind)
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}

/**
 * No session begins past the second factor of somebody who has one, whichever way it is begun: a
 * link in a mail, another provider, a way that does not exist yet. Signing in with the password
 * makes one that Better Auth takes back before anybody hears of it.
 */
async function refuseToPassBy(
  db: AuthDatabase,
  userId: string,
  ctx: GenericEndpointContext | null,
): Promise<void> {
  const path = ctx?.path
  if (path === '/sign-in/email' || isVerification(path)) return
  if (hasMetSecondFactor(ctx, userId)) return
  if (renewals.has(path) && ctx?.context.session?.user.id === userId) return
  const [person] = await db
    .select({ demands: user.twoFactorEnabled })
    .from(user)
    .where(eq(user.id, userId))
  if (person?.demands !== true) return
  throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_REQUIRED' })
}

/** Who a code is for: whoever is on the way in, or is setting a second factor up. */
async function personAsked(db: AuthDatabase, ctx: GenericEndpointContext): Promise<string> {
  const session = await getSessionFromCtx(ctx)
  if (session) {
    // Behind the sign-in a code proves nothing; with no limit on tries it would tell the right one.
    if (ctx.path === VERIFY_TOTP && session.user['twoFactorEnabled'] !== true)
      return session.user.id
    throw new APIError('FORBIDDEN', { code: 'ALREADY_SIGNED_IN' })
  }
  const { name } = ctx.context.createAuthCookie(CHALLENGE_COOKIE)
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret)
  const userId = challenge ? await personOnTheWayIn(db, challenge) : undefined
  if (userId !== undefined) return userId
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_TWO_FACTOR_COOKIE' })
}

function noteFor(book: EventBook, ctx: GenericEndpointContext, userId: string) {
  return async (kind: SecurityKind, outcome: 'success' | 'failure' = 'success') => {
    // What a session did is its own; a sign-in gets its entry with the new one.
    const sessionId = ctx.context.newSession?.session.id ?? ctx.context.session?.session.id ?? null
    const client = clientOf(ctx.headers)
    await recordSecurityEvent(book, { userId, kind, outcome, client, sessionId })
  }
}

function bodyOf(ctx: GenericEndpointContext): Record<string, unknown> {
  return (ctx.body ?? {}) as Record<string, unknown>
}

/** The code of a refusal; null when there was none. */
function codeOf(returned: unknown): string | null {
  if (!isAPIError(returned)) return null
  return returned.body?.code ?? returned.status.toString()
}

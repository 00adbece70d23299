// What the account page tells about sessions and events, noted where Better Auth does its work.
import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import { clientOf, type Client } from '../account/client.ts'
import {
  recordRefusedSignIn,
  recordSecurityEvent,
  type EventBook,
} from '../account/security-events.ts'
import { isDueToBeSeen, markSeen } from '../account/sessions.ts'
import type { AuthDatabase } from '../db/open.ts'
import { describeError, type Logger } from '../log.ts'

/** Where a new session comes along with something else, which has an event of its own. */
const noSignIn = new Set<string | undefined>([
  '/confirm-email',
  '/change-password',
  '/passkey/sign-in',
  '/provider/finish',
])

/** The id of the session that a call has made, in the context of this one call. */
const CREATED = 'holdfastCreatedSession'

/** Belongs behind all other plugins: a sign-in that one of them takes back is none. */
export function accountActivity(db: AuthDatabase, logger: Logger) {
  const book: EventBook = { db, logger }
  return {
    id: 'holdfast-account-activity',
    schema: {
      session: {
        fields: {
          lastSeenAt: {
            type: 'date',
            required: true,
            input: false,
            defaultValue: () => new Date(),
          },
        },
      },
    },
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            create: {
              after: (user, ctx) =>
                recordSecurityEvent(book, {
                  userId: user.id,
                  kind: 'sign-up',
                  client: clientOf(ctx?.headers),
                }),
            },
          },
          session: {
            create: {
              // Better Auth would keep only the network of an IPv6 address.
              before: (session, ctx) =>
                Promise.resolve({ data: { ...session, ...clientOf(ctx?.headers) } }),
              after: (session, ctx) => {
                if (ctx) Reflect.set(ctx.context, CREATED, session.id)
                return Promise.resolve()
              },
            },
            delete: {
              after: async ({ userId, id: sessionId }, ctx) => {
                if (ctx?.path !== '/sign-out') return
                const client = clientOf(ctx.headers)
                await recordSecurityEvent(book, { userId, kind: 'sign-out', client, sessionId })
              },
            },
          },
        },
      },
    }),
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/change-password',
          // Who changes the password wants everybody else out, whatever the form says.
          handler: createAuthMiddleware((ctx) =>
            Promise.resolve({
              context: { body: { ...(ctx.body as object), revokeOtherSessions: true } },
            }),
          ),
        },
      ],
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession } = ctx.context
            const created: unknown = Reflect.get(ctx.context, CREATED)
            if (!newSession || newSession.session.id !== created || noSignIn.has(ctx.path)) return
            // Switching the second factor on or off renews the session that does it.
            if (ctx.path.startsWith('/two-factor/') && ctx.context.session) return
            await recordSecurityEvent(book, {
              userId: newSession.user.id,
              kind: 'sign-in',
              client: clientOf(ctx.headers),
              sessionId: newSession.session.id,
            })
          }),
        },
        {
          matcher: ({ path }) => path === '/sign-in/email',
          handler: createAuthMiddleware((ctx) => {
            const { email } = (ctx.body ?? {}) as { email?: unknown }
            const wrong = codeOf(ctx.context.returned) === 'INVALID_EMAIL_OR_PASSWORD'
            if (wrong && typeof email === 'string') {
              void recordRefusedSignIn(book, email, clientOf(ctx.headers))
            }
            return Promise.resolve()
          }),
        },
        {
          matcher: ({ path }) => path === '/change-password',
          handler: createAuthMiddleware(async (ctx) => {
            const { session, returned } = ctx.context
            const code = codeOf(returned)
            if (!session || (code !== null && code !== 'INVALID_PASSWORD')) return
            await recordSecurityEvent(book, {
              userId: session.user.id,
              kind: 'password-changed',
              outcome: code === null ? 'success' : 'failure',
              client: clientOf(ctx.headers),
              sessionId: session.session.id,
            })
          }),
        },
        {
          // The one call that a program or an open page makes again and again.
          matcher: ({ path }) => path === '/token',
          handler: createAuthMiddleware((ctx) => {
            const found = ctx.context.session?.session
            const lastSeenAt: unknown = found?.['lastSeenAt']
            if (found && lastSeenAt instanceof Date) {
              noteSeen(book, { id: found.id, lastSeenAt }, clientOf(ctx.headers))
            }
            return Promise.resolve()
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}

/** Nobody waits for it; while the last time is fresh, nothing is asked of the database. */
export function noteSeen(
  { db, logger }: EventBook,
  { id, lastSeenAt }: { id: string; lastSeenAt: Date },
  client: Client,
): void {
  if (!isDueToBeSeen(lastSeenAt)) return
  markSeen(db, id, client).catch((error: unknown) => {
    logger.warn('a session was not marked as seen', describeError(error))
  })
}

/** The code of a refusal; null when there was none. */
function codeOf(returned: unknown): string | null {
  if (!isAPIError(returned)) return null
  return returned.body?.code ?? returned.status.toString()
}

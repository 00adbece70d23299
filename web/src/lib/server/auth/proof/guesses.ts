// Whoever has taken somebody's session must not get the password by trying: what asks for it in a
// session is counted by person, from however many addresses and sessions it comes.
import { createHash } from 'node:crypto'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import type { AuthDatabase } from '../../db/open.ts'
import { createCounter } from '../limits/counter.ts'

const PER_PERSON = { window: 10 * 60, max: 20 }

/** Every endpoint that judges the password of who is signed in. */
const judging = new Set([
  '/prove-by-password',
  '/delete-account',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
])

export function guesses(db: AuthDatabase) {
  const counter = createCounter(db)
  return {
    id: 'holdfast-guesses',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && judging.has(path),
          handler: createAuthMiddleware(async (ctx) => {
            const session = await getSessionFromCtx(ctx)
            if (!session) return
            const person = createHash('sha256').update(session.user.id).digest('base64url')
            const taken = await counter.take({ key: `proof|${person}`, ...PER_PERSON })
            if (taken.isAllowed) return
            throw new APIError(
              'TOO_MANY_REQUESTS',
              { code: 'TOO_MANY_ATTEMPTS', message: 'Too many attempts' },
              { 'retry-after': String(taken.resetSeconds) },
            )
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}

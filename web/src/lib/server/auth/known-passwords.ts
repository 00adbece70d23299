// Passwords that are in lists of stolen ones (Have I Been Pwned, or a copy of it), when configured.
import { createHash } from 'node:crypto'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import { describeError, type Logger } from '../log.ts'

/** Somebody is waiting: a slow service is taken for one that is away. */
const TIMEOUT_MS = 2000

/** Where a password is chosen, and what the request calls it. */
const chosen: Partial<Record<string, string>> = {
  '/sign-up/email': 'password',
  '/change-password': 'newPassword',
  '/reset-password': 'newPassword',
  '/confirm-email': 'newPassword',
}
const fieldOf = (path: string | undefined) => chosen[path ?? '']

/** @param baseUrl the service's base, without a trailing slash; null asks nobody */
export function knownPasswords(baseUrl: string | null, logger: Logger) {
  return {
    id: 'holdfast-known-passwords',
    hooks: {
      before: [
        {
          matcher: ({ path }) => baseUrl !== null && fieldOf(path) !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const password = ((ctx.body ?? {}) as Record<string, unknown>)[fieldOf(ctx.path) ?? '']
            if (typeof password !== 'string' || baseUrl === null) return
            if (!(await isKnown(baseUrl, password, logger))) return
            throw new APIError('BAD_REQUEST', { code: 'PASSWORD_COMPROMISED' })
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}

/**
 * Only the first five of forty digits leave this server, and padding hides how many answers there
 * are. A service that does not answer stands in nobody's way.
 */
async function isKnown(baseUrl: string, password: string, logger: Logger): Promise<boolean> {
  const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase()
  const [range, rest] = [hash.slice(0, 5), hash.slice(5)]
  try {
    const answer = await fetch(`${baseUrl}/range/${range}`, {
      headers: { 'add-padding': 'true', 'user-agent': 'Holdfast' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
    // Padding is made of lines that count nothing.
    return (await answer.text())
      .split('\n')
      .map((line) => line.trim().toUpperCase().split(':'))
      .some(([suffix, count]) => suffix === rest && Number(count) > 0)
  } catch (error) {
    logger.warn('the list of known passwords could not be asked', describeError(error))
    return false
  }
}

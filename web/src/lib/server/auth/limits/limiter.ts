// Who may ask once more. By address first; then, where passwords are tried, by account: a handful
// of guesses from one place and some from all of them, except from browsers that it knows.
import { createHash } from 'node:crypto'
import { getSessionCookie } from 'better-auth/cookies'
import type { AuthDatabase } from '../../db/open.ts'
import { secretsOf } from '../secrets.ts'
import { COOKIE_PREFIX, type AuthConfig } from '../options.ts'
import { createCounter, type Claim, type Taken } from './counter.ts'
import { createKnownBrowsers } from './known-browser.ts'
import { placeOf } from './place.ts'
import {
  addressRule,
  guessesFromHere,
  guessesInAll,
  guessesOfKnown,
  tokenRule,
  type Rule,
} from './rules.ts'

export interface Asked {
  pathname: string
  headers: Headers
  clientAddress: string
  /** Parsed, if there is one. */
  body: Record<string, unknown>
}

export interface Judged {
  /** Seconds to wait; 0 when it may go on. */
  retryAfter: number
  /** Fields that say so (draft-ietf-httpapi-ratelimit-headers-10). */
  headers: Record<string, string>
  /** To be called when the password was right: `Set-Cookie` of the answer. */
  succeeded?: () => Promise<string>
}

interface Counted {
  rule: Rule
  taken: Taken
}

export type Limiter = ReturnType<typeof createLimiter>

export function createLimiter(config: AuthConfig, db: AuthDatabase) {
  const counter = createCounter(db)
  const known = createKnownBrowsers(
    secretsOf(config).current,
    config.PUBLIC_URL.startsWith('https:'),
  )

  /** Counts all of them, and none of those behind one that is over. */
  async function count(...rounds: readonly (Claim & Rule)[][]): Promise<Counted[]> {
    const counted: Counted[] = []
    for (const round of rounds) {
      const taken = await Promise.all(round.map((claim) => counter.take(claim)))
      counted.push(...round.flatMap((rule, n) => (taken[n] ? [{ rule, taken: taken[n] }] : [])))
      if (counted.some(({ taken }) => !taken.isAllowed)) break
    }
    return counted
  }

  return async ({ pathname, headers, clientAddress, body }: Asked): Promise<Judged> => {
    const rule = addressRule(pathname, config.AUTH_ATTEMPTS_PER_MINUTE)
    if (rule === null) return { retryAfter: 0, headers: {} }
    const place = placeOf(clientAddress)
    const byAddress = { ...rule, key: `address|${place}|${pathname}` }
    if (pathname === '/api/auth/token') {
      const session = getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX })
      if (session === null) return judge(await count([byAddress]))
      const bySession = {
        ...tokenRule(config.AUTH_ATTEMPTS_PER_MINUTE),
        key: `session|${digest(session)}`,
      }
      return judge(await count([byAddress, bySession]))
    }
    if (pathname !== '/api/auth/sign-in/email' || typeof body['email'] !== 'string') {
      return judge(await count([byAddress]))
    }
    const account = known.accountOf(body['email'])
    const browser = known.find(headers.get('cookie') ?? '', account)
    const claims =
      browser === null
        ? [
            { ...guessesFromHere, key: `account|${account}|${place}` },
            { ...guessesInAll, key: `account|${account}` },
          ]
        : [{ ...guessesOfKnown, key: `browser|${account}|${browser}` }]
    const judged = judge(await count([byAddress], ...claims.map((claim) => [claim])))
    const succeeded = async () => {
      await counter.forget(claims.map(({ key }) => key))
      return known.remember(account)
    }
    return { ...judged, succeeded }
  }
}

function judge(counted: readonly Counted[]): Judged {
  const over = counted.filter(({ taken }) => !taken.isAllowed)
  // How many others have guessed is nobody's business.
  const told = counted.filter(({ rule, taken }) => rule.name !== 'guesses' || !taken.isAllowed)
  return {
    retryAfter: Math.max(0, ...over.map(({ taken }) => taken.resetSeconds)),
    headers: {
      'ratelimit-policy': told
        .map(({ rule }) => `"${rule.name}";q=${String(rule.max)};w=${String(rule.window)}`)
        .join(', '),
      ratelimit: told
        .map(({ rule, taken }) => {
          return `"${rule.name}";r=${String(taken.remaining)};t=${String(taken.resetSeconds)}`
        })
        .join(', '),
    },
  }
}

/** A session's cookie is a secret; what is counted is kept. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

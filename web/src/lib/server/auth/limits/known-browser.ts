// A browser that an account was signed in with keeps a sign of it, so that strangers who guess
// passwords can't keep its owner out (OWASP: "Slow Down Online Guessing Attacks with Device Cookies").
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { parseCookies } from 'better-auth/cookies'

/** Seconds; browsers keep no cookie for longer than 400 days. */
const KEPT = 400 * 24 * 60 * 60

export interface KnownBrowsers {
  /** Names the account to nobody who has not got the secret. */
  accountOf: (email: string) => string
  /** What this browser is counted as, if it has signed this account in before. */
  find: (cookies: string, account: string) => string | null
  /** A `Set-Cookie` for whoever has just shown the right password. */
  remember: (account: string) => string
}

export function createKnownBrowsers(secret: string, isSecure: boolean): KnownBrowsers {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'holdfast-known-browser', 32))
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  // One for each account, because households share browsers.
  const nameFor = (account: string) =>
    `${isSecure ? '__Secure-' : ''}holdfast.known.${account.slice(0, 12)}`
  return {
    accountOf: (email) => mac(`account:${email.toLowerCase()}`),

    find(cookies, account) {
      const [browser, signature] = parseCookies(cookies).get(nameFor(account))?.split('.') ?? []
      if (!browser || !signature) return null
      return isSame(signature, mac(`browser:${account}:${browser}`)) ? browser : null
    },

    remember(account) {
      const browser = randomBytes(16).toString('base64url')
      const value = `${browser}.${mac(`browser:${account}:${browser}`)}`
      const secure = isSecure ? '; Secure' : ''
      return `${nameFor(account)}=${value}; Max-Age=${String(KEPT)}; Path=/; HttpOnly; SameSite=Lax${secure}`
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

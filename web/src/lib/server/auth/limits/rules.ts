// How often each endpoint may be asked, and who is counted for it.

export interface Rule {
  /** Named in `RateLimit-Policy`. */
  name: 'address' | 'session' | 'account' | 'guesses'
  window: number
  max: number
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** What looks something up, and does not hash, mail or guess. */
const reading: Rule = { name: 'address', window: MINUTE, max: 600 }
/** More tokens than any browser needs: one lasts five minutes. */
export const tokenRule = (attemptsPerMinute: number): Rule => ({
  ...{ name: 'session', window: MINUTE },
  max: 4 * attemptsPerMinute,
})
/** Wrong passwords for one account from one place. */
export const guessesFromHere: Rule = { name: 'account', window: 15 * MINUTE, max: 10 }
/** From all places: whoever owns many addresses gets no further than this. */
export const guessesInAll: Rule = { name: 'guesses', window: HOUR, max: 100 }
/** In a browser that has signed this account in before, whatever others are guessing elsewhere. */
export const guessesOfKnown: Rule = { name: 'account', window: 15 * MINUTE, max: 20 }

/** Asked by the api and by every verifier, answered from one small table. */
const unlimited = new Set(['/api/auth/jwks', '/api/auth/ok'])
/** Limited where there is a session to count. */
const read = new Set([
  ...['/api/auth/get-session', '/api/auth/token', '/api/auth/sign-out'],
  // Asked by every sign-in page that is opened; it keeps nothing.
  '/api/auth/passkey/begin-sign-in',
])

/** @returns null for what anybody may ask for as often as they like */
export function addressRule(pathname: string, attemptsPerMinute: number): Rule | null {
  if (unlimited.has(pathname)) return null
  if (read.has(pathname)) return reading
  // What changes or proves something; an endpoint that is new here is one of them.
  return { name: 'address', window: MINUTE, max: attemptsPerMinute }
}

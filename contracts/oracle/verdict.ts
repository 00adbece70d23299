/** What a request gets for its Authorization lines, by the rules. */
import type { Profile } from '../tokens/profiles.ts'
import type { AuthMode } from '../tokens/row.ts'
import { readCredentials } from './credentials.ts'
import { judgeToken, scopesOf, subjectOf } from './token.ts'

export interface Verdict {
  /** Undefined where a border of time is too near to tell. */
  profile?: Profile
  /** Whom a good token names. */
  subject?: string | undefined
  /** What it is limited to, if it is. */
  scopes?: string[] | undefined
}

/** The values of the lines, in the order in which they are sent. */
export function verdictOf(lines: readonly string[], mode: AuthMode): Verdict {
  const credentials = readCredentials(lines)
  if (credentials.kind === 'none') return { profile: 'A0' }
  if (credentials.kind === 'malformed') return { profile: 'A1' }
  const judgement = judgeToken(credentials.token, mode)
  if (judgement === 'unsure') return {}
  return judgement === 'accept'
    ? { profile: 'OK', subject: subjectOf(credentials.token), scopes: scopesOf(credentials.token) }
    : { profile: 'A1' }
}

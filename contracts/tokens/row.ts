/** What a row of the token tables is: one rule, the answer it demands, the attempts that try it. */
import type { HeaderList, Message } from '../http/exchange.ts'
import { keyMint, secretMint } from '../issuer/mint.ts'
import type { Mint } from '../issuer/mint.ts'
import { standingKey } from '../issuer/keys.ts'
import type { Person } from '../world/people.ts'
import type { Profile } from './profiles.ts'

export type AuthMode = 'jwks' | 'shared-secret'

export interface Attempt {
  name: string
  /** Laid after the operation's own headers. */
  headers: HeaderList
  /** Exactly these lines of a head, over a socket: what an HTTP client would tidy up. */
  lines?: readonly string[]
  /** Appended to the query. */
  query?: string
  /** In place of the operation's body. */
  body?: string
  /** Where this attempt demands another answer than its row. */
  profile?: Profile
}

export interface Bench {
  /** Whom a good token would let in. */
  a: Person
  b: Person
  /** How the issuer signs. A row that uses it is tried once with each algorithm of the mode. */
  readonly mint: Mint
}

export interface Row {
  id: string
  /** Completes "T92 …": a sentence about every secured operation. */
  says: string
  profile: Profile
  /** Modes in which the row means something; both unless stated. */
  modes?: readonly AuthMode[]
  /** Each operation meets a share of them, and one that is always there all. */
  attempts: (bench: Bench) => Attempt[] | Promise<Attempt[]>
}

/** The attempts of a row in this mode; those that need no good token are the same for all algorithms. */
export async function attemptsOf(
  row: Row,
  people: Pick<Bench, 'a' | 'b'>,
  mode: AuthMode,
): Promise<Attempt[]> {
  const all: Attempt[] = []
  const used = new Set<Mint>()
  for (const mint of mintsOf(mode)) {
    const bench: Bench = {
      ...people,
      get mint() {
        used.add(mint)
        return mint
      },
    }
    const attempts = await row.attempts(bench)
    if (!used.has(mint)) return attempts
    const { alg } = mint.header
    all.push(
      ...attempts.map((attempt) => ({ ...attempt, name: `${String(alg)}: ${attempt.name}` })),
    )
  }
  return all
}

/** Every way to sign that the mode knows; the issuer's own comes first. */
export function mintsOf(mode: AuthMode): [Mint, ...Mint[]] {
  if (mode === 'shared-secret') return [secretMint()]
  const mint = (kid: 'ed-1' | 'es-1' | 'rs-1'): Mint => keyMint(standingKey(kid))
  return [mint('ed-1'), mint('es-1'), mint('rs-1')]
}

/** Sends this as the bearer token. */
export function bearer(name: string, token: string, profile?: Profile): Attempt {
  return authorization(name, `Bearer ${token}`, profile)
}

/** Sends this as the whole value of the Authorization header. */
export function authorization(name: string, value: string, profile?: Profile): Attempt {
  const attempt = { name, headers: [['Authorization', value]] as const }
  return profile ? { ...attempt, profile } : attempt
}

/** Sends these lines of a head as they are. */
export function verbatim(name: string, lines: readonly string[], profile?: Profile): Attempt {
  const attempt = { name, headers: [], lines }
  return profile ? { ...attempt, profile } : attempt
}

/** The operation's valid request, with the attempt in place of good credentials. */
export function dress(message: Message, attempt: Attempt): Message {
  const { headers, query, body } = attempt
  const separator = message.target.includes('?') ? '&' : '?'
  const replaced = headers.map(([name]) => name.toLowerCase())
  return {
    ...message,
    target: query === undefined ? message.target : `${message.target}${separator}${query}`,
    headers: [
      ...(message.headers ?? []).filter(([name]) => !replaced.includes(name.toLowerCase())),
      ...headers,
    ],
    ...(body === undefined ? {} : { body }),
  }
}

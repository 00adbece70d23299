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
  /** How the issuer signs in this mode. */
  mint: Mint
}

export interface Row {
  id: string
  /** Completes "T92 …": a sentence about every secured operation. */
  says: string
  profile: Profile
  /** Modes in which the row means something; both unless stated. */
  modes?: readonly AuthMode[]
  /** Deals the attempts out to the operations in turn; otherwise each meets all of them. */
  dealt?: true
  /** About the shared secret: each attempt meets all operations in that mode too. */
  secret?: true
  attempts: (bench: Bench) => Attempt[] | Promise<Attempt[]>
}

/** A row about something else than the secret is dealt out in shared-secret mode: same code, less time. */
export function isDealt({ dealt, secret, modes }: Row, mode: AuthMode): boolean {
  return dealt ?? (mode === 'shared-secret' && !secret && !modes)
}

export function mintOf(mode: AuthMode): Mint {
  return mode === 'jwks' ? keyMint(standingKey('ed-1')) : secretMint()
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

/** What a token may be limited to (RFC 6749 §3.3), and what its `scope` claim says (RFC 9068 §2.2.3). */
import { TokenError } from './token-error.ts'

/** Every scope that there is, in words for the contract. */
export const SCOPES = {
  'tasks:read': 'See tasks, and how many there are.',
  'tasks:write': 'Add, change and delete tasks; the answer shows the task in question.',
  'account:erase':
    'Erase everything. For the issuer, when an account is deleted; no program is given it.',
} as const satisfies Record<string, string>

export type Scope = keyof typeof SCOPES

const EVERY_SCOPE: ReadonlySet<Scope> = new Set(Object.keys(SCOPES) as Scope[])

/** scope-token *( SP scope-token ), each of %x21 / %x23-5B / %x5D-7E. */
const SCOPE = /^[!#-[\]-~]+(?: [!#-[\]-~]+)*$/

/**
 * What the claim allows. A token without it is a person's own session and may do everything. One
 * with it may do what it names and we know, each however often it is named: an unknown value grants
 * nothing. What is not a scope as RFC 6749 §3.3 writes it makes the whole token bad: nobody may have
 * to guess what was meant. Throws TokenError `CLAIM_REFUSED`.
 */
export function readScopes(claim: unknown): ReadonlySet<Scope> {
  if (claim === undefined) return EVERY_SCOPE
  if (typeof claim !== 'string' || !SCOPE.test(claim)) throw new TokenError('CLAIM_REFUSED')
  const named = new Set<string>(claim.split(' '))
  return new Set([...EVERY_SCOPE].filter((scope) => named.has(scope)))
}

export type ScopeErrorCode = 'INSUFFICIENT_SCOPE'

/** The token is good and does not reach this far (RFC 6750 §3.1): 403, and asking again is no use. */
export class InsufficientScopeError extends Error {
  override name = 'InsufficientScopeError'
  readonly code: ScopeErrorCode = 'INSUFFICIENT_SCOPE'
  readonly needed: Scope

  constructor(needed: Scope) {
    super('The access token does not reach this far.')
    this.needed = needed
  }
}

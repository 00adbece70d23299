// Holes in how far a token reaches: auth/scopes.ts and the check in front of each operation.
import { edit, onTop } from '../../hole.ts'
import type { Hole } from '../../hole.ts'
import type { ApiSource } from '../../source/api-source.ts'
import { isProbe, securedProbesOf } from '../../source/operations.ts'

const SCOPES = 'auth/scopes.ts'
const OPERATION = 'http/operation.ts'
const CHALLENGE = 'http/challenge.ts'
const SHORT = 'is answered 403 and changes nothing'
const CHECK = 'if (!isPublic) requireScope(context, needed)'
const HAS = "!context.get('identity').scopes.has(needed)"
const GUARD =
  "if (typeof claim !== 'string' || !SCOPE.test(claim)) throw new TokenError('CLAIM_REFUSED')"
const WORDS = "const named = new Set<string>(claim.split(' '))"
const GRANTED = 'return new Set([...EVERY_SCOPE].filter((scope) => named.has(scope)))'

/** One for each operation and method: it asks for no scope. */
function unasked(api: ApiSource): Hole[] {
  return securedProbesOf(api).map((probe) => ({
    id: `X scope ${probe.name}`,
    says: `${probe.name} takes a token that does not reach so far.`,
    seenBy: `${SHORT} — ${probe.operation.method} ${probe.operation.path}`,
    edits: [
      edit(OPERATION, CHECK, `if (!isPublic && !${isProbe(probe)}) requireScope(context, needed)`),
    ],
  }))
}

export function scopeHoles(api: ApiSource): Hole[] {
  return [...unasked(api), ...fixed]
}

const fixed: readonly Hole[] = [
  {
    id: 'X scope off',
    says: 'No operation asks how far a token reaches.',
    seenBy: SHORT,
    edits: [edit(OPERATION, CHECK, '')],
  },
  {
    id: 'X scope of reading writes',
    says: 'Who may read may write.',
    seenBy: SHORT,
    edits: [
      edit(
        OPERATION,
        HAS,
        "!context.get('identity').scopes.has(needed) && !context.get('identity').scopes.has('tasks:read')",
      ),
    ],
  },
  {
    id: 'X scope of writing reads',
    says: 'Who may write may read.',
    seenBy: SHORT,
    edits: [
      edit(
        OPERATION,
        HAS,
        "!context.get('identity').scopes.has(needed) && !context.get('identity').scopes.has('tasks:write')",
      ),
    ],
  },
  {
    id: 'X scope of any kind',
    says: 'Any scope that is known is enough for everything.',
    seenBy: SHORT,
    edits: [
      edit(OPERATION, HAS, "context.get('identity').scopes.size === 0 && needed !== undefined"),
    ],
  },
  {
    id: 'X scope by method',
    says: 'What a method is called decides what a token must reach, and HEAD is none of them.',
    seenBy: SHORT,
    edits: [
      edit(
        OPERATION,
        CHECK,
        "if (!isPublic && context.req.raw.method !== 'HEAD') requireScope(context, needed)",
      ),
    ],
  },
  {
    id: 'X scope forgotten by the cache',
    says: 'A token that was good before reaches everything.',
    seenBy: 'reaches another no further|the second time',
    edits: [
      onTop('auth/verifier.ts', "import { readScopes } from './scopes.ts'"),
      edit(
        'auth/verifier.ts',
        'return hit.identity',
        'return { ...hit.identity, scopes: readScopes(undefined) }',
      ),
    ],
  },
  {
    id: 'X scope of the session',
    says: 'What a session once had, all its tokens have.',
    seenBy: 'is nothing to another',
    edits: [
      onTop('auth/verifier.ts', "const widest = new Map<string, Identity['scopes']>()"),
      edit(
        'auth/verifier.ts',
        'verified.set(token, {',
        `const sid = identity.sessionId ?? ''
    const known = widest.get(sid)
    if (known === undefined || known.size < identity.scopes.size) widest.set(sid, identity.scopes)
    else Object.assign(identity, { scopes: known })
    verified.set(token, {`,
      ),
    ],
  },
  {
    id: 'X scope of the last',
    says: 'A token without a scope has that of the one before.',
    seenBy: 'is nothing to another',
    edits: [
      edit(
        SCOPES,
        'if (claim === undefined) return EVERY_SCOPE',
        'if (claim === undefined) return last',
      ),
      edit(
        SCOPES,
        GRANTED,
        `last = new Set([...EVERY_SCOPE].filter((scope) => named.has(scope)))\n  return last`,
      ),
      edit(SCOPES, '/** scope-token *(', 'let last = EVERY_SCOPE\n/** scope-token *('),
    ],
  },
  {
    id: 'X scope empty',
    says: 'An empty scope is none, and reaches everything.',
    seenBy: 'T130',
    edits: [edit(SCOPES, 'if (claim === undefined)', "if (claim === undefined || claim === '')")],
  },
  {
    id: 'X scope null',
    says: 'A scope of null is none, and reaches everything.',
    seenBy: 'T130',
    edits: [edit(SCOPES, 'if (claim === undefined)', 'if (claim === undefined || claim === null)')],
  },
  {
    id: 'X scope of any type',
    says: 'A scope that is no text is passed over, and reaches everything.',
    seenBy: 'T130',
    edits: [
      edit(SCOPES, 'if (claim === undefined)', "if (typeof claim !== 'string')"),
      edit(SCOPES, GUARD, "if (!SCOPE.test(claim)) throw new TokenError('CLAIM_REFUSED')"),
    ],
  },
  {
    id: 'X scope malformed',
    says: 'A scope that is not written as one is passed over, and reaches everything.',
    seenBy: 'T130',
    edits: [
      edit(
        SCOPES,
        GUARD,
        "if (typeof claim !== 'string' || !SCOPE.test(claim)) return EVERY_SCOPE",
      ),
    ],
  },
  {
    id: 'X scope with odd blanks',
    says: 'Any blanks stand between scopes.',
    seenBy: 'T130',
    edits: [
      edit(
        SCOPES,
        GUARD,
        "if (typeof claim !== 'string' || claim.trim() === '') throw new TokenError('CLAIM_REFUSED')",
      ),
      edit(SCOPES, WORDS, 'const named = new Set<string>(claim.trim().split(/\\s+/))'),
    ],
  },
  {
    id: 'X scope as a list',
    says: 'A list of scopes is taken as well.',
    seenBy: 'T130',
    edits: [
      edit(
        SCOPES,
        GUARD,
        "if (Array.isArray(claim)) return readScopes(claim.join(' '))\n  " + GUARD,
      ),
    ],
  },
  {
    id: 'X scope unknown',
    says: 'A scope that nobody knows reaches everything.',
    seenBy: 'T131',
    edits: [
      edit(
        SCOPES,
        GRANTED,
        'const known = new Set([...EVERY_SCOPE].filter((scope) => named.has(scope)))\n  return known.size === 0 ? EVERY_SCOPE : known',
      ),
    ],
  },
  {
    id: 'X scope star',
    says: 'A star stands for every scope.',
    seenBy: 'T131',
    edits: [edit(SCOPES, GRANTED, "if (named.has('*')) return EVERY_SCOPE\n  " + GRANTED)],
  },
  {
    id: 'X scope by case',
    says: 'Scopes are compared without regard to case.',
    seenBy: 'T131',
    edits: [edit(SCOPES, WORDS, "const named = new Set<string>(claim.toLowerCase().split(' '))")],
  },
  {
    id: 'X scope by part',
    says: 'A scope is found in the middle of another word.',
    seenBy: 'T131',
    edits: [
      edit(
        SCOPES,
        GRANTED,
        'return new Set([...EVERY_SCOPE].filter((scope) => claim.includes(scope)))',
      ),
      edit(SCOPES, WORDS, ''),
    ],
  },
  {
    id: 'X scope by another claim',
    says: 'scp says as much as scope.',
    seenBy: 'no other claim widens',
    edits: [
      edit(
        'auth/claims.ts',
        "readScopes(payload['scope'])",
        "readScopes(Array.isArray(payload['scp']) ? payload['scp'].join(' ') || undefined : payload['scope'])",
      ),
    ],
  },
  {
    id: 'X scope after the id',
    says: 'Whether an id could exist is said before how far the token reaches.',
    seenBy: 'does not tell whether an id exists',
    edits: [
      edit(OPERATION, CHECK, ''),
      edit(
        OPERATION,
        'query: readValidQuery(query, context),',
        'query: (isPublic ? 0 : requireScope(context, needed), readValidQuery(query, context)),',
      ),
    ],
  },
  {
    id: 'X scope after the body',
    says: 'A body is read before it is asked how far the token reaches.',
    seenBy: 'before anything of the request is read',
    edits: [
      edit(OPERATION, CHECK, ''),
      edit(
        OPERATION,
        'return handle(call as unknown as Call<Contract>)',
        'if (!isPublic) requireScope(context, needed)\n    return handle(call as unknown as Call<Contract>)',
      ),
    ],
  },
  {
    id: 'X scope unnamed',
    says: 'A 403 does not say which scope is missing.',
    seenBy: 'T131',
    edits: [edit(CHALLENGE, ', scope="${error.needed}"`', '`')],
  },
  {
    id: 'X scope as 401',
    says: 'A token that does not reach so far is answered 401, as if it were bad.',
    seenBy: 'T131',
    edits: [edit('http/problem-types.ts', 'status: 403,', 'status: 401,')],
  },
]

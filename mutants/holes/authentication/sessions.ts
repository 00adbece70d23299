// Holes in what ends a session early: the logout token, the list of ended sessions, where it is asked.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const VERIFIER = 'auth/verifier.ts'
const LOGOUT = 'auth/logout-token.ts'
const REVOCATIONS = 'auth/revocations.ts'
const END = 'auth/end-session.ts'
const STORE = 'db/revocations/store.ts'
const STATEMENTS = 'db/revocations/statements.ts'
const ENDED = 'no operation takes a token of a session that has ended'
const REFUSED = 'a logout token that is not good'
const EVERYWHERE = 'every instance hears of it'

/** A claim of the logout token that is not judged. */
function unjudged(name: string, says: string, find: string, replace: string): Hole {
  return { id: `X logout ${name}`, says, seenBy: REFUSED, edits: [edit(LOGOUT, find, replace)] }
}

export const sessionHoles: readonly Hole[] = [
  {
    id: 'X sign-out in name only',
    says: 'A logout token is taken and ends nothing here.',
    seenBy: 'and it counts already',
    edits: [edit(END, 'revocations.add(revocation)', 'void revocations')],
  },
  {
    id: 'X sign-out here alone',
    says: 'No other instance hears that a session has ended.',
    seenBy: EVERYWHERE,
    edits: [edit(END, 'await record(revocation)', 'void record')],
  },
  {
    id: 'X sign-out until a restart',
    says: 'An instance that starts does not read which sessions have ended.',
    seenBy: EVERYWHERE,
    edits: [edit(STORE, 'for (const row of rows) listener.onRevocation(row)', 'void rows')],
  },
  {
    id: 'X sign-out without news',
    says: 'Nobody is notified that a session has ended, and nobody reads on.',
    seenBy: EVERYWHERE,
    edits: [
      edit(
        STATEMENTS,
        "pg_notify('${CHANNEL}', json_build_array(",
        "pg_notify('nowhere', json_build_array(",
      ),
      edit(STORE, 'const POLLING_MS = 400', 'const POLLING_MS = 60_000'),
      edit(STORE, 'const CALM_MS = 5_000', 'const CALM_MS = 60_000'),
    ],
  },
  {
    id: 'X ended and remembered',
    says: 'A token that was good before outlives its session.',
    seenBy: ENDED,
    edits: [edit(VERIFIER, 'revocations.refuseRevoked(hit.identity)', '')],
  },
  {
    id: 'X ended and new',
    says: 'A token that was not seen before outlives its session.',
    seenBy: ENDED,
    edits: [
      edit(VERIFIER, 'revocations.refuseRevoked(identity)\n    verified.set', 'verified.set'),
    ],
  },
  {
    id: 'X ended on the way',
    says: 'A session that ends while a body arrives may still write it.',
    seenBy: 'ends while a body is on its way',
    edits: [
      edit(
        'http/operation.ts',
        "if ((body || takesFile) && !isPublic) services.verifier.refuseEnded(context.get('identity'))",
        '',
      ),
    ],
  },
  {
    id: 'X person for session',
    says: 'The end of one session ends all that the person has.',
    seenBy: ENDED,
    edits: [
      edit(
        LOGOUT,
        'if (sid !== undefined) return { key: sessionKey(sid), issuedUntil: undefined, expiresAt }',
        'if (sid !== undefined && sub === undefined) return { key: sessionKey(sid), issuedUntil: undefined, expiresAt }',
      ),
    ],
  },
  {
    id: 'X person without end',
    says: 'Who was signed out everywhere cannot sign in again.',
    seenBy: 'a logout token without a session',
    edits: [edit(LOGOUT, 'issuedUntil: iat, expiresAt', 'issuedUntil: undefined, expiresAt')],
  },
  {
    id: 'X person without beginning',
    says: 'Signing out everywhere leaves tokens without a session alone.',
    seenBy: 'a logout token without a session',
    edits: [
      edit(
        REVOCATIONS,
        'keys = [subjectKey(user), ...(sessionId === undefined ? [] : [sessionKey(sessionId)])]',
        'keys = sessionId === undefined ? [] : [subjectKey(user), sessionKey(sessionId)]',
      ),
    ],
  },
  {
    id: 'X logout by access token',
    says: 'An access token is taken for a logout token.',
    seenBy: REFUSED,
    edits: [
      edit(
        LOGOUT,
        "openSignedToken(token, keys, 'logout')",
        "openSignedToken(token, keys, 'access')",
      ),
    ],
  },
  unjudged(
    'nonce',
    'A logout token may carry a nonce.',
    "if (Object.hasOwn(payload, 'nonce')) refuse()",
    '',
  ),
  unjudged(
    'event',
    'Any event is a logout.',
    '|| !isLogoutEvent(events)',
    "|| typeof events !== 'object'",
  ),
  unjudged('jti', 'A logout token needs no jti.', '|| !isId(jti)', "|| jti === ''"),
  unjudged(
    'audience',
    'A logout token may be for somebody else.',
    '|| !isAudience(aud, expected.audience)',
    '|| !isAudience(aud, String(aud))',
  ),
  unjudged(
    'issuer',
    'A logout token may be by somebody else.',
    'iss !== expected.issuer ||',
    "iss === '' ||",
  ),
  unjudged(
    'expiry',
    'A logout token never expires.',
    "if (isExpired(exp, now)) throw new TokenError('EXPIRED')",
    '',
  ),
  unjudged(
    'future',
    'A logout token may be of the future.',
    'if (iat > now + CLOCK_TOLERANCE_SECONDS) refuse()',
    '',
  ),
  unjudged(
    'life',
    'A logout token may live for any time.',
    'if (exp <= iat || exp - iat > MAX_LOGOUT_LIFETIME_SECONDS) refuse()',
    '',
  ),
]

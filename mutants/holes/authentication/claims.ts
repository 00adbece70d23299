// Holes in what a token's claims must say: auth/claims.ts.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const CLAIMS = 'auth/claims.ts'
const REFUSE = "throw new TokenError('CLAIM_REFUSED')"
const EXPIRY = "if (isExpired(exp, now)) throw new TokenError('EXPIRED')"
const AUDIENCE = `if (!isAudience(aud, expected.audience)) ${REFUSE}`
const SUBJECT = `if (typeof sub !== 'string' || !USER_ID.test(sub)) ${REFUSE}`
const ISSUED = `if (iat > now + CLOCK_TOLERANCE_SECONDS) ${REFUSE}`
const LIFETIME = `if (exp - iat > MAX_LIFETIME_SECONDS || exp <= iat) ${REFUSE}`
const NOT_BEFORE =
  'if (nbf !== undefined && (!isNumericDate(nbf) || nbf > now + CLOCK_TOLERANCE_SECONDS))'
const DESTRUCTURED = 'sub, sid, exp, iat, nbf } = payload'
const USER = 'user: sub as UserId'

export const claimHoles: readonly Hole[] = [
  {
    id: 'M03',
    says: 'An expired token is good.',
    seenBy: 'T90',
    edits: [edit(CLAIMS, EXPIRY, '')],
  },
  {
    id: 'M03 tolerance',
    says: 'The clocks may differ by a minute.',
    seenBy: 'T90|T91|T98|borders',
    edits: [edit(CLAIMS, 'CLOCK_TOLERANCE_SECONDS = 5', 'CLOCK_TOLERANCE_SECONDS = 60')],
  },
  {
    id: 'M03 border',
    says: 'A token is good for one second after its tolerance.',
    seenBy: 'T90|borders|T126',
    edits: [
      edit(
        CLAIMS,
        'return expiresAt + CLOCK_TOLERANCE_SECONDS <= now',
        'return expiresAt + CLOCK_TOLERANCE_SECONDS + 1 <= now',
      ),
    ],
  },
  {
    id: 'M04',
    says: 'A token without exp is good for a minute.',
    seenBy: 'T92',
    edits: [edit(CLAIMS, DESTRUCTURED, 'sub, sid, exp = now + 60, iat, nbf } = payload')],
  },
  {
    id: 'X exp as text',
    says: 'An exp that is a text of digits is good.',
    seenBy: 'T93|wrong kind',
    edits: [
      edit(CLAIMS, DESTRUCTURED, 'sub, sid, exp: given, iat, nbf } = payload'),
      edit(
        CLAIMS,
        'if (iss !== expected.issuer)',
        'const exp = Number(given)\n  if (iss !== expected.issuer)',
      ),
    ],
  },
  {
    id: 'X iat missing',
    says: 'A token without iat is good.',
    seenBy: 'T100',
    edits: [edit(CLAIMS, DESTRUCTURED, 'sub, sid, exp, iat = now, nbf } = payload')],
  },
  {
    id: 'X iat ahead',
    says: 'A token from the future is good.',
    seenBy: 'T99|borders',
    edits: [edit(CLAIMS, ISSUED, '')],
  },
  {
    id: 'X lifetime',
    says: 'A token may live for years.',
    seenBy: 'T95|T99|borders',
    edits: [edit(CLAIMS, LIFETIME, `if (exp <= iat) ${REFUSE}`)],
  },
  {
    id: 'X lifetime backwards',
    says: 'A token may expire before it was issued.',
    seenBy: 'T99|T90|borders',
    edits: [edit(CLAIMS, LIFETIME, `if (exp - iat > MAX_LIFETIME_SECONDS) ${REFUSE}`)],
  },
  {
    id: 'X nbf',
    says: 'nbf is not read.',
    seenBy: 'T98|borders',
    edits: [edit(CLAIMS, NOT_BEFORE, 'if (nbf === Symbol.iterator)')],
  },
  {
    id: 'X nbf of any type',
    says: 'An nbf that is no number is passed over.',
    seenBy: 'T98|wrong kind',
    edits: [
      edit(
        CLAIMS,
        NOT_BEFORE,
        "if (typeof nbf === 'number' && (!isNumericDate(nbf) || nbf > now + CLOCK_TOLERANCE_SECONDS))",
      ),
    ],
  },
  {
    id: 'X date without end',
    says: 'A time may be infinite.',
    seenBy: 'T95',
    edits: [edit(CLAIMS, 'Number.isFinite(value) && value >= 0', 'value >= 0')],
    equivalent:
      'an infinite exp has no allowed lifetime, an infinite iat or nbf lies in the future: each is refused by its own rule',
  },
  {
    id: 'X date before the epoch',
    says: 'A time may be negative.',
    seenBy: 'X36',
    edits: [edit(CLAIMS, 'Number.isFinite(value) && value >= 0', 'Number.isFinite(value)')],
  },
  {
    id: 'M05',
    says: 'A token for any audience is good.',
    seenBy: 'T102|T109',
    edits: [edit(CLAIMS, AUDIENCE, '')],
  },
  {
    id: 'M05 prefix',
    says: 'The audience needs only begin like ours.',
    seenBy: 'T102|issuer or audience',
    edits: [edit(CLAIMS, 'return aud === audience', 'return aud.startsWith(audience)')],
  },
  {
    id: 'M05 word',
    says: 'The audience needs only be one word of the text.',
    seenBy: 'T102',
    edits: [edit(CLAIMS, 'return aud === audience', "return aud.split(' ').includes(audience)")],
  },
  {
    id: 'M05 case',
    says: 'The audience is compared without regard to case.',
    seenBy: 'T102',
    edits: [
      edit(
        CLAIMS,
        'return aud === audience',
        'return aud.toLowerCase() === audience.toLowerCase()',
      ),
    ],
  },
  {
    id: 'M05 any list',
    says: 'A list of audiences is good whoever is on it.',
    seenBy: 'T102',
    edits: [edit(CLAIMS, '&& aud.includes(audience)', '&& aud.length > 0')],
  },
  {
    id: 'M05 mixed list',
    says: 'A list of audiences may hold other things than texts.',
    seenBy: 'T102|wrong kind',
    edits: [edit(CLAIMS, "aud.every((member) => typeof member === 'string') &&", '')],
  },
  {
    id: 'M06',
    says: 'A token of any issuer is good.',
    seenBy: 'T101',
    edits: [edit(CLAIMS, `if (iss !== expected.issuer) ${REFUSE}`, '')],
  },
  {
    id: 'M06 prefix',
    says: 'The issuer needs only begin like ours.',
    seenBy: 'T101|issuer or audience',
    edits: [
      edit(
        CLAIMS,
        'if (iss !== expected.issuer)',
        "if (typeof iss !== 'string' || !iss.startsWith(expected.issuer))",
      ),
    ],
  },
  {
    id: 'M06 slash',
    says: 'The issuer may end with a slash.',
    seenBy: 'T101',
    edits: [
      edit(
        CLAIMS,
        'if (iss !== expected.issuer)',
        "if (typeof iss !== 'string' || iss.replace(/\\/$/, '') !== expected.issuer)",
      ),
    ],
  },
  {
    id: 'M06 case',
    says: 'The issuer is compared without regard to case.',
    seenBy: 'T101',
    edits: [
      edit(
        CLAIMS,
        'if (iss !== expected.issuer)',
        "if (typeof iss !== 'string' || iss.toLowerCase() !== expected.issuer.toLowerCase())",
      ),
    ],
  },
  {
    id: 'M06 list',
    says: 'The issuer may be one of a list.',
    seenBy: 'T101',
    edits: [
      edit(
        CLAIMS,
        'if (iss !== expected.issuer)',
        'if (iss !== expected.issuer && !(Array.isArray(iss) && iss.includes(expected.issuer)))',
      ),
    ],
  },
  {
    id: 'M28',
    says: 'Who calls is the e-mail address, when the token has one.',
    seenBy: 'T117|I51|T108',
    edits: [edit(CLAIMS, USER, "user: String(payload['email'] ?? sub) as UserId")],
  },
  {
    id: 'M28 name',
    says: 'Who calls is the name, when the token has one.',
    seenBy: 'T117|I51|T108',
    edits: [edit(CLAIMS, USER, "user: String(payload['name'] ?? sub) as UserId")],
  },
  {
    id: 'M28 case',
    says: 'Two subjects that differ in case are one person.',
    seenBy: 'X14',
    edits: [edit(CLAIMS, USER, 'user: sub.toLowerCase() as UserId')],
  },
  {
    id: 'M28 length',
    says: 'Two subjects with the same first 32 characters are one person.',
    seenBy: 'T107|T108|I51|never existed',
    edits: [edit(CLAIMS, USER, 'user: sub.slice(0, 32) as UserId')],
  },
  {
    id: 'X sub of any type',
    says: 'A sub that is no text becomes one.',
    seenBy: 'T105|wrong kind',
    edits: [
      edit(CLAIMS, SUBJECT, `if (sub === undefined || !USER_ID.test(String(sub))) ${REFUSE}`),
      edit(CLAIMS, USER, 'user: String(sub) as UserId'),
    ],
  },
  {
    id: 'X sub missing',
    says: 'A token without sub is of a user named anonymous.',
    seenBy: 'T105',
    edits: [edit(CLAIMS, DESTRUCTURED, "sub = 'anonymous', sid, exp, iat, nbf } = payload")],
  },
  {
    id: 'X sub trimmed',
    says: 'Blanks around a sub are dropped.',
    seenBy: 'T105',
    edits: [
      edit(CLAIMS, SUBJECT, `if (typeof sub !== 'string' || !USER_ID.test(sub.trim())) ${REFUSE}`),
      edit(CLAIMS, USER, 'user: sub.trim() as UserId'),
    ],
  },
  {
    id: 'X sub of any alphabet',
    says: 'A sub may have any characters.',
    seenBy: 'T105',
    edits: [edit(CLAIMS, '/^[A-Za-z0-9_-]{1,255}$/', '/^[^]{1,255}$/')],
  },
  {
    id: 'X sub of any length',
    says: 'A sub may have any length.',
    seenBy: 'T105',
    edits: [edit(CLAIMS, '/^[A-Za-z0-9_-]{1,255}$/', '/^[A-Za-z0-9_-]+$/')],
  },
  {
    id: 'X sub with a line break',
    says: 'A sub may end with a line break.',
    seenBy: 'T105',
    edits: [edit(CLAIMS, '/^[A-Za-z0-9_-]{1,255}$/', '/^[A-Za-z0-9_-]{1,255}$/m')],
  },
  {
    id: 'X sid of any type',
    says: 'A sid that is no text is passed over.',
    seenBy: 'wrong kind|T105|a token is judged by the rules',
    edits: [
      edit(CLAIMS, `if (sid !== undefined && typeof sid !== 'string') ${REFUSE}`, ''),
      edit(CLAIMS, 'sessionId: sid', 'sessionId: sid as string | undefined'),
    ],
  },
]

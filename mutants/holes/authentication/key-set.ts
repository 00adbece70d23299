// Holes in which keys count and where they come from: auth/key-set.ts, key-set-document.ts, jwk.ts.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const SET = 'auth/key-set.ts'
const DOCUMENT = 'auth/key-set-document.ts'
const JWK = 'auth/jwk.ts'
const RSA = 'auth/rsa-weakness.ts'
const NO_KID = "if (kid === undefined) throw new TokenError('HEADER_REFUSED')"
const LOOK_UP = 'const lookUp = () => (isUsable() ? keys.get(kid) : undefined)'
const FIND = 'async function find(kid: string | undefined): Promise<VerificationKey> {'
const USABLE = 'const isUsable = (): boolean => now() - loadedAt <= staleMs'
const COOLDOWN = 'found === undefined && now() - soughtAt >= cooldownMs'
const WEAK = 'T67|T68|T86'

export const keySetHoles: readonly Hole[] = [
  {
    id: 'X no kid',
    says: 'A token without kid is judged by the first key.',
    seenBy: 'T71',
    edits: [
      edit(SET, FIND, FIND.replace('kid: string', 'given: string')),
      edit(SET, NO_KID, "const kid = given ?? keys.keys().next().value ?? ''"),
    ],
  },
  {
    id: 'X kid of any case',
    says: 'A kid is compared without regard to case.',
    seenBy: 'T72',
    edits: [
      edit(
        SET,
        LOOK_UP,
        'const lookUp = () => (isUsable() ? (keys.get(kid) ?? [...keys].find(([name]) => name.toLowerCase() === kid.toLowerCase())?.[1]) : undefined)',
      ),
    ],
  },
  {
    id: 'X kid by its beginning',
    says: 'A kid needs only begin like the name of a key.',
    seenBy: 'T72',
    edits: [
      edit(
        SET,
        LOOK_UP,
        'const lookUp = () => (isUsable() ? (keys.get(kid) ?? [...keys].find(([name]) => kid.startsWith(name))?.[1]) : undefined)',
      ),
    ],
  },
  {
    id: 'X kid trimmed',
    says: 'Blanks around a kid are dropped.',
    seenBy: 'T72',
    edits: [
      edit(SET, LOOK_UP, 'const lookUp = () => (isUsable() ? keys.get(kid.trim()) : undefined)'),
    ],
  },
  {
    id: 'M14',
    says: 'A key set that was fetched is kept until an unknown key is met.',
    seenBy: 'T82|T123',
    edits: [edit(SET, 'if (closed) return', 'if (closed || !failing) return')],
  },
  {
    id: 'M14 unknown',
    says: 'An unknown kid waits for the next refresh.',
    seenBy: 'T83',
    edits: [edit(SET, COOLDOWN, 'found === undefined && now() < 0')],
  },
  {
    id: 'M14 merged',
    says: 'Keys that left the set still count.',
    seenBy: 'T82',
    edits: [
      edit(SET, 'keys = fetched', 'keys = new Map([...keys, ...fetched])'),
      edit(
        SET,
        'Array.from(fetched.values(), (key) => key.id)',
        'Array.from(keys.values(), (key) => key.id)',
      ),
    ],
  },
  {
    id: 'M15',
    says: 'The key set is fetched for every token that is new.',
    seenBy: 'T70',
    edits: [edit(SET, NO_KID, `${NO_KID}\n    await load()`)],
  },
  {
    id: 'M15 unknown',
    says: 'The key set is fetched for every unknown kid.',
    seenBy: 'T70',
    edits: [edit(SET, COOLDOWN, 'found === undefined && now() - soughtAt >= 0')],
  },
  {
    id: 'M15 failing',
    says: 'While the issuer fails, every unknown kid is a fetch.',
    seenBy: 'T70',
    edits: [
      edit(SET, COOLDOWN, 'found === undefined && (failing || now() - soughtAt >= cooldownMs)'),
    ],
  },
  {
    id: 'M15 apart',
    says: 'While the issuer fails, those who ask and the background fetch apart.',
    seenBy: 'T70 who asks',
    edits: [edit(SET, 'soughtAt = Math.max(soughtAt, startedAt)', 'void startedAt')],
  },
  {
    id: 'M18',
    says: 'While the issuer fails, an unknown key is the fault of the token.',
    seenBy: 'F11|T70',
    edits: [edit(SET, 'if (failing) throw unavailable()', '')],
  },
  {
    id: 'X keys forgotten',
    says: 'The keys are forgotten as soon as the issuer fails.',
    seenBy: 'F11',
    edits: [
      edit(
        SET,
        'failing = true\n          //',
        'failing = true\n          keys = new Map()\n          currentIds = new Set()\n          //',
      ),
    ],
  },
  {
    id: 'X stale set',
    says: 'The last good set counts however long the issuer is away.',
    seenBy: 'F12',
    edits: [
      edit(SET, USABLE, 'const isUsable = (): boolean => now() - loadedAt <= Infinity * staleMs'),
    ],
  },
  {
    id: 'X stale set for good tokens',
    says: 'Tokens that were good before outlive a set that is too old.',
    seenBy: 'F12',
    edits: [
      edit(
        SET,
        'isCurrent: (key) => isUsable() && currentIds.has(key.id)',
        'isCurrent: (key) => currentIds.has(key.id)',
      ),
    ],
  },
  {
    id: 'X redirect',
    says: 'Whoever answers for the key set may send us elsewhere.',
    seenBy: 'F11',
    edits: [edit(DOCUMENT, "redirect: 'error'", "redirect: 'follow'")],
  },
  {
    id: 'X key set of any status',
    says: 'A key set counts whatever its status is.',
    seenBy: 'F11',
    edits: [edit(DOCUMENT, 'if (response.status !== 200) {', 'if (response.status === 204) {')],
  },
  {
    id: 'X key set of any size',
    says: 'A key set may be endless.',
    seenBy: 'F11',
    edits: [edit(DOCUMENT, 'maxBytes: MAX_BYTES', 'maxBytes: Infinity')],
  },
  {
    id: 'X key set at any time',
    says: 'A key set may take for ever.',
    seenBy: 'F11',
    edits: [edit(DOCUMENT, 'const TIMEOUT_MS = 3_000', 'const TIMEOUT_MS = 600_000')],
  },
  {
    id: 'X first of two keys',
    says: 'Of two keys with one name the first counts.',
    seenBy: WEAK,
    edits: [
      edit(
        DOCUMENT,
        'const key = seen.has(jwk.kid) ? undefined : await importVerificationKey(jwk)',
        'if (seen.has(jwk.kid)) continue\n    const key = await importVerificationKey(jwk)',
      ),
    ],
  },
  {
    id: 'X last of two keys',
    says: 'Of two keys with one name the last counts.',
    seenBy: WEAK,
    edits: [
      edit(
        DOCUMENT,
        'seen.has(jwk.kid) ? undefined : await importVerificationKey(jwk)',
        'await importVerificationKey(jwk)',
      ),
    ],
  },
  {
    id: 'X key without a name',
    says: 'A key without kid is one named undefined.',
    seenBy: `${WEAK}|T72`,
    edits: [edit(DOCUMENT, "if (typeof jwk.kid !== 'string') continue", "jwk.kid ??= 'undefined'")],
  },
  {
    id: 'X key for encryption',
    says: 'A key for encryption verifies.',
    seenBy: WEAK,
    edits: [edit(JWK, "(jwk.use === undefined || jwk.use === 'sig') &&", '')],
  },
  {
    id: 'X key for other operations',
    says: 'A key for other operations verifies.',
    seenBy: WEAK,
    edits: [edit(JWK, "(jwk.key_ops === undefined || jwk.key_ops.includes('verify')) &&", '')],
  },
  {
    id: 'X key for another algorithm',
    says: 'A key for another algorithm verifies.',
    seenBy: WEAK,
    edits: [
      edit(
        JWK,
        '(jwk.alg === undefined || algorithms.includes(jwk.alg)) &&',
        'algorithms.length > 0 &&',
      ),
    ],
  },
  {
    id: 'X private key',
    says: 'A private key in the set verifies.',
    seenBy: WEAK,
    edits: [
      edit(
        JWK,
        '&&\n    !SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))',
        '&& SECRET_MEMBERS.length > 0',
      ),
      edit(
        JWK,
        'await importJWK(jwk, algorithm)',
        'await importJWK(Object.fromEntries(Object.entries(jwk).filter(([name]) => !SECRET_MEMBERS.includes(name))), algorithm)',
      ),
    ],
  },
  {
    id: 'X symmetric key',
    says: 'A symmetric key in the set verifies.',
    seenBy: WEAK,
    edits: [
      edit(
        JWK,
        'if (algorithm === undefined || !isForVerification(jwk, algorithm)) return undefined',
        "if (jwk.kty === 'oct') return { algorithm: 'HS256', key: base64url.decode(jwk.k ?? ''), id: jwk.k ?? '' }\n  if (algorithm === undefined || !isForVerification(jwk, algorithm)) return undefined",
      ),
      edit(
        JWK,
        "['EdDSA', 'ES256', 'RS256'] as const",
        "['EdDSA', 'ES256', 'RS256', 'HS256'] as const",
      ),
    ],
  },
  {
    id: 'X short RSA key',
    says: 'An RSA key of 1024 bits verifies.',
    seenBy: WEAK,
    runtime: 'bun',
    edits: [edit(RSA, 'const MIN_BITS = 2048', 'const MIN_BITS = 512')],
  },
  {
    id: 'X even RSA modulus',
    says: 'An RSA key with an even modulus is taken.',
    seenBy: WEAK,
    edits: [edit(RSA, ' || n % 2n === 0n', '')],
    equivalent:
      'nobody can sign for a modulus that is no product of two odd primes in a way that an engine accepts',
  },
  {
    id: 'X small RSA exponent',
    says: 'An RSA key with the exponent 3 verifies.',
    seenBy: WEAK,
    edits: [edit(RSA, 'e < F4 || ', '')],
  },
  {
    id: 'X ROCA',
    says: 'An RSA key of the faulty generator verifies.',
    seenBy: WEAK,
    edits: [edit(RSA, 'return hasRocaFingerprint(n)', 'return hasRocaFingerprint(n) && n < 0n')],
  },
  {
    id: 'X small order',
    says: 'An Ed25519 key of small order verifies.',
    seenBy: WEAK,
    runtime: 'bun',
    edits: [
      edit(
        JWK,
        "if (algorithm === 'EdDSA' && isSmallOrder(base64url.decode(jwk.x ?? ''))) return undefined",
        'void isSmallOrder',
      ),
    ],
  },
  {
    id: 'X one weak key',
    says: 'One key that is not good takes the whole set with it.',
    seenBy: WEAK,
    edits: [
      edit(
        JWK,
        '// Not a point on the curve, not base64url, …: each engine has its own words for it.\n    return undefined',
        'throw new Error()',
      ),
    ],
  },
]

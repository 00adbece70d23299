/**
 * A second judge of tokens, written from the rules alone: it says whether the api must accept a
 * token that nobody has listed. It shares no code with the api and no library decides for it.
 */
import { createHmac, createPublicKey, verify } from 'node:crypto'
import { audience, issuerOrigin } from '../environment.ts'
import { allStandingKeys } from '../issuer/keys.ts'
import type { Algorithm } from '../issuer/keys.ts'
import { derivedSecret } from '../issuer/mint.ts'
import { tokenBounds } from '../spec/token-bounds.ts'
import type { AuthMode } from '../tokens/row.ts'
import { readJson } from './json.ts'
import type { Json } from './json.ts'

/** Too close to one of the moments at which the answer changes: only a frozen clock could tell. */
export type Judgement = 'accept' | 'refuse' | 'unsure'

const deepest = 8
const unsureSeconds = 2

export function judgeToken(token: string, mode: AuthMode): Judgement {
  if (token.length > tokenBounds().maxBytes) return 'refuse'
  const parts = token.split('.')
  const [header, payload, signature] = parts.map(decoded)
  if (parts.length !== 3 || !header || !payload || !signature) return 'refuse'
  const [members, claims] = [objectIn(header), objectIn(payload)]
  if (!members || !claims || !isHeaderAllowed(members)) return 'refuse'
  const input = Buffer.from(token.slice(0, token.lastIndexOf('.')))
  if (!isSigned({ input, signature, members, mode })) return 'refuse'
  return judgeClaims(claims)
}

/** Whom a good token names. */
export function subjectOf(token: string): string | undefined {
  const claims = objectIn(Buffer.from(token.split('.')[1] ?? '', 'base64url'))
  const subject = claims?.get('sub')
  return typeof subject === 'string' ? subject : undefined
}

/** What a good token is limited to: RFC 9068 §2.2.3; undefined for one that is not. */
export function scopesOf(token: string): string[] | undefined {
  const claims = objectIn(Buffer.from(token.split('.')[1] ?? '', 'base64url'))
  const scope = claims?.get('scope')
  return typeof scope === 'string' ? scope.split(' ') : undefined
}

/** The bytes of a part, if it is their only spelling: RFC 7515 §2. */
function decoded(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url')
  return part !== '' && bytes.toString('base64url') === part ? bytes : undefined
}

function objectIn(bytes: Buffer): Map<string, Json> | undefined {
  const text = bytes.toString('utf8')
  // U+FFFD stands where something was no UTF-8; writing it back then gives other bytes.
  if (!Buffer.from(text).equals(bytes)) return undefined
  const reading = readJson(text)
  return reading && reading.depth <= deepest && reading.value instanceof Map
    ? reading.value
    : undefined
}

/** What would choose a key, change what is signed or demand an extension: RFC 7515 §4.1. */
const refused = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip']

function isHeaderAllowed(members: Map<string, Json>): boolean {
  const typ = members.get('typ')
  const isOurs = typ === undefined || (typeof typ === 'string' && /^[jJ][wW][tT]$/.test(typ))
  return isOurs && !refused.some((name) => members.has(name))
}

interface Signed {
  input: Buffer
  signature: Buffer
  members: Map<string, Json>
  mode: AuthMode
}

/** The algorithm is the key's own, whatever else the header says: RFC 8725 §3.1. */
function isSigned({ input, signature, members, mode }: Signed): boolean {
  const [alg, kid] = [members.get('alg'), members.get('kid')]
  if (mode === 'shared-secret') {
    const tag = createHmac('sha256', derivedSecret()).update(input).digest()
    return alg === 'HS256' && !members.has('kid') && tag.equals(signature)
  }
  const key = allStandingKeys().find((candidate) => candidate.kid === kid)
  if (key?.alg !== alg || !key) return false
  return verifies(key.alg, createPublicKey(key.privateKey), { input, signature })
}

function verifies(
  alg: Algorithm,
  key: ReturnType<typeof createPublicKey>,
  { input, signature }: Pick<Signed, 'input' | 'signature'>,
): boolean {
  switch (alg) {
    case 'EdDSA':
      return signature.length === 64 && verify(null, input, key, signature)
    case 'ES256':
      return (
        signature.length === 64 &&
        verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature)
      )
    case 'RS256':
      return verify('sha256', input, key, signature)
  }
}

function judgeClaims(claims: Map<string, Json>): Judgement {
  const [iss, aud, sub, sid] = ['iss', 'aud', 'sub', 'sid'].map((name) => claims.get(name))
  const audiences = Array.isArray(aud) ? aud : [aud]
  const isForUs =
    iss === issuerOrigin() &&
    audiences.every((member) => typeof member === 'string') &&
    audiences.includes(audience) &&
    typeof sub === 'string' &&
    /^[A-Za-z0-9_-]+$/.test(sub) &&
    sub.length <= 255 &&
    (sid === undefined || typeof sid === 'string') &&
    isScope(claims.get('scope'))
  return isForUs ? judgeTimes(claims) : 'refuse'
}

/** RFC 6749 §3.3: words of printable ASCII without quote and backslash, one blank between two. */
function isScope(value: Json | undefined): boolean {
  if (value === undefined) return true
  if (typeof value !== 'string') return false
  const isInWord = (code: number): boolean =>
    code > 0x20 && code < 0x7f && code !== 0x22 && code !== 0x5c
  return value
    .split(' ')
    .every(
      (word) => word !== '' && Array.from(word).every((one) => isInWord(one.codePointAt(0) ?? 0)),
    )
}

/** RFC 7519 §4.1.4-6, with the bounds that the contract states. */
function judgeTimes(claims: Map<string, Json>): Judgement {
  const { maxLifetimeSeconds, clockToleranceSeconds: tolerance } = tokenBounds()
  const [exp, iat, nbf = 0] = ['exp', 'iat', 'nbf'].map((name) => claims.get(name))
  if (!isDate(exp) || !isDate(iat) || !isDate(nbf)) return 'refuse'
  if (exp <= iat || exp - iat > maxLifetimeSeconds) return 'refuse'
  const now = Date.now() / 1000
  const spare = [exp + tolerance - now, now + tolerance - iat, now + tolerance - nbf]
  if (spare.some((seconds) => seconds < -unsureSeconds)) return 'refuse'
  return spare.every((seconds) => seconds > unsureSeconds) ? 'accept' : 'unsure'
}

function isDate(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

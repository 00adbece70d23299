/** Keys that verify signatures and must not be trusted, each with a token that it would let in. */
import {
  createHash,
  createPrivateKey,
  checkPrimeSync,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import { newKey, publicJwk, signerOf } from './keys.ts'
import type { Algorithm, PublicJwk, Signer, SigningKey } from './keys.ts'
import { compact, encode, goodClaims, hmac } from './mint.ts'

export interface WeakKey {
  name: string
  jwk: PublicJwk
  tokenFor(subject: string): string
}

/** Points of order 1, 2, 4 and 8 on edwards25519, canonical and not, little-endian y. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n
const identity = Buffer.from(smallOrder[0] ?? '', 'hex')

/** One signature for every message: R is the identity, S is zero. */
const trivialSignature = Buffer.concat([identity, Buffer.alloc(32)])

export function smallOrderKeys(): WeakKey[] {
  return smallOrder.map((hex, index) => {
    const point = Buffer.from(hex, 'hex')
    const kid = `small-order-${String(index)}`
    return {
      name: `small order ${hex.slice(0, 8)}…${hex.slice(-2)}`,
      jwk: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url'), kid, alg: 'EdDSA' },
      tokenFor: (subject) => trivial(kid, point, subject),
    }
  })
}

/** The trivial signature holds where the challenge (RFC 8032 §5.1.7) is a multiple of the order, 8 at most. */
function trivial(kid: string, point: Buffer, subject: string): string {
  for (;;) {
    const jwt = compact({ alg: 'EdDSA', kid }, goodClaims(subject), () => trivialSignature)
    const input = jwt.slice(0, jwt.lastIndexOf('.'))
    const digest = createHash('sha512').update(identity).update(point).update(input).digest()
    if ((BigInt(`0x${digest.reverse().toString('hex')}`) % groupOrder) % 8n === 0n) return jwt
  }
}

export function weakRsaKeys(): WeakKey[] {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  const small = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).privateKey
  const faulty = createPrivateKey({ key: rocaJwk(), format: 'jwk' })
  const signed = (kid: string, name: string, privateKey: typeof short): WeakKey => {
    const key = { kid, alg: 'RS256' as const, privateKey }
    return weak(name, publicJwk(key), signerOf(key))
  }
  return [
    signed('rsa-1024', 'RSA of 1024 bits', short),
    signed('rsa-e3', 'RSA with exponent 3', small),
    signed('rsa-roca', 'RSA of the ROCA generator', faulty),
    withoutExponent(),
  ]
}

/** With exponent 1 the padded message is its own signature: EMSA-PKCS1-v1_5 (RFC 8017 §9.2). */
function withoutExponent(): WeakKey {
  const sound = publicJwk(newKey('rsa-e1', 'RS256'))
  return weak('RSA with exponent 1', { ...sound, e: 'AQ' }, (input) => {
    const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')
    const digest = createHash('sha256').update(input).digest()
    const padding = Buffer.alloc(256 - 3 - prefix.length - digest.length, 0xff)
    return Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), prefix, digest])
  })
}

/** Keys that the issuer should never have shown, or that are for something else. */
export function misplacedKeys(): WeakKey[] {
  const secret = randomBytes(32)
  const leaked = newKey('leaked', 'EdDSA')
  const encrypting = newKey('encrypting', 'ES256')
  const wrapping = newKey('wrapping', 'EdDSA')
  const renamed = newKey('renamed', 'RS256')
  const nameless = newKey('undefined', 'EdDSA')
  const twins = [newKey('twin', 'EdDSA'), newKey('twin', 'EdDSA')]
  const triplets = ['EdDSA', 'ES256', 'EdDSA'].map((alg) => newKey('triplet', alg as Algorithm))
  const idle = newKey('idle', 'EdDSA')
  const broken = newKey('broken', 'ES256')
  return [
    {
      name: 'symmetric key',
      jwk: { kty: 'oct', k: secret.toString('base64url'), kid: 'oct', alg: 'HS256', use: 'sig' },
      tokenFor: (subject) =>
        compact({ alg: 'HS256', kid: 'oct' }, goodClaims(subject), hmac(secret)),
    },
    weak(
      'private key',
      { ...leaked.privateKey.export({ format: 'jwk' }), kid: 'leaked', alg: 'EdDSA', use: 'sig' },
      signerOf(leaked),
    ),
    weak('key for encryption', { ...publicJwk(encrypting), use: 'enc' }, signerOf(encrypting)),
    weak('key for wrapping', withOperations(publicJwk(wrapping), ['wrapKey']), signerOf(wrapping)),
    weak('key of another algorithm', { ...publicJwk(renamed), alg: 'RS512' }, signerOf(renamed)),
    weak('key for nothing', withOperations(publicJwk(idle), []), signerOf(idle)),
    // Which of them is meant can't be told (RFC 7517 §4.5).
    ...[...twins, ...triplets].map((key, index) =>
      weak(`${key.kid} ${String(index)}`, publicJwk(key), signerOf(key)),
    ),
    {
      ...weak('key without a name', publicJwk(nameless), signerOf(nameless)),
      jwk: unnamed(nameless),
    },
    weak('no point of the curve', { ...publicJwk(broken), y: 'AQ' }, signerOf(broken)),
  ]
}

function unnamed(key: SigningKey): PublicJwk {
  const { kid: _kid, ...jwk } = publicJwk(key)
  return jwk
}

function withOperations({ use: _use, ...jwk }: PublicJwk, operations: string[]): PublicJwk {
  return { ...jwk, key_ops: operations }
}

function weak(name: string, jwk: PublicJwk, sign: Signer): WeakKey {
  const alg = { OKP: 'EdDSA', EC: 'ES256', RSA: 'RS256' }[jwk.kty ?? '']
  return {
    name,
    jwk,
    tokenFor: (subject) => compact({ alg, kid: jwk.kid }, goodClaims(subject), sign),
  }
}

/** CVE-2017-15361: primes of the form k·M + 65537^a mod M, M the product of the first 126 primes. */
function rocaJwk(): JsonWebKey {
  const [p, q] = [rocaPrime(), rocaPrime()]
  const [n, e] = [p * q, 65537n]
  const d = inverse(e, (p - 1n) * (q - 1n))
  const members = { n, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) }
  return {
    kty: 'RSA',
    ...Object.fromEntries(Object.entries(members).map(([name, value]) => [name, bytesOf(value)])),
  }
}

function rocaPrime(): bigint {
  const primes: bigint[] = []
  for (let n = 2n; primes.length < 126; n += 1n) {
    if (primes.every((prime) => n % prime !== 0n)) primes.push(n)
  }
  const product = primes.reduce((left, right) => left * right)
  for (;;) {
    const residue = power(65537n, random(8), product)
    const lowest = (3n << 1022n) / product
    const candidate = (lowest + (random(16) % ((1n << 1022n) / product - 1n))) * product + residue
    if (candidate % 65537n !== 1n && checkPrimeSync(candidate)) return candidate
  }
}

function random(bytes: number): bigint {
  return BigInt(`0x${randomBytes(bytes).toString('hex')}`)
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let [square, rest] = [base % modulus, exponent]; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (b > 0n) {
    const quotient = a / b
    ;[a, b, x, y] = [b, a - quotient * b, y, x - quotient * y]
  }
  return ((x % modulus) + modulus) % modulus
}

function bytesOf(value: bigint): string {
  const hex = value.toString(16)
  return encode(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'))
}

/** Rows about the signature: RFC 7515 §5.2, RFC 8725 §3.3. */
import { constants, createHash, privateEncrypt, randomBytes, randomInt, sign } from 'node:crypto'
import { newKey, signerOf, standingKey } from '../issuer/keys.ts'
import type { Signer, SigningKey } from '../issuer/keys.ts'
import { compact, encode, goodClaims, keyMint, split, token } from '../issuer/mint.ts'
import { degeneratePairs, isHigh, largeS, twin } from './malleable.ts'
import { bearer } from './row.ts'
import type { Bench, Row } from './row.ts'

/** A token whose signature bytes this changes. */
function resigned({ a, mint }: Bench, change: (signature: Buffer) => Buffer): string {
  return compact(mint.header, goodClaims(a.subject), (input) => change(mint.sign(input)))
}

/** ECDSA signatures as TLS writes them, which JWS does not: RFC 7518 §3.4. */
function withDer({ privateKey }: SigningKey): Signer {
  return (input) => sign('sha256', input, { key: privateKey, dsaEncoding: 'der' })
}

/** Right keys, and signatures that another algorithm would take. */
function ofOtherSchemes(): [string, SigningKey, Signer][] {
  const [ed, es, rs] = (['ed-1', 'es-1', 'rs-1'] as const).map(standingKey)
  if (!ed || !es || !rs) throw new Error('the issuer lacks a key')
  const key = rs.privateKey
  return [
    ['S above the order', ed, (input) => largeS(signerOf(ed)(input))],
    ['Ed25519ph-like, over the hash', ed, (input) => signerOf(ed)(digest('sha512', input))],
    ['DER', es, withDer(es)],
    [
      'over SHA-384',
      es,
      (input) => sign('sha384', input, { key: es.privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
    ...degeneratePairs().map((pair, index): [string, SigningKey, Signer] => [
      `degenerate pair ${String(index)}`,
      es,
      () => pair,
    ]),
    [
      'PSS',
      rs,
      (input) => sign('sha256', input, { key, padding: constants.RSA_PKCS1_PSS_PADDING }),
    ],
    ['over SHA-1', rs, (input) => sign('sha1', input, key)],
    ['over SHA-512', rs, (input) => sign('sha512', input, key)],
    [
      'over the digest without its name',
      rs,
      (input) => privateEncrypt(key, digest('sha256', input)),
    ],
  ]
}

function digest(name: string, input: Buffer): Buffer {
  return createHash(name).update(input).digest()
}

export const signatureRows: Row[] = [
  {
    id: 'T60',
    says: 'refuses a token in which one bit was changed',
    profile: 'A1',
    attempts: (bench) => {
      const { a, b, mint } = bench
      const { header, payload, signature } = split(token(mint, a.subject))
      const length = Buffer.from(signature, 'base64url').length
      const step = Math.max(1, length / 64)
      return [
        bearer('sub changed', `${header}.${encode(goodClaims(b.subject))}.${signature}`),
        bearer('header changed', `${encode({ ...mint.header, x: 1 })}.${payload}.${signature}`),
        // Of RSA's 256 bytes every fourth one, from another start each time.
        ...Array.from({ length: length / step }, (_, at) => {
          const index = at * step + randomInt(step)
          return bearer(
            `bit of byte ${String(index)}`,
            resigned(bench, (bytes) => {
              bytes[index] = (bytes[index] ?? 0) ^ (1 << (index % 8))
              return bytes
            }),
          )
        }),
      ]
    },
  },
  {
    id: 'T61',
    says: 'refuses a signature that was cut, grown or made up',
    profile: 'A1',
    attempts: (bench) => [
      bearer(
        'cut by a byte',
        resigned(bench, (bytes) => bytes.subarray(0, -1)),
      ),
      bearer(
        'cut at the front',
        resigned(bench, (bytes) => bytes.subarray(1)),
      ),
      bearer('cut by a character', token(bench.mint, bench.a.subject).slice(0, -1)),
      bearer(
        'a byte more',
        resigned(bench, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
      ),
      bearer(
        'twice',
        resigned(bench, (bytes) => Buffer.concat([bytes, bytes])),
      ),
      bearer(
        'zero',
        resigned(bench, (bytes) => Buffer.alloc(bytes.length)),
      ),
      bearer(
        'ones',
        resigned(bench, (bytes) => Buffer.alloc(bytes.length, 0xff)),
      ),
      bearer(
        'random',
        resigned(bench, (bytes) => randomBytes(bytes.length)),
      ),
    ],
  },
  {
    id: 'T63',
    says: 'refuses what the right key signed in another scheme or encoding',
    profile: 'A1',
    modes: ['jwks'],
    attempts: ({ a }) =>
      ofOtherSchemes().map(([name, key, signer]) =>
        bearer(`${key.alg}: ${name}`, token({ ...keyMint(key), sign: signer }, a.subject)),
      ),
  },
  {
    id: 'T62',
    says: 'refuses another key under the same kid',
    profile: 'A1',
    modes: ['jwks'],
    attempts: ({ a }) =>
      (['ed-1', 'es-1', 'rs-1'] as const).map((kid) =>
        bearer(kid, token(keyMint(newKey(kid, standingKey(kid).alg)), a.subject)),
      ),
  },
  {
    id: 'T65',
    says: 'accepts both signatures that ECDSA gives for one token',
    profile: 'OK',
    modes: ['jwks'],
    attempts: ({ a }) => {
      const mint = keyMint(standingKey('es-1'))
      return [true, false].map((high) => {
        const sign: Signer = (input) => {
          const signature = mint.sign(input)
          return isHigh(signature) === high ? signature : twin(signature)
        }
        return bearer(high ? 'high s' : 'low s', token({ ...mint, sign }, a.subject))
      })
    },
  },
  {
    id: 'T57',
    says: 'accepts a token of every key that the key set lists',
    profile: 'OK',
    modes: ['jwks'],
    attempts: ({ a }) =>
      (['ed-1', 'ed-2', 'es-1', 'rs-1'] as const).map((kid) =>
        bearer(kid, token(keyMint(standingKey(kid)), a.subject)),
      ),
  },
]

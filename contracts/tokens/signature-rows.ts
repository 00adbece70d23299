/** Rows about the signature: RFC 7515 §5.2, RFC 8725 §3.3. */
import { randomBytes } from 'node:crypto'
import { newKey, standingKey } from '../issuer/keys.ts'
import type { Signer } from '../issuer/keys.ts'
import { compact, encode, goodClaims, keyMint, split, token } from '../issuer/mint.ts'
import { bearer } from './row.ts'
import type { Bench, Row } from './row.ts'

/** A token whose signature bytes this changes. */
function resigned({ a, mint }: Bench, change: (signature: Buffer) => Buffer): string {
  return compact(mint.header, goodClaims(a.subject), (input) => change(mint.sign(input)))
}

const nistOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The other valid signature that ECDSA gives away with each one: s becomes n - s. */
function twin(sign: Signer, high: boolean): Signer {
  return (input) => {
    const signature = sign(input)
    const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
    const wanted = s > nistOrder / 2n === high ? s : nistOrder - s
    return Buffer.concat([
      signature.subarray(0, 32),
      Buffer.from(wanted.toString(16).padStart(64, '0'), 'hex'),
    ])
  }
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
      return [
        bearer('sub changed', `${header}.${encode(goodClaims(b.subject))}.${signature}`),
        bearer('header changed', `${encode({ ...mint.header, x: 1 })}.${payload}.${signature}`),
        ...Array.from({ length }, (_, index) =>
          bearer(
            `bit of byte ${String(index)}`,
            resigned(bench, (bytes) => {
              bytes[index] = (bytes[index] ?? 0) ^ (1 << (index % 8))
              return bytes
            }),
          ),
        ),
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
      return [true, false].map((high) =>
        bearer(
          high ? 'high s' : 'low s',
          token({ ...mint, sign: twin(mint.sign, high) }, a.subject),
        ),
      )
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

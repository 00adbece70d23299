/** Rows about algorithm and signature: RFC 8725 §2.1, §3.1-3.5. */
import { createPublicKey, randomBytes } from 'node:crypto'
import { newKey, publicJwk, standingKey } from '../issuer/keys.ts'
import {
  compact,
  derivedSecret,
  encode,
  goodClaims,
  hmac,
  keyMint,
  split,
  token,
} from '../issuer/mint.ts'
import type { Signer, SigningKey } from '../issuer/keys.ts'
import { environment } from '../environment.ts'
import { bearer } from './row.ts'
import type { Attempt, Bench, Row } from './row.ts'

/** A token that claims HS256 and is signed with something that everybody can know. */
function confused(
  subject: string,
  key: SigningKey,
  secrets: [string, string | Buffer][],
): Attempt[] {
  return secrets.flatMap(([name, secret]) =>
    ['HS256', 'HS512'].map((alg) =>
      bearer(
        `${alg} with ${name}`,
        compact(
          { alg, kid: key.kid },
          goodClaims(subject),
          hmac(secret, alg === 'HS256' ? 'sha256' : 'sha512'),
        ),
      ),
    ),
  )
}

function pem(key: SigningKey): string {
  return createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' }).toString()
}

function jwkText(key: SigningKey): string {
  return JSON.stringify(publicJwk(key))
}

function member(key: SigningKey, name: 'n' | 'x'): string {
  return publicJwk(key)[name] ?? ''
}

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
    id: 'T50',
    says: 'refuses alg none in every spelling',
    profile: 'A1',
    secret: true,
    attempts: ({ a, mint }) =>
      ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
        const text = `${encode({ ...mint.header, alg })}.${encode(goodClaims(a.subject))}`
        const { signature } = split(token(mint, a.subject))
        return [bearer(`${alg}, empty`, `${text}.`), bearer(`${alg}, old`, `${text}.${signature}`)]
      }),
  },
  {
    id: 'T52',
    says: 'refuses an HMAC made with the public RSA key',
    profile: 'A1',
    attempts: ({ a }) => {
      const key = standingKey('rs-1')
      return confused(a.subject, key, [
        ['PEM', pem(key)],
        ['PEM without its last newline', pem(key).trimEnd()],
        ['DER', createPublicKey(key.privateKey).export({ type: 'spki', format: 'der' })],
        ['modulus bytes', Buffer.from(member(key, 'n'), 'base64url')],
        ['JWK', jwkText(key)],
      ])
    },
  },
  {
    id: 'T53',
    says: 'refuses an HMAC made with a public curve key',
    profile: 'A1',
    attempts: ({ a }) =>
      (['ed-1', 'es-1'] as const).flatMap((kid) => {
        const key = standingKey(kid)
        return confused(a.subject, key, [
          ['x bytes', Buffer.from(member(key, 'x'), 'base64url')],
          ['x text', member(key, 'x')],
          ['JWK', jwkText(key)],
          ['key set', JSON.stringify({ keys: [publicJwk(key)] })],
          ['PEM', pem(key)],
        ])
      }),
  },
  {
    id: 'T54',
    says: 'refuses every asymmetric token in shared-secret mode',
    profile: 'A1',
    modes: ['shared-secret'],
    attempts: ({ a }) =>
      (['EdDSA', 'ES256', 'RS256'] as const).flatMap((alg) => {
        const key = newKey('own', alg)
        const jwk = publicJwk(key)
        return [
          bearer(alg, token(keyMint(key), a.subject)),
          bearer(`${alg} with jwk`, token(keyMint(key), a.subject, { header: { jwk } })),
        ]
      }),
  },
  {
    id: 'T55',
    says: 'refuses HS256 over a secret that somebody could guess',
    profile: 'A1',
    secret: true,
    attempts: ({ a }) => {
      const secret = environment().sharedSecret
      const guesses: [string, string][] = [
        ['nothing', ''],
        ['secret', 'secret'],
        ['changeme', 'changeme'],
        ['the default of Better Auth', 'better-auth-secret-12345678901234567890'],
        ['the raw secret', secret],
        ['the secret and a newline', `${secret}\n`],
        ['base64 of the secret', Buffer.from(secret).toString('base64')],
        ['32 zero bytes', '\0'.repeat(32)],
      ]
      return guesses.map(([name, guess]) =>
        bearer(name, compact({ alg: 'HS256', typ: 'JWT' }, goodClaims(a.subject), hmac(guess))),
      )
    },
  },
  {
    id: 'T58',
    says: 'refuses an algorithm that is not the one of the key',
    profile: 'A1',
    modes: ['jwks'],
    attempts: ({ a }) => {
      const keys = (['ed-1', 'es-1', 'rs-1'] as const).map(standingKey)
      return keys.flatMap((signer) =>
        keys
          .filter((named) => named !== signer)
          .flatMap((named) => [
            bearer(
              `signed by ${signer.kid}, kid ${named.kid}`,
              token(keyMint(signer), a.subject, { header: { kid: named.kid } }),
            ),
            bearer(
              `signed by ${signer.kid}, alg ${named.alg}`,
              token(keyMint(signer), a.subject, { header: { alg: named.alg } }),
            ),
          ]),
      )
    },
  },
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
  {
    id: 'T56',
    says: 'refuses HS384 and HS512 with the right secret',
    profile: 'A1',
    modes: ['shared-secret'],
    attempts: ({ a }) =>
      ['384', '512'].map((bits) =>
        bearer(
          bits,
          compact(
            { alg: `HS${bits}`, typ: 'JWT' },
            goodClaims(a.subject),
            hmac(derivedSecret(), `sha${bits}`),
          ),
        ),
      ),
  },
]

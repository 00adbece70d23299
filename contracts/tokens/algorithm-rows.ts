/** Rows about the algorithm: RFC 8725 §2.1, §3.1, §3.2, §3.5. */
import { createHash, createPublicKey } from 'node:crypto'
import { environment } from '../environment.ts'
import { allStandingKeys, newKey, publicJwk, standingKey } from '../issuer/keys.ts'
import type { SigningKey } from '../issuer/keys.ts'
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
import { bearer } from './row.ts'
import type { Attempt, Row } from './row.ts'

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

export const algorithmRows: Row[] = [
  {
    id: 'T50',
    says: 'refuses alg none in every spelling',
    profile: 'A1',
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
      const pkcs1 = createPublicKey(key.privateKey).export({ type: 'pkcs1', format: 'pem' })
      return confused(a.subject, key, [
        ['PEM', pem(key)],
        ['PKCS #1 PEM', pkcs1],
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
          ['key set of it alone', JSON.stringify({ keys: [publicJwk(key)] })],
          ['key set', JSON.stringify({ keys: allStandingKeys().map(publicJwk) })],
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
        const own = newKey('own', alg)
        const issuers = allStandingKeys().filter((key) => key.alg === alg)
        return [own, ...issuers].flatMap((key) => {
          const [mint, jwk] = [keyMint(key), publicJwk(key)]
          const kid = undefined
          return [
            bearer(`${alg} of ${key.kid}`, token(mint, a.subject)),
            bearer(`${alg} of ${key.kid}, no kid`, token(mint, a.subject, { header: { kid } })),
            bearer(`${alg} of ${key.kid}, jwk`, token(mint, a.subject, { header: { jwk } })),
          ]
        })
      }),
  },
  {
    id: 'T55',
    says: 'refuses HS256 over a secret that somebody could guess',
    profile: 'A1',
    attempts: ({ a }) => {
      const secret = environment().sharedSecret
      const guesses: [string, string | Buffer][] = [
        ['nothing', ''],
        ['secret', 'secret'],
        ['changeme', 'changeme'],
        ['the name of its variable', 'BETTER_AUTH_SECRET'],
        ['what the example file says', '$(openssl rand -base64 32)'],
        ['the default of Better Auth', 'better-auth-secret-12345678901234567890'],
        ['the raw secret', secret],
        ['the secret and a newline', `${secret}\n`],
        ['base64 of the secret', Buffer.from(secret).toString('base64')],
        ['the bytes that the secret is base64 of', Buffer.from(secret, 'base64')],
        ['the hash of the secret', createHash('sha256').update(secret).digest()],
        ['the label of the derivation', 'holdfast-api-jwt'],
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

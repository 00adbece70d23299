/** Rows about how a token points at its key: RFC 7515 §4.1, RFC 8725 §3.10. */
import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { issuerOrigin } from '../environment.ts'
import { selfSigned } from '../issuer/certificate.ts'
import { newKey, publicJwk, signerOf, standingKey } from '../issuer/keys.ts'
import { compact, encode, goodClaims, hmac, keyMint, token } from '../issuer/mint.ts'
import { bearer } from './row.ts'
import type { Attempt, Row } from './row.ts'

/** Tokens of an attacker's own key that say where to find it. */
function selfServed(subject: string, pointers: [string, Record<string, unknown>][]): Attempt[] {
  return pointers.flatMap(([name, pointer]) =>
    (['ed-1', 'evil', undefined] as const).map((kid) =>
      bearer(
        `${name}, kid ${kid ?? 'absent'}`,
        token(keyMint(newKey('evil', 'EdDSA')), subject, { header: { kid, ...pointer } }),
      ),
    ),
  )
}

export const keyRows: Row[] = [
  {
    id: 'T71',
    says: 'refuses a token without kid, be there one key of its type or two',
    profile: 'A1',
    modes: ['jwks'],
    attempts: ({ a }) =>
      (['ed-1', 'es-1', 'rs-1'] as const).map((kid) =>
        bearer(kid, token(keyMint(standingKey(kid)), a.subject, { header: { kid: undefined } })),
      ),
  },
  {
    id: 'T72',
    says: 'refuses a kid that is no string of the key set',
    profile: 'A1',
    modes: ['jwks'],
    attempts: ({ a }) =>
      ['', ' ', 'ED-1', 'ed-1 ', 'ed-1\u0000', 'ed-', 'ed-11', 1, null, true, ['ed-1'], {}].map(
        (kid) =>
          bearer(
            JSON.stringify(kid),
            token(keyMint(standingKey('ed-1')), a.subject, { header: { kid } }),
          ),
      ),
  },
  {
    id: 'T73',
    says: 'reads no file that a kid names',
    profile: 'A1',
    attempts: ({ a }) =>
      [
        '../../../../dev/null',
        '/dev/null',
        '/proc/self/environ',
        'file:///dev/null',
        '..\\..\\nul',
      ].map((kid) => bearer(kid, compact({ alg: 'HS256', kid }, goodClaims(a.subject), hmac('')))),
  },
  {
    id: 'T74',
    says: 'runs nothing that a kid says',
    profile: 'A1',
    attempts: ({ a }) =>
      [
        "x' UNION SELECT 'k' --",
        "'; DROP TABLE jwks; --",
        "ed-1' OR '1'='1",
        '$(sleep 5)',
        '`sleep 5`',
        '{{7*7}}',
        '__proto__',
        'constructor',
      ].flatMap((kid) => [
        bearer(`${kid} HS256`, compact({ alg: 'HS256', kid }, goodClaims(a.subject), hmac('k'))),
        bearer(`${kid} EdDSA`, token(keyMint(standingKey('ed-1')), a.subject, { header: { kid } })),
      ]),
  },
  {
    id: 'T75',
    says: 'takes no key out of the token',
    profile: 'A1',
    attempts: ({ a }) => {
      const attacker = newKey('evil', 'EdDSA')
      const jwk = publicJwk(attacker)
      const thumbprint = createHash('sha256')
        .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x }))
        .digest('base64url')
      return (['ed-1', 'evil', thumbprint, undefined] as const).flatMap((kid) => [
        bearer(
          `jwk, kid ${kid ?? 'absent'}`,
          token(keyMint(attacker), a.subject, { header: { jwk, kid } }),
        ),
        bearer(
          `symmetric jwk, kid ${kid ?? 'absent'}`,
          compact(
            { alg: 'HS256', kid, jwk: { kty: 'oct', k: encode('k'.repeat(32)) } },
            goodClaims(a.subject),
            hmac('k'.repeat(32)),
          ),
        ),
      ])
    },
  },
  {
    id: 'T76',
    says: 'fetches no key from where the token points',
    profile: 'A1',
    attempts: ({ a }) =>
      selfServed(a.subject, [
        ['jku', { jku: `${issuerOrigin()}/trap/jku` }],
        ['x5u', { x5u: `${issuerOrigin()}/trap/x5u` }],
        ['both', { jku: `${issuerOrigin()}/trap/jku`, x5u: `${issuerOrigin()}/trap/x5u` }],
      ]),
  },
  {
    id: 'T78',
    says: 'trusts no certificate that the token brings along',
    profile: 'A1',
    attempts: ({ a }) => {
      const attacker = newKey('evil', 'EdDSA')
      const x5c = [selfSigned(attacker)]
      const digest = createHash('sha256')
        .update(Buffer.from(x5c.join(''), 'base64'))
        .digest('base64url')
      return (['ed-1', 'evil', undefined] as const).map((kid) =>
        bearer(
          `kid ${kid ?? 'absent'}`,
          token({ header: { alg: 'EdDSA' }, sign: signerOf(attacker) }, a.subject, {
            header: { kid, x5c, 'x5t#S256': digest },
          }),
        ),
      )
    },
  },
  {
    id: 'X43',
    says: 'refuses a header that names a key of its own, however good the signature',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const digest = createHash('sha256').update('certificate').digest('base64url')
      const key = publicJwk(newKey('own', 'EdDSA'))
      const named = {
        ...{ jku: `${issuerOrigin()}/trap/jku`, x5u: `${issuerOrigin()}/trap/x5u`, jwk: key },
        ...{ x5c: ['MIIB'], x5t: digest.slice(0, 27), 'x5t#S256': digest },
      }
      return Object.entries(named).map(([name, value]) =>
        bearer(name, token(mint, a.subject, { header: { [name]: value } })),
      )
    },
  },
  {
    id: 'T79',
    says: 'refuses extensions it does not know',
    profile: 'A1',
    attempts: ({ a, mint }) =>
      [['urn:x'], [], ['alg'], ['exp'], 'b64', ['b64'], null, {}, [1], ['urn:x', 'urn:x']].map(
        (crit) =>
          bearer(
            JSON.stringify(crit),
            token(mint, a.subject, { header: { crit, 'urn:x': true, exp: 1 } }),
          ),
      ),
  },
  {
    id: 'T81',
    says: 'refuses an unencoded or compressed payload',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const claims = JSON.stringify(goodClaims(a.subject))
      return [
        bearer('b64 false', token(mint, a.subject, { header: { b64: false } })),
        bearer(
          'b64 false, critical',
          token(mint, a.subject, { header: { b64: false, crit: ['b64'] } }),
        ),
        bearer('zip', token(mint, a.subject, { header: { zip: 'DEF' } })),
        bearer(
          'zip, compressed',
          compact({ ...mint.header, zip: 'DEF' }, deflateRawSync(claims), mint.sign),
        ),
      ]
    },
  },
]

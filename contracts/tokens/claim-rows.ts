/** Rows about what a token says: RFC 7519 §4.1, RFC 8725 §3.8-3.12. */
import { randomBytes, randomUUID } from 'node:crypto'
import { audience, environment, issuerOrigin } from '../environment.ts'
import { compact, goodClaims, hmac, nowSeconds, token } from '../issuer/mint.ts'
import { bearer } from './row.ts'
import type { Attempt, Bench, Row } from './row.ts'

/** One good token for each of these values of one claim. */
function each({ a, mint }: Bench, claim: string, values: unknown[]): Attempt[] {
  return values.map((value) =>
    bearer(
      `${claim} ${JSON.stringify(value) ?? 'missing'}`,
      token(mint, a.subject, { claims: { [claim]: value } }),
    ),
  )
}

/** Good tokens in which one claim's number is written as exactly this text. */
function written({ a, mint }: Bench, claim: string, texts: string[]): Attempt[] {
  return texts.map((text) => {
    const claims = JSON.stringify({ ...goodClaims(a.subject), [claim]: '@' })
    return bearer(`${claim} ${text}`, compact(mint.header, claims.replace('"@"', text), mint.sign))
  })
}

function types(bench: Bench, values: unknown[]): Attempt[] {
  return values.map((typ) =>
    bearer(`typ ${String(typ)}`, token(bench.mint, bench.a.subject, { header: { typ } })),
  )
}

export const hour = 3600
const wrongTypes = [null, true, 'x', '', [], {}, [nowSeconds() + 60]]

export const claimRows: Row[] = [
  {
    id: 'T90',
    says: 'refuses an expired token',
    profile: 'A1',
    attempts: (bench) => {
      const now = nowSeconds()
      const at = (exp: number): Attempt =>
        bearer(
          `exp now${String(exp - now)}`,
          token(bench.mint, bench.a.subject, { claims: { iat: exp - 300, exp } }),
        )
      return [at(now - hour), at(now - 60), at(now - 7), at(now - 6)]
    },
  },
  {
    id: 'T92',
    says: 'refuses a token without exp',
    profile: 'A1',
    secret: true,
    attempts: (bench) => each(bench, 'exp', [undefined]),
  },
  {
    id: 'T93',
    says: 'refuses an exp that is no number',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'exp', [
        String(nowSeconds() + 60),
        '1893456000',
        new Date(Date.now() + 60_000).toISOString(),
        ...wrongTypes,
      ]),
  },
  {
    id: 'T94',
    says: 'accepts an exp with a fraction',
    profile: 'OK',
    attempts: (bench) => each(bench, 'exp', [nowSeconds() + 600.5]),
  },
  {
    id: 'T95',
    says: 'refuses an exp in milliseconds, in infinity or in ten years',
    profile: 'A1',
    attempts: (bench) => [
      ...each(bench, 'exp', [Date.now() + 60_000, nowSeconds() + 10 * 365 * 24 * hour]),
      ...written(bench, 'exp', ['1e400', '99999999999999999999', '1e30', '9007199254740993']),
    ],
  },
  {
    id: 'T96',
    says: 'refuses an exp before the epoch',
    profile: 'A1',
    attempts: (bench) => [
      ...each(bench, 'exp', [-1, 0, -1e300]),
      ...written(bench, 'exp', ['-0', '-1e400']),
    ],
  },
  {
    id: 'T98',
    says: 'refuses a token that is not valid yet',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'nbf', [nowSeconds() + hour, nowSeconds() + 60, '0', null, true, [], {}]),
  },
  {
    id: 'T99',
    says: 'refuses a token from the future or from long ago',
    profile: 'A1',
    attempts: (bench) => [
      ...each(bench, 'iat', [
        nowSeconds() + hour,
        nowSeconds() + 60,
        nowSeconds() - 10 * 365 * 24 * hour,
        0,
        -1,
      ]),
      bearer(
        'lives longer than an hour',
        token(bench.mint, bench.a.subject, { claims: { exp: nowSeconds() + hour + 60 } }),
      ),
      ...written(bench, 'iat', ['1e400', '-1e400']),
    ],
  },
  {
    id: 'T100',
    says: 'refuses a token without a readable iat',
    profile: 'A1',
    attempts: (bench) => each(bench, 'iat', [undefined, String(nowSeconds()), ...wrongTypes]),
  },
  {
    id: 'T101',
    says: 'refuses another issuer',
    profile: 'A1',
    attempts: (bench) => {
      const iss = issuerOrigin()
      return each(bench, 'iss', [
        undefined,
        null,
        '',
        'https://evil.example',
        `${iss}/`,
        iss.toUpperCase(),
        `${iss}.evil.example`,
        iss.replace('127.0.0.1', 'localhost'),
        iss.replace('http:', 'https:'),
        iss.slice(0, -1),
        `${iss} `,
        ` ${iss}`,
        [iss],
        { iss },
        1,
        true,
      ])
    },
  },
  {
    id: 'T102',
    says: 'refuses a token for another audience',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'aud', [
        undefined,
        null,
        '',
        [],
        'other-service',
        `${audience}0`,
        audience.slice(0, -1),
        audience.toUpperCase(),
        `${audience} other`,
        ` ${audience}`,
        { [audience]: true },
        true,
        1,
        [[audience]],
        ['other-service'],
        [audience, 1],
        [audience, null],
        [audience, ['x']],
      ]),
  },
  {
    id: 'T103',
    says: 'accepts a token that names us among its audiences',
    profile: 'OK',
    attempts: (bench) =>
      each(bench, 'aud', [[audience, 'other-service'], ['other-service', audience], [audience]]),
  },
  {
    id: 'T105',
    says: 'refuses a subject that is no user id',
    profile: 'A1',
    attempts: (bench) =>
      each(bench, 'sub', [
        undefined,
        null,
        '',
        ' ',
        42,
        true,
        ['A'],
        { id: 'A' },
        ` ${bench.a.subject}`,
        `${bench.a.subject} `,
        `${bench.a.subject}\n`,
        `${bench.a.subject}\u0000`,
        'a'.repeat(256),
        'a/b',
        'a.b',
        'ä',
        'А',
        "' or 1=1 --",
        '*',
        '%',
      ]),
  },
  {
    id: 'T109',
    says: 'refuses a session cookie of the same issuer',
    profile: 'A1',
    attempts: ({ a, mint }) =>
      ['better-auth.session-cache', issuerOrigin()].map((aud) =>
        bearer(
          aud,
          token(mint, a.subject, {
            header: { typ: 'better-auth.session-cache+jwt' },
            claims: { aud, session: { id: 'x' }, user: { id: a.subject } },
          }),
        ),
      ),
  },
  {
    id: 'T110',
    says: 'refuses a session cookie by its type, whatever its audience',
    profile: 'A1',
    attempts: (bench) => types(bench, ['better-auth.session-cache+jwt']),
  },
  {
    id: 'T111',
    says: 'refuses every other type of token',
    profile: 'A1',
    attempts: (bench) =>
      types(bench, [
        'logout+jwt',
        'dpop+jwt',
        'at+jwt',
        'application/at+jwt',
        'id_token+jwt',
        'JOSE',
        'JOSE+JSON',
        'secevent+jwt',
        'JWT+x',
        'JWTX',
        ' JWT',
        '',
        1,
        null,
        true,
        [],
        ['JWT'],
        {},
      ]),
  },
  {
    id: 'T104',
    says: 'accepts the type JWT and none at all',
    profile: 'OK',
    attempts: (bench) => types(bench, ['JWT', undefined]),
  },
  {
    id: 'T112',
    says: 'refuses an ID token of the same issuer',
    profile: 'A1',
    attempts: (bench) => [
      bearer(
        'ID token',
        token(bench.mint, bench.a.subject, {
          claims: { aud: 'a-client-id', azp: 'a-client-id', nonce: randomUUID(), at_hash: 'x' },
        }),
      ),
    ],
  },
  {
    id: 'T113',
    says: 'refuses what web signs with its raw secret',
    profile: 'A1',
    secret: true,
    attempts: ({ a }) => {
      const sign = hmac(environment().sharedSecret)
      const header = { alg: 'HS256' }
      const times = { iat: nowSeconds(), exp: nowSeconds() + hour }
      return [
        bearer('e-mail verification', compact(header, { email: 'a@example.com', ...times }, sign)),
        bearer(
          'change of e-mail',
          compact(header, { email: 'a@example.com', updateTo: 'b@example.com', ...times }, sign),
        ),
        bearer('with our claims', compact(header, goodClaims(a.subject), sign)),
      ]
    },
  },
  {
    id: 'T115',
    says: 'refuses a session token and an API key',
    profile: 'A1',
    secret: true,
    attempts: () => [
      bearer('session token', randomBytes(24).toString('base64url')),
      bearer(
        'signed session token',
        `${randomBytes(24).toString('base64url')}.${encodeURIComponent(randomBytes(32).toString('base64'))}`,
      ),
      bearer('API key', `hf_${randomBytes(32).toString('hex')}`),
      bearer('UUID', randomUUID()),
    ],
  },
  {
    id: 'T117',
    says: 'accepts claims that it does not know, and gives nothing for them',
    profile: 'OK',
    attempts: ({ a, mint }) =>
      [
        { admin: true, role: 'admin', scope: '*', email: 'a@example.com', name: 'A' },
        Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${String(index)}`, index])),
      ].map((claims, index) =>
        bearer(`extra ${String(index)}`, token(mint, a.subject, { claims })),
      ),
  },
]

/** Rows about whom a token is from, for and about, and what kind it is: RFC 8725 §3.8-3.12. */
import { randomBytes, randomUUID } from 'node:crypto'
import { audience, environment, issuerOrigin } from '../environment.ts'
import { compact, goodClaims, hmac, nowSeconds, token } from '../issuer/mint.ts'
import { each, types } from './claimed.ts'
import { bearer } from './row.ts'
import type { Row } from './row.ts'
import { hour } from './time-rows.ts'

export const claimRows: Row[] = [
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
        { admin: true, role: 'admin', scp: '*', email: 'a@example.com', name: 'A' },
        Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${String(index)}`, index])),
      ].map((claims, index) =>
        bearer(`extra ${String(index)}`, token(mint, a.subject, { claims })),
      ),
  },
]

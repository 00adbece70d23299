/** Rows about where the credentials stand and how the header is written: RFC 6750 §2, RFC 9110 §11. */
import { token, tokensAround } from '../issuer/mint.ts'
import { tokenBounds } from '../spec/token-bounds.ts'
import type { Profile } from './profiles.ts'
import { authorization, bearer, verbatim } from './row.ts'
import type { Attempt, Bench, Row } from './row.ts'

const elsewhere = [
  'Proxy-Authorization',
  'X-Authorization',
  'X-Access-Token',
  'X-Forwarded-Authorization',
  'X-Original-Authorization',
  'Authentication',
  'X-Auth-Token',
  'X-Api-Key',
  'X-Id-Token',
  'Sec-WebSocket-Protocol',
]

export const identityHeaders = [
  'X-User-Id',
  'X-User',
  'X-Forwarded-User',
  'X-Remote-User',
  'Remote-User',
  'X-Auth-Request-User',
]

const cookies = ['token', 'session', 'better-auth.session_token', 'better-auth.session_data']

/** The lines of a head, each alone, with a token of A in place of `@`. */
function spelled({ a, mint }: Bench, lines: string[], profile?: Profile): Attempt[] {
  const jwt = token(mint, a.subject)
  return lines.map((line) => verbatim(JSON.stringify(line), [line.replace('@', jwt)], profile))
}

export const headerRows: Row[] = [
  {
    id: 'T01',
    says: 'asks for credentials when there are none, whatever the body is like',
    profile: 'A0',
    attempts: () => [
      { name: 'no header', headers: [] },
      { name: 'broken JSON', headers: [['Content-Type', 'application/json']], body: '{"title":' },
      { name: 'wrong media type', headers: [['Content-Type', 'text/plain']], body: 'x' },
      { name: 'invalid member', headers: [], body: '{"owner_id":1}' },
      { name: 'content coding', headers: [['Content-Encoding', 'gzip']], body: 'x' },
      { name: 'unknown query parameter', headers: [], query: 'limit=0&nonsense=1' },
      { name: 'precondition', headers: [['If-Match', '"1"']] },
    ],
  },
  {
    id: 'T02',
    says: 'treats an empty header as no credentials',
    profile: 'A0',
    attempts: () => [
      authorization('empty', ''),
      ...['Authorization:', 'Authorization: ', 'Authorization:\t', 'AUTHORIZATION: \t '].map(
        (line) => verbatim(JSON.stringify(line), [line]),
      ),
      verbatim('twice', ['Authorization:', 'Authorization: ']),
    ],
  },
  {
    id: 'T03',
    says: 'refuses Bearer without a token',
    profile: 'A1',
    attempts: () =>
      ['Bearer', 'Bearer ', 'Bearer    ', 'Bearer\t', 'bearer'].flatMap((value) => [
        authorization(value, value),
        verbatim(`${value} as it is`, [`Authorization:${value}`]),
      ]),
  },
  {
    id: 'T04',
    says: 'ignores credentials of another scheme',
    profile: 'A0',
    attempts: ({ a, mint }) => {
      const jwt = token(mint, a.subject)
      return [
        'Basic eDp5',
        'Digest username="x"',
        ...['Token', 'JWT', 'DPoP', 'Negotiate'].map((scheme) => `${scheme} ${jwt}`),
      ].map((value) => authorization(value.slice(0, 12), value))
    },
  },
  {
    id: 'T05',
    says: 'ignores a token without a scheme',
    profile: 'A0',
    attempts: ({ a, mint }) => [authorization('bare', token(mint, a.subject))],
  },
  {
    id: 'T06',
    says: 'refuses a token that is wrapped or glued to its scheme',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const jwt = token(mint, a.subject)
      return [`Bearer${jwt}`, `Bearer: ${jwt}`, `Bearer token="${jwt}"`, `Bearer "${jwt}"`].map(
        (value) => authorization(value.slice(0, 14), value),
      )
    },
  },
  {
    id: 'T07',
    says: 'reads the scheme in any case',
    profile: 'OK',
    attempts: (bench) => [
      ...['bearer', 'BEARER', 'bEaReR'].map((scheme) =>
        authorization(scheme, `${scheme} ${token(bench.mint, bench.a.subject)}`),
      ),
      ...spelled(bench, ['authorization: bearer @', 'AUTHORIZATION: BEARER @']),
    ],
  },
  {
    id: 'T08',
    says: 'takes blanks but no tab between scheme and token',
    profile: 'OK',
    attempts: (bench) => [
      ...spelled(bench, ['Authorization: Bearer  @', 'Authorization: Bearer     @']),
      ...spelled(
        bench,
        [
          'Authorization: Bearer\t@',
          'Authorization: Bearer \t@',
          'Authorization: Bearer\t @',
          'Authorization: Bearer @ @',
          'Authorization: Bearer @\t@',
        ],
        'A1',
      ),
    ],
  },
  {
    id: 'T09',
    says: 'accepts blanks around the header value',
    profile: 'OK',
    attempts: (bench) =>
      spelled(bench, [
        'Authorization:Bearer @',
        'Authorization:   Bearer @   ',
        'Authorization:\tBearer @\t',
        'Authorization: \t Bearer @ \t ',
      ]),
  },
  {
    id: 'T10',
    says: 'refuses two Authorization headers',
    profile: 'A2',
    attempts: ({ a, b, mint }) => {
      const [ofA, ofB] = [`Bearer ${token(mint, a.subject)}`, `Bearer ${token(mint, b.subject)}`]
      const pairs: [string, string, string][] = [
        ['good and good of B', ofA, ofB],
        ['good of B and good', ofB, ofA],
        ['bad and good', 'Bearer x.y.z', ofA],
        ['good and bad', ofA, 'Bearer x.y.z'],
        ['good and another scheme', ofA, 'Basic eDp5'],
        ['good and nothing of a scheme', ofA, 'Bearer'],
        ['the same twice', ofA, ofA],
      ]
      return pairs.flatMap(([name, first, second]) => [
        {
          name,
          headers: [
            ['Authorization', first],
            ['Authorization', second],
          ],
        },
        verbatim(`${name}, apart`, [
          `Authorization: ${first}`,
          'X-Between: x',
          `AUTHORIZATION: ${second}`,
        ]),
        verbatim(`${name}, in one line`, [`Authorization: ${first}, ${second}`]),
      ])
    },
  },
  {
    id: 'T12',
    says: 'takes no token from the query',
    profile: 'A0',
    attempts: ({ a, mint }) =>
      ['access_token', 'token', 'jwt', 'bearer', 'authorization'].map((name) => ({
        name,
        headers: [],
        query: `${name}=${token(mint, a.subject)}`,
      })),
  },
  {
    id: 'T14',
    says: 'takes no token from the body',
    profile: 'A0',
    attempts: ({ a, mint }) => {
      const jwt = token(mint, a.subject)
      return [
        {
          name: 'form',
          headers: [['Content-Type', 'application/x-www-form-urlencoded']],
          body: `access_token=${jwt}`,
        },
        {
          name: 'json',
          headers: [['Content-Type', 'application/json']],
          body: JSON.stringify({ access_token: jwt }),
        },
        {
          name: 'multipart',
          headers: [['Content-Type', 'multipart/form-data; boundary=x']],
          body: `--x\r\nContent-Disposition: form-data; name="access_token"\r\n\r\n${jwt}\r\n--x--\r\n`,
        },
      ]
    },
  },
  {
    id: 'T15',
    says: 'takes no token from a cookie',
    profile: 'A0',
    attempts: ({ a, mint }) =>
      [...cookies, ...cookies.map((name) => `__Secure-${name}`)].map((name) => ({
        name,
        headers: [['Cookie', `${name}=${token(mint, a.subject)}`]],
      })),
  },
  {
    id: 'T16',
    says: 'takes no token from a header that is not Authorization',
    profile: 'A0',
    attempts: ({ a, mint }) =>
      elsewhere.flatMap((name) =>
        ['Bearer ', 'bearer, ', ''].map((scheme) => ({
          name: `${name}: ${scheme}…`,
          headers: [[name, `${scheme}${token(mint, a.subject)}`]],
        })),
      ),
  },
  {
    id: 'T17',
    says: 'believes no header that names a user',
    profile: 'A0',
    attempts: ({ a }) => identityHeaders.map((name) => ({ name, headers: [[name, a.subject]] })),
  },
  {
    id: 'T20',
    says: 'reads tokens of up to 8 KiB and no longer ones, however well signed',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const { maxBytes } = tokenBounds()
      return [
        bearer('at the cap', tokensAround(mint, a.subject, maxBytes).under, 'OK'),
        ...[maxBytes, 11 * 1024, 14 * 1024].map((length) =>
          bearer(`over ${String(length)}`, tokensAround(mint, a.subject, length).over),
        ),
      ]
    },
  },
  {
    id: 'T23',
    says: 'answers as ever to headers named like object members',
    profile: 'OK',
    attempts: ({ a, mint }) =>
      ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name) =>
        verbatim(name, [
          `${name}: x`,
          `Authorization: Bearer ${token(mint, a.subject)}`,
          `${name}: y`,
        ]),
      ),
  },
]

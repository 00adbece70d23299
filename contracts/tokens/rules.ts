/** The same rules as the rows, tried with many variations that no table lists. */
import { audience, issuerOrigin } from '../environment.ts'
import { encode, nowSeconds, split, token } from '../issuer/mint.ts'
import { hour } from './time-rows.ts'
import { authorization, bearer } from './row.ts'
import type { Attempt, Bench, Row } from './row.ts'
import { alphabet } from './structure-rows.ts'

/** Texts that differ from this one in one place. */
function nearMisses(text: string): string[] {
  const places = Array.from(text).flatMap((character, index) => [
    text.slice(0, index) + text.slice(index + 1),
    text.slice(0, index) + character + text.slice(index),
    text.slice(0, index) + swapCase(character) + text.slice(index + 1),
  ])
  const edges = ['\t', '\n', '\0', '/', '#', '?', '%', ',', '\u200b'].flatMap((edge) => [
    text + edge,
    edge + text,
  ])
  return [...new Set([...places, ...edges])].filter((candidate) => candidate !== text)
}

function swapCase(character: string): string {
  return character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase()
}

function claimed({ a, mint }: Bench, claim: string, values: unknown[]): Attempt[] {
  return values.map((value) =>
    bearer(
      `${claim} ${JSON.stringify(value)}`,
      token(mint, a.subject, { claims: { [claim]: value } }),
    ),
  )
}

const kinds: unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  '',
  ' ',
  'null',
  [],
  [null],
  {},
  { a: 1 },
]

export const ruleRows: Row[] = [
  {
    id: 'R01',
    says: 'refuses every required claim in every wrong kind of JSON',
    profile: 'A1',
    attempts: (bench) =>
      ['iss', 'aud', 'sub', 'iat', 'exp'].flatMap((claim) =>
        // The text "null" is a user id like any other.
        claimed(
          bench,
          claim,
          kinds.filter((kind) => claim !== 'sub' || kind !== 'null'),
        ),
      ),
  },
  {
    id: 'R02',
    says: 'refuses a token in which any one character was replaced',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const jwt = token(mint, a.subject)
      return Array.from({ length: Math.ceil(jwt.length / 7) }, (_, step) => step * 7).map((at) => {
        const other = alphabet[(alphabet.indexOf(jwt.charAt(at)) + 17) % 64] ?? ''
        return bearer(`character ${String(at)}`, jwt.slice(0, at) + other + jwt.slice(at + 1))
      })
    },
  },
  {
    id: 'R03',
    says: 'refuses any character outside base64url, wherever it stands',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const jwt = token(mint, a.subject)
      const places = [0, jwt.indexOf('.'), jwt.indexOf('.') + 1, jwt.lastIndexOf('.'), jwt.length]
      const strange = Array.from(' ="\'+/%,;:~!*()<>[]{}|\\^`@#$&?')
      return [...strange, '\u00e9', '\u00a0', '=.', '\t'].flatMap((character) =>
        places
          // Blanks around the value belong to the header, not to the token.
          .filter((at) => !/^\s$/.test(character) || (at !== 0 && at !== jwt.length))
          .map((at) =>
            bearer(
              `${JSON.stringify(character)} at ${String(at)}`,
              jwt.slice(0, at) + character + jwt.slice(at),
            ),
          ),
      )
    },
  },
  {
    id: 'R04',
    says: 'refuses an issuer or audience that differs in one character',
    profile: 'A1',
    attempts: (bench) => [
      ...claimed(bench, 'iss', nearMisses(issuerOrigin())),
      ...claimed(bench, 'aud', nearMisses(audience)),
    ],
  },
  {
    id: 'R05',
    says: 'refuses every algorithm but its own',
    profile: 'A1',
    attempts: ({ a, mint }) =>
      [
        ...[
          'EDDSA',
          'eddsa',
          'EdDSA ',
          'Ed25519',
          'Ed448',
          'ES384',
          'ES512',
          'ES256K',
          'es256',
          'RS384',
        ],
        ...['RS512', 'RS1', 'PS256', 'rs256', 'HS1', 'hs256', 'HS384', 'HS512', 'dir', 'A128KW'],
        ...[null, 1, true, [], {}, ['EdDSA'], undefined],
      ].map((alg) =>
        bearer(
          `alg ${alg === undefined ? 'missing' : JSON.stringify(alg)}`,
          token(mint, a.subject, { header: { alg } }),
        ),
      ),
  },
  {
    id: 'R06',
    says: 'holds the borders of every time claim',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const now = nowSeconds()
      const at = (name: string, claims: Record<string, unknown>, good = false): Attempt =>
        bearer(name, token(mint, a.subject, { claims }), good ? 'OK' : 'A1')
      return [
        at('lives an hour', { iat: now, exp: now + hour }, true),
        at('lives an hour and a second', { iat: now, exp: now + hour + 1 }),
        at('is an hour old', { iat: now - hour - 10, exp: now + 60 }),
        at('half an hour old', { iat: now - hour / 2, exp: now + 60 }, true),
        at('issued 3 s ahead', { iat: now + 3, exp: now + 60 }, true),
        at('issued 30 s ahead', { iat: now + 30, exp: now + 60 }),
        at('valid in 3 s', { nbf: now + 3 }, true),
        at('valid in 30 s', { nbf: now + 30 }),
        at('valid since an hour', { nbf: now - hour }, true),
        at('expired 30 s ago', { iat: now - 60, exp: now - 30 }),
        // In the future for both, or it would be refused for having expired.
        at('expires before it was issued', { iat: now + 4, exp: now + 3 }),
        at('expires when it is issued', { iat: now + 4, exp: now + 4 }),
      ]
    },
  },
  {
    id: 'R07',
    says: 'refuses every scheme that only looks like Bearer',
    profile: 'A0',
    attempts: ({ a, mint }) =>
      ['Beare', 'Bear', 'XBearer', 'OAuth', 'MAC', 'B', 'Bearer2', 'Bearers', 'Bearer-Token'].map(
        // What starts with Bearer is a bearer token badly written, as in T06.
        (scheme) =>
          authorization(
            scheme,
            `${scheme} ${token(mint, a.subject)}`,
            scheme.startsWith('Bearer') ? 'A1' : 'A0',
          ),
      ),
  },
  {
    id: 'R08',
    says: 'refuses every changed copy of a token that it has just accepted',
    profile: 'A1',
    attempts: ({ a, b, mint }) => {
      const jwt = token(mint, a.subject)
      const { header, payload, signature } = split(jwt)
      const other = split(token(mint, a.subject))
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
      const flipped = Buffer.from(signature, 'base64url')
      flipped[0] = (flipped[0] ?? 0) ^ 1
      const none = encode({ ...mint.header, alg: 'none' })
      return [
        bearer('as it is', jwt, 'OK'),
        bearer('one bit of the signature', `${header}.${payload}.${encode(flipped)}`),
        bearer('the signature of another one', `${header}.${payload}.${other.signature}`),
        bearer('no signature', `${header}.${payload}.`),
        bearer('the same signature twice', `${jwt}${signature}`),
        bearer('padded', `${jwt}=`),
        bearer('alg none', `${none}.${payload}.${signature}`),
        bearer('another header', `${other.header}x.${payload}.${signature}`),
        bearer(
          'B in place of A',
          `${header}.${encode({ ...claims, sub: b.subject })}.${signature}`,
        ),
        bearer(
          'a longer life',
          `${header}.${encode({ ...claims, exp: nowSeconds() + 900 })}.${signature}`,
        ),
        bearer('as it was', jwt, 'OK'),
      ]
    },
  },
]

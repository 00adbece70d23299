/** Credentials that must be refused, made from two good ones. */
import type { Message } from '../http/exchange.ts'
import { basicOf, carry, withHeader, withQuery } from './credentials.ts'
import type { Carrier } from './credentials.ts'
import type { CheckName } from './catalogue.ts'
import { encode, hs256, readJwt, selfSigned } from './jwt.ts'
import type { Jwt } from './jwt.ts'

export interface Attempt {
  check: CheckName
  /** Completes "sent with …". */
  says: string
  dress: (message: Message) => Message
  /** What stands in the message in place of a good token, for reports to mask. */
  forged: string[]
  /** RFC 6750 §3.1 lets a request with two credentials be answered 400. */
  ambiguous?: true
}

export interface Tokens {
  a: string
  b: string
  /** Genuine ones that must be refused all the same: expired, revoked, for another audience. */
  refused: readonly string[]
}

export function badCredentials(carrier: Carrier, tokens: Tokens): Attempt[] {
  return [
    none,
    ...inTheWrongPlace(carrier, tokens.a),
    ...(carrier.kind === 'bearer' || carrier.kind === 'basic' ? badSchemes(carrier, tokens) : []),
    ...(carrier.kind === 'basic' ? badPasswords(carrier, tokens) : badTokens(carrier, tokens)),
    ...tokens.refused.map((token, index) =>
      carried(carrier, 'refused-token', `the token of --refused, number ${index + 1}`, token),
    ),
  ]
}

export const none: Attempt = {
  check: 'unauthenticated',
  says: 'no credentials',
  dress: (message) => message,
  forged: [],
}

function carried(carrier: Carrier, check: CheckName, says: string, token: string): Attempt {
  return { check, says, dress: (message) => carry(carrier, message, token), forged: [token] }
}

function header(check: CheckName, says: string, name: string, ...values: string[]): Attempt {
  const dress = (message: Message) =>
    values.reduce((dressed, value) => withHeader(dressed, name, value), message)
  return { check, says, dress, forged: [] }
}

/** The good token where only a careless server looks for it (RFC 6750 §2.3, §5.3). */
function inTheWrongPlace(carrier: Carrier, token: string): Attempt[] {
  const queries = ['access_token', 'token', 'jwt', 'api_key', 'apikey'].map((name): Attempt => ({
    check: 'token-in-query',
    says: `A's token in the query, as ${name}`,
    dress: (message) => withQuery(message, name, token),
    forged: [],
  }))
  const cookies = ['access_token', 'token', 'jwt', 'session', 'Authorization'].map((name) =>
    header('token-in-cookie', `A's token in a cookie, ${name}`, 'Cookie', `${name}=${token}`),
  )
  const headers = ['X-Access-Token', 'X-Auth-Token'].map((name) =>
    header('token-scheme', `A's token in the header ${name}`, name, token),
  )
  return [
    ...(carrier.kind === 'query' ? [] : queries),
    ...(carrier.kind === 'cookie' ? [] : cookies),
    ...(carrier.kind === 'header' ? [] : headers),
  ]
}

function badSchemes({ kind, name }: Carrier, { a, b }: Tokens): Attempt[] {
  const good = kind === 'basic' ? basicOf(a) : a
  const other = kind === 'basic' ? basicOf(b) : b
  const scheme = kind === 'basic' ? 'Basic' : 'Bearer'
  const wrong = ['Basic', 'Bearer', 'Digest', 'Token', 'JWT', 'Negotiate']
  const twice = (says: string, ...values: string[]): Attempt => ({
    ...header('duplicate-authorization', says, name, ...values),
    ambiguous: true,
  })
  return [
    header('empty-credentials', 'an empty Authorization header', name, ''),
    header('empty-credentials', `the word ${scheme} alone`, name, scheme),
    header('empty-credentials', `${scheme} and a space`, name, `${scheme} `),
    header('token-scheme', "A's token without a scheme", name, good),
    ...wrong
      .filter((word) => word !== scheme)
      .map((word) =>
        header('token-scheme', `A's token under the scheme ${word}`, name, `${word} ${good}`),
      ),
    twice("A's and then B's Authorization header", `${scheme} ${good}`, `${scheme} ${other}`),
    twice("garbage and then A's Authorization header", `${scheme} garbage`, `${scheme} ${good}`),
    twice("A's Authorization header and then garbage", `${scheme} ${good}`, `${scheme} garbage`),
  ]
}

function badPasswords(carrier: Carrier, { a, b }: Tokens): Attempt[] {
  const plain = (token: string) =>
    token.includes(':') ? token : Buffer.from(token, 'base64').toString()
  const [user = '', ...rest] = plain(a).split(':')
  const password = rest.join(':')
  const [, ...others] = plain(b).split(':')
  const attempt = (says: string, token: string) =>
    carried(carrier, 'token-garbage', says, basicOf(token))
  return [
    attempt("A's name with a wrong password", `${user}:${password}x`),
    attempt("A's name with an empty password", `${user}:`),
    attempt('an empty name with an empty password', ':'),
    attempt("A's name with B's password", `${user}:${others.join(':')}`),
    carried(carrier, 'token-garbage', 'something that is not base64', '%%%%'),
  ].filter((_, index) => index !== 3 || others.join(':') !== password)
}

function badTokens(carrier: Carrier, tokens: Tokens): Attempt[] {
  const { a, b } = tokens
  const attempt = (check: CheckName, says: string, token: string) =>
    carried(carrier, check, says, token)
  const garbage = ['garbage', 'null', 'undefined', 'true', '0', '{}', '*', "' OR '1'='1"]
  const jwt = readJwt(a)
  return [
    ...(carrier.kind === 'bearer' ? [] : [attempt('empty-credentials', 'an empty key', '')]),
    // These are words of ours, and nothing to hide.
    ...garbage.map((token) => ({
      ...attempt('token-garbage', `the token ${token}`, token),
      forged: [],
    })),
    attempt('token-garbage', "A's token with its first character changed", changed(a, 0)),
    attempt('token-garbage', "A's token with something appended", `${a}x`),
    attempt('token-garbage', "the first half of A's token", a.slice(0, Math.ceil(a.length / 2))),
    ...(jwt
      ? badJwts(carrier, jwt, readJwt(b))
      : [
          attempt('token-garbage', "A's token without its last character", a.slice(0, -1)),
          attempt('token-garbage', "A's token with its last character changed", changed(a, -1)),
          ...(swapped(a) === a
            ? []
            : [
                attempt('token-garbage', "A's token with upper and lower case swapped", swapped(a)),
              ]),
        ]),
  ]
}

const weakSecrets = [
  ...['', 'secret', 'password', 'changeme', 'key', 'test', 'jwt', 'your-256-bit-secret', '\0'],
]

function badJwts(carrier: Carrier, a: Jwt, b: Jwt | undefined): Attempt[] {
  const attempt = (check: CheckName, says: string, token: string) =>
    carried(carrier, check, says, token)
  const [head, payload, signature] = a.parts
  const subject = b?.payload['sub'] ?? 'somebody-else'
  const asB = encode({ ...a.payload, sub: subject })
  const later = encode({ ...a.payload, exp: Math.floor(Date.now() / 1000) + 31_536_000 })
  const unsigned = ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
    const header = encode({ ...a.header, alg })
    const says = `alg ${JSON.stringify(alg)}`
    return [
      attempt('token-alg-none', `A's token with ${says} and no signature`, `${header}.${payload}.`),
      attempt(
        'token-alg-none',
        `A's token with ${says} and its old signature`,
        `${header}.${payload}.${signature}`,
      ),
    ]
  })
  return [
    attempt('token-signature', "A's token saying that it is B's", `${head}.${asB}.${signature}`),
    attempt(
      'token-signature',
      "A's token saying that it lives a year longer",
      `${head}.${later}.${signature}`,
    ),
    attempt(
      'token-signature',
      "A's token with its signature changed",
      `${head}.${payload}.${changed(signature, 0)}`,
    ),
    attempt(
      'token-signature',
      "A's token with half of its signature",
      `${head}.${payload}.${signature.slice(0, signature.length / 2)}`,
    ),
    attempt('token-signature', "A's token with an empty signature", `${head}.${payload}.`),
    attempt('token-signature', "A's token without its signature part", `${head}.${payload}`),
    ...(b && b.parts[2] !== signature
      ? [
          attempt(
            'token-signature',
            "A's token with B's signature",
            `${head}.${payload}.${b.parts[2]}`,
          ),
        ]
      : []),
    attempt(
      'token-signature',
      "A's claims signed by a key of nobody",
      selfSigned(a.header, payload, false),
    ),
    attempt(
      'token-embedded-key',
      "A's claims signed by the key that the token itself brings",
      selfSigned(a.header, payload, true),
    ),
    ...unsigned,
    ...weakSecrets.map((secret) =>
      attempt(
        'token-weak-secret',
        `A's claims signed with HS256 and the secret ${JSON.stringify(secret)}`,
        hs256(a.header, payload, secret),
      ),
    ),
    attempt(
      'token-weak-secret',
      "A's claims signed with HS256, kid /dev/null and an empty secret",
      hs256({ ...a.header, kid: '../../../../dev/null' }, payload, ''),
    ),
  ]
}

/** With another character of the same kind at this index. */
export function changed(text: string, index: number): string {
  const at = index < 0 ? text.length + index : index
  const character = text.charAt(at)
  const other = /\d/.test(character)
    ? character === '7'
      ? '3'
      : '7'
    : character === 'Q'
      ? 'R'
      : 'Q'
  return text.slice(0, at) + other + text.slice(at + 1)
}

function swapped(text: string): string {
  return [...text]
    .map((character) =>
      character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase(),
    )
    .join('')
}

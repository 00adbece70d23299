/** Rows about the token's text: parts, base64url, JSON. RFC 7515 §2-5, RFC 7519 §7.2. */
import { createPublicKey, randomBytes } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { standingKey } from '../issuer/keys.ts'
import { compact, goodClaims, split, token } from '../issuer/mint.ts'
import type { Mint, Part } from '../issuer/mint.ts'
import { bearer } from './row.ts'
import type { Attempt, Bench, Row } from './row.ts'

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The last character of a signature carries unused bits; its neighbour decodes to the same bytes. */
function withUnusedBits(jwt: string): string {
  const last = alphabet.indexOf(jwt.slice(-1))
  return jwt.slice(0, -1) + (alphabet[last ^ 1] ?? '')
}

function payloads({ mint }: Bench, parts: [name: string, payload: Part][]): Attempt[] {
  return parts.map(([name, payload]) => bearer(name, compact(mint.header, payload, mint.sign)))
}

function json(subject: string): string {
  return JSON.stringify(goodClaims(subject))
}

/** Claims with these members written once more, before or behind the good ones. */
function doubled(subject: string, before: string, after: string): string {
  return `{${before}${json(subject).slice(1, -1)}${after}}`
}

function withAlphabet(mint: Mint, subject: string): string {
  // A token whose signature needs one of the two characters that base64 and base64url differ in.
  for (;;) {
    const jwt = token(mint, subject)
    if (/[-_]/.test(split(jwt).signature)) {
      const at = jwt.lastIndexOf('.')
      return jwt.slice(0, at) + jwt.slice(at).replaceAll('-', '+').replaceAll('_', '/')
    }
  }
}

async function encrypted({ a }: Bench): Promise<Attempt[]> {
  const claims = Buffer.from(json(a.subject))
  const direct = await new CompactEncrypt(claims)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(randomBytes(32))
  const rsa = standingKey('rs-1')
  const nested = await new CompactEncrypt(
    Buffer.from(compact({ alg: 'RS256', kid: rsa.kid }, claims, () => randomBytes(256))),
  )
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT', kid: rsa.kid })
    .encrypt(createPublicKey(rsa.privateKey))
  return [bearer('dir', direct), bearer('RSA-OAEP to our own key', nested)]
}

export const structureRows: Row[] = [
  {
    id: 'T30',
    says: 'refuses text that has no three parts',
    profile: 'A1',
    attempts: () =>
      ['x', '.', '..', '...', 'a.b', 'a.b.c.d', 'a..c', '.b.', 'e30.e30.e30'].map((text) =>
        bearer(text, text),
      ),
  },
  {
    id: 'T31',
    says: 'refuses a token of two parts',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const { header, payload } = split(token(mint, a.subject))
      return [bearer('two parts', `${header}.${payload}`)]
    },
  },
  {
    id: 'T32',
    says: 'refuses an empty signature',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const { header, payload } = split(token(mint, a.subject))
      return [bearer('empty signature', `${header}.${payload}.`)]
    },
  },
  {
    id: 'T33',
    says: 'refuses an encrypted token',
    profile: 'A1',
    attempts: encrypted,
  },
  {
    id: 'T35',
    says: 'refuses a padded signature',
    profile: 'A1',
    attempts: ({ a, mint }) =>
      ['=', '=='].map((padding) => bearer(padding, token(mint, a.subject) + padding)),
  },
  {
    id: 'T36',
    says: 'refuses another spelling of the same signature bytes',
    profile: 'A1',
    attempts: ({ a, mint }) => [bearer('unused bits', withUnusedBits(token(mint, a.subject)))],
  },
  {
    id: 'T37',
    says: 'refuses the plain base64 alphabet',
    profile: 'A1',
    attempts: ({ a, mint }) => [bearer('+ and /', withAlphabet(mint, a.subject))],
  },
  {
    id: 'T40',
    says: 'refuses a header that is no JSON object',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const parts: [string, Part][] = [
        ['text', 'alg'],
        ['array', '["EdDSA"]'],
        ['string', '"EdDSA"'],
        ['null', 'null'],
        ['number', '1'],
        ['empty', ''],
        ['empty object', '{}'],
        ['trailing comma', `${JSON.stringify(mint.header).slice(0, -1)},}`],
        ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
        ['invalid UTF-8 beside alg', invalidUtf8(mint.header)],
        ['BOM', `\uFEFF${JSON.stringify(mint.header)}`],
      ]
      return parts.map(([name, header]) =>
        bearer(name, compact(header, goodClaims(a.subject), mint.sign)),
      )
    },
  },
  {
    id: 'T41',
    says: 'refuses a payload that is no JSON object',
    profile: 'A1',
    attempts: (bench) =>
      payloads(bench, [
        ['text', 'sub=A'],
        ['array', `[${json(bench.a.subject)}]`],
        ['string', JSON.stringify(json(bench.a.subject))],
        ['null', 'null'],
        ['number', '1'],
        ['empty', ''],
        ['trailing comma', `${json(bench.a.subject).slice(0, -1)},}`],
        ['trailing text', `${json(bench.a.subject)}x`],
        ['invalid UTF-8', invalidUtf8(goodClaims(bench.a.subject))],
      ]),
  },
  {
    id: 'T43',
    says: 'refuses a payload in UTF-16',
    profile: 'A1',
    attempts: (bench) =>
      payloads(bench, [
        ['little-endian', Buffer.from(json(bench.a.subject), 'utf16le')],
        ['with BOM', Buffer.from(`\uFEFF${json(bench.a.subject)}`, 'utf16le')],
        ['big-endian', Buffer.from(json(bench.a.subject), 'utf16le').swap16()],
      ]),
  },
  {
    id: 'T44',
    says: 'refuses a payload behind a byte order mark',
    profile: 'A1',
    attempts: (bench) => payloads(bench, [['BOM', `\uFEFF${json(bench.a.subject)}`]]),
  },
  {
    id: 'T45',
    says: 'refuses a header member that stands there twice',
    profile: 'A1',
    attempts: ({ a, mint }) => {
      const header = JSON.stringify(mint.header).slice(1, -1)
      return [
        ['none first', `{"alg":"none",${header}}`],
        ['none last', `{${header},"alg":"none"}`],
        ['the same twice', `{${header},${header}}`],
        ['kid twice', `{"kid":"x",${header},"kid":"ed-1"}`],
        ['escaped name', `{${header},"\\u0061lg":"none"}`],
      ].map(([name = '', text = '']) =>
        bearer(name, compact(text, goodClaims(a.subject), mint.sign)),
      )
    },
  },
  {
    id: 'T46',
    says: 'refuses a claim that stands there twice',
    profile: 'A1',
    attempts: (bench) => {
      const { a, b } = bench
      const sub = (subject: string): string => `"sub":${JSON.stringify(subject)}`
      return payloads(bench, [
        ['sub A then B', doubled(a.subject, '', `,${sub(b.subject)}`)],
        ['sub B then A', doubled(a.subject, `${sub(b.subject)},`, '')],
        ['past exp first', doubled(a.subject, '"exp":1,', '')],
        ['past exp last', doubled(a.subject, '', ',"exp":1')],
        ['aud twice', doubled(a.subject, '"aud":"other",', '')],
        ['escaped name', doubled(a.subject, '', `,"su\\u0062":${JSON.stringify(b.subject)}`)],
        ['unknown claim twice', doubled(a.subject, '', ',"x":1,"x":2')],
        ['nested', doubled(a.subject, '', ',"x":{"y":1,"y":2}')],
      ])
    },
  },
  {
    id: 'T48',
    says: 'refuses a payload nested five thousand levels deep',
    profile: 'A1',
    attempts: (bench) => {
      const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
      return payloads(bench, [['5,000 deep', doubled(bench.a.subject, '', `,"x":${deep}`)]])
    },
  },
]

function invalidUtf8(object: Record<string, unknown>): Buffer {
  const text = Buffer.from(JSON.stringify({ ...object, x: '@' }))
  text[text.lastIndexOf('@')] = 0xff
  return text
}

/** Rows about the token's text: parts, base64url, JSON. RFC 7515 §2-5, RFC 7519 §7.2. */
import { createHash, createPublicKey, randomBytes, randomInt } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import type { CompactJWEHeaderParameters } from 'jose'
import { standingKey } from '../issuer/keys.ts'
import { environment } from '../environment.ts'
import {
  compact,
  derivedSecret,
  encode,
  goodClaims,
  keyMint,
  split,
  token,
} from '../issuer/mint.ts'
import type { Mint, Part } from '../issuer/mint.ts'
import { bearer } from './row.ts'
import type { Attempt, Bench, Row } from './row.ts'

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Every other spelling of the same bytes: the last character of a part can carry unused bits. */
function withUnusedBits(part: string): string[] {
  const spare = [1, 1, 16, 4][part.length % 4] ?? 1
  const last = alphabet.indexOf(part.slice(-1))
  return Array.from({ length: spare - 1 }, (_, bits) => {
    return part.slice(0, -1) + (alphabet[last ^ (bits + 1)] ?? '')
  })
}

/** Padded as plain base64 would be (RFC 4648 §3.2). */
function padded(part: string): string {
  return part.padEnd(Math.ceil(part.length / 4) * 4, '=')
}

/** A token whose header or payload is written in another way before it is signed. */
function respelled(
  { a, mint }: Bench,
  part: 'header' | 'payload',
  change: (text: string) => string | undefined,
): Attempt {
  for (;;) {
    // Not every text has something to change: padding, unused bits, one of the two characters.
    const x = randomBytes(randomInt(1, 9)).toString('latin1')
    const good = split(token(mint, a.subject, { header: { x }, claims: { x } }))
    const text = change(good[part])
    if (text === undefined || text === good[part]) continue
    const input = part === 'header' ? `${text}.${good.payload}` : `${good.header}.${text}`
    return bearer(part, `${input}.${encode(mint.sign(Buffer.from(input)))}`)
  }
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

function plainAlphabet(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/')
}

function withAlphabet(mint: Mint, subject: string): string {
  // A token whose signature needs one of the two characters that base64 and base64url differ in.
  for (;;) {
    const { header, payload, signature } = split(token(mint, subject))
    const other = plainAlphabet(signature)
    if (other !== signature) return `${header}.${payload}.${other}`
  }
}

/** Good tokens and good claims, wrapped in every key that somebody else could know or we could try. */
async function encrypted({ a, mint }: Bench): Promise<Attempt[]> {
  const rsa = standingKey('rs-1')
  const publicKey = createPublicKey(rsa.privateKey)
  const contents: [string, Buffer][] = [
    ['claims', Buffer.from(json(a.subject))],
    ['a good token', Buffer.from(token(mint, a.subject))],
    ['a good RS256 token', Buffer.from(token(keyMint(rsa), a.subject))],
  ]
  const secrets: [string, Buffer][] = [
    ['a key of its own', randomBytes(32)],
    ['the derived secret', derivedSecret()],
    ['the hash of the secret', createHash('sha256').update(environment().sharedSecret).digest()],
  ]
  const wrap = (content: Buffer, header: CompactJWEHeaderParameters, key: KeyObject | Buffer) =>
    new CompactEncrypt(content).setProtectedHeader(header).encrypt(key)
  const attempts: Attempt[] = []
  for (const [what, content] of contents) {
    for (const [key, secret] of secrets) {
      const jwe = await wrap(content, { alg: 'dir', enc: 'A256GCM', cty: 'JWT' }, secret)
      attempts.push(bearer(`${what}, dir with ${key}`, jwe))
    }
    const header = { alg: 'RSA-OAEP', enc: 'A256GCM', cty: 'JWT', kid: rsa.kid }
    attempts.push(bearer(`${what}, to our own key`, await wrap(content, header, publicKey)))
  }
  return attempts
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
      return [`${header}.${payload}`, `${header}.`, header, `.${payload}`].map((text) =>
        bearer(text.replace(header, 'h').replace(payload, 'p'), text),
      )
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
    says: 'refuses padding, right or wrong, in each part',
    profile: 'A1',
    attempts: (bench) => {
      const jwt = token(bench.mint, bench.a.subject)
      const { header, payload, signature } = split(jwt)
      return [
        ...['=', '=='].map((padding) => bearer(padding, jwt + padding)),
        bearer('as much as base64 takes', `${header}.${payload}.${padded(signature)}`),
        bearer('escaped', `${jwt}%3D%3D`),
        respelled(bench, 'header', padded),
        respelled(bench, 'payload', padded),
      ]
    },
  },
  {
    id: 'T36',
    says: 'refuses every other spelling of the same bytes',
    profile: 'A1',
    attempts: (bench) => {
      const { header, payload, signature } = split(token(bench.mint, bench.a.subject))
      return [
        ...withUnusedBits(signature).map((other) =>
          bearer(`signature …${other.slice(-1)}`, `${header}.${payload}.${other}`),
        ),
        respelled(bench, 'header', (text) => withUnusedBits(text)[0]),
        respelled(bench, 'payload', (text) => withUnusedBits(text).at(-1)),
      ]
    },
  },
  {
    id: 'T37',
    says: 'refuses the plain base64 alphabet',
    profile: 'A1',
    attempts: (bench) => [
      bearer('signature', withAlphabet(bench.mint, bench.a.subject)),
      respelled(bench, 'header', plainAlphabet),
      respelled(bench, 'payload', plainAlphabet),
    ],
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
    says: 'refuses a payload nested without measure, within the size cap and beyond it',
    profile: 'A1',
    attempts: (bench) =>
      [100, 2000, 5000].map((depth) => {
        const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
        const claims = doubled(bench.a.subject, '', `,"x":${deep}`)
        return bearer(`${String(depth)} deep`, compact(bench.mint.header, claims, bench.mint.sign))
      }),
  },
]

function invalidUtf8(object: Record<string, unknown>): Buffer {
  const text = Buffer.from(JSON.stringify({ ...object, x: '@' }))
  text[text.lastIndexOf('@')] = 0xff
  return text
}

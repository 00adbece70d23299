/** Tokens as an attacker would make them from what web has signed: any header, claims and key. */
import { createHmac, createPublicKey, generateKeyPairSync, hkdfSync, sign } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'

type Part = Record<string, unknown>

export interface OpenToken {
  readonly header: Part
  readonly claims: Part
}

export function openToken(token: string): OpenToken {
  const [header, claims] = token.split('.', 2).map((part) => {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Part
  })
  if (!header || !claims) throw new Error('that is no token')
  return { header, claims }
}

/** With an HMAC of this key; by the hash that the header says, when it says one. */
export function hmacToken({ header, claims }: OpenToken, key: string | Uint8Array): string {
  const [, bits = '256'] = /^HS(\d+)$/.exec(String(header['alg'])) ?? []
  const hash = `sha${bits}`
  const text = textOf({ header, claims })
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
}

/** Signed with a key of the attacker's own, which the header brings along. */
export function ownKeyToken({ claims }: OpenToken, kid?: unknown): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const header = { alg: 'EdDSA', kid, jwk: publicKey.export({ format: 'jwk' }) }
  const text = textOf({ header, claims })
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`
}

function textOf({ header, claims }: OpenToken): string {
  return [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
}

/** Every text and every bytes that somebody could take a published key for. */
export function spellingsOf(jwk: JsonWebKey): [string, string | Buffer][] {
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const pem = key.export({ type: 'spki', format: 'pem' }).toString()
  const { x = '', kty, crv } = jwk
  return [
    ['PEM', pem],
    ['PEM without its last newline', pem.trimEnd()],
    ['DER', key.export({ type: 'spki', format: 'der' })],
    ['x bytes', Buffer.from(x, 'base64url')],
    ['x text', x],
    ['JWK', JSON.stringify(jwk)],
    ['JWK of its thumbprint', JSON.stringify({ crv, kty, x })],
    ['key set of it alone', JSON.stringify({ keys: [jwk] })],
  ]
}

/** What web and api derive from their secret, with the label of this purpose. */
export function derive(secret: string, label = 'holdfast-api-jwt'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', label, 32))
}

/** The issuer's keys. Global set-up makes them once; the workers find them in the environment. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'

export type Algorithm = 'EdDSA' | 'ES256' | 'RS256'
export type Signer = (input: Buffer) => Buffer

export interface SigningKey {
  kid: string
  alg: Algorithm
  privateKey: KeyObject
}

export type PublicJwk = JsonWebKey & { kid?: string; alg?: string; use?: string }

const variable = 'CONTRACTS_ISSUER_KEYS'

/** Two Ed25519 keys, so that "the only key of its type" never picks one; one each of the others. */
const standing: readonly [string, Algorithm][] = [
  ['ed-1', 'EdDSA'],
  ['ed-2', 'EdDSA'],
  ['es-1', 'ES256'],
  ['rs-1', 'RS256'],
]

export function newKey(kid: string, alg: Algorithm): SigningKey {
  return { kid, alg, privateKey: generate(alg) }
}

function generate(alg: Algorithm): KeyObject {
  switch (alg) {
    case 'EdDSA':
      return generateKeyPairSync('ed25519').privateKey
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  }
}

/** Makes the standing keys and hands them to the workers. */
export function publishStandingKeys(): SigningKey[] {
  const keys = standing.map(([kid, alg]) => newKey(kid, alg))
  process.env[variable] = JSON.stringify(
    keys.map(({ kid, alg, privateKey }) => ({
      kid,
      alg,
      jwk: privateKey.export({ format: 'jwk' }),
    })),
  )
  return keys
}

let standingKeys: SigningKey[] | undefined

export function standingKey(kid: 'ed-1' | 'ed-2' | 'es-1' | 'rs-1'): SigningKey {
  const key = allStandingKeys().find((candidate) => candidate.kid === kid)
  if (!key) throw new Error(`the issuer has no key ${kid}`)
  return key
}

export function allStandingKeys(): SigningKey[] {
  standingKeys ??= (
    JSON.parse(process.env[variable] ?? '[]') as { kid: string; alg: Algorithm; jwk: JsonWebKey }[]
  ).map(({ kid, alg, jwk }) => ({
    kid,
    alg,
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  }))
  return standingKeys
}

/** As the key set lists it: RFC 7517 §4. */
export function publicJwk({ kid, alg, privateKey }: SigningKey): PublicJwk {
  return { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid, alg, use: 'sig' }
}

export function signerOf({ alg, privateKey }: SigningKey): Signer {
  switch (alg) {
    case 'EdDSA':
      return (input) => sign(null, input, privateKey)
    case 'ES256':
      return (input) => sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    case 'RS256':
      return (input) => sign('sha256', input, privateKey)
  }
}

/** Signatures that are good, almost good, or good for something else. */
import { createHmac, randomBytes, sign as cryptoSign } from 'node:crypto'
import fc from 'fast-check'
import { allStandingKeys, newKey, publicJwk, signerOf } from '../issuer/keys.ts'
import type { Algorithm, Signer } from '../issuer/keys.ts'
import { derivedSecret, hmac } from '../issuer/mint.ts'
import { largeS, twin } from '../tokens/malleable.ts'

export type SignaturePlan =
  | { kind: 'good' | 'empty' | 'zero' | 'ones' | 'random' | 'twin' | 'large-s' | 'der' | 'twice' }
  /** Flips this bit, counted by its part of the whole. */
  | { kind: 'bit'; at: number }
  /** So many bytes less, or more, in front or behind. */
  | { kind: 'length'; by: number; front: boolean }
  /** A key that nobody knows, of any algorithm. */
  | { kind: 'stranger'; alg: Algorithm }
  /** Another key of the issuer. */
  | { kind: 'sibling'; index: number }
  /** What everybody can know, as the key of an HMAC. */
  | { kind: 'public'; hash: 'sha256' | 'sha512'; index: number }
  /** Good, but for another text. */
  | { kind: 'elsewhere' }

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const index = fc.nat({ max: 3 })

export const signatures: fc.Arbitrary<SignaturePlan> = fc.oneof(
  { arbitrary: fc.constant<SignaturePlan>({ kind: 'good' }), weight: 3 },
  fc
    .constantFrom('empty', 'zero', 'ones', 'random', 'twin', 'large-s', 'der', 'twice', 'elsewhere')
    .map((kind): SignaturePlan => ({ kind })),
  { arbitrary: fc.record({ kind: fc.constant('bit'), at: fraction }), weight: 2 },
  fc.record({
    kind: fc.constant('length'),
    by: fc.oneof(fc.integer({ min: -80, max: 80 }), fc.constantFrom(-1, 1)),
    front: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('stranger'),
    alg: fc.constantFrom<Algorithm[]>('EdDSA', 'ES256', 'RS256'),
  }),
  fc.record({ kind: fc.constant('sibling'), index }),
  fc.record({
    kind: fc.constant('public'),
    hash: fc.constantFrom<('sha256' | 'sha512')[]>('sha256', 'sha512'),
    index,
  }),
)

/** Signs as planned; `good` is the signer that the token's header names. */
export function signerFor(plan: SignaturePlan, good: Signer): Signer {
  switch (plan.kind) {
    case 'good':
      return good
    case 'empty':
      return () => Buffer.alloc(0)
    case 'zero':
      return (input) => Buffer.alloc(good(input).length)
    case 'ones':
      return (input) => Buffer.alloc(good(input).length, 0xff)
    case 'random':
      return (input) => randomBytes(good(input).length)
    case 'twin':
      return (input) => ifLong(good(input), twin)
    case 'large-s':
      return (input) => ifLong(good(input), largeS)
    case 'der':
      return (input) => derOf(input) ?? good(input)
    case 'twice':
      return (input) => Buffer.concat([good(input), good(input)])
    case 'bit':
      return (input) => flipped(good(input), plan.at)
    case 'length':
      return (input) => resized(good(input), plan)
    case 'stranger':
      return signerOf(stranger(plan.alg))
    case 'sibling':
      return signerOf(at(allStandingKeys(), plan.index))
    case 'public':
      return (input) => createHmac(plan.hash, publicText(plan.index)).update(input).digest()
    case 'elsewhere':
      return (input) => good(Buffer.concat([input, Buffer.from('x')]))
  }
}

/** Both need the 64 bytes of a curve; other signatures stay as they are, and good. */
function ifLong(signature: Buffer, change: (signature: Buffer) => Buffer): Buffer {
  return signature.length === 64 ? change(signature) : signature
}

function derOf(input: Buffer): Buffer | undefined {
  const key = allStandingKeys().find(({ alg }) => alg === 'ES256')
  return key && cryptoSign('sha256', input, { key: key.privateKey, dsaEncoding: 'der' })
}

function flipped(signature: Buffer, part: number): Buffer {
  const bit = Math.floor(part * signature.length * 8)
  const bytes = Buffer.from(signature)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes
}

function resized(signature: Buffer, { by, front }: { by: number; front: boolean }): Buffer {
  if (by < 0) return front ? signature.subarray(-by) : signature.subarray(0, by)
  const more = Buffer.alloc(by)
  return Buffer.concat(front ? [more, signature] : [signature, more])
}

const strangers = new Map<Algorithm, ReturnType<typeof newKey>>()

/** One a run for each algorithm: RSA keys are slow to make. */
function stranger(alg: Algorithm): ReturnType<typeof newKey> {
  const known = strangers.get(alg) ?? newKey('stranger', alg)
  strangers.set(alg, known)
  return known
}

function publicText(index: number): string {
  return JSON.stringify(publicJwk(at(allStandingKeys(), index)))
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('an empty list')
  return item
}

/** The signers of the mode, each with the header that names it. */
export function goodSigners(mode: 'jwks' | 'shared-secret'): { header: object; sign: Signer }[] {
  return mode === 'jwks'
    ? allStandingKeys().map((key) => ({
        header: { alg: key.alg, kid: key.kid },
        sign: signerOf(key),
      }))
    : [{ header: { alg: 'HS256', typ: 'JWT' }, sign: hmac(derivedSecret()) }]
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveSealingKey, seal, unseal } from '../auth/sealed-owner.ts'
import type { UserId } from '../auth/user-id.ts'

const ID_BYTES = 16
const SECRET_BYTES = 24

/** Whom an address names, which of their calendars, and the proof that it is not made up. */
export interface Address {
  readonly owner: UserId
  readonly id: string
  readonly secret: Uint8Array
}

export function makeSecret(): Uint8Array {
  return randomBytes(SECRET_BYTES)
}

/** What is kept of a secret. */
export function digestOf(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares in constant time. */
export function isSecretOf(secret: Uint8Array, digest: string): boolean {
  const [given, kept] = [Buffer.from(digestOf(secret)), Buffer.from(digest)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/** The address as text, which tells nobody anything. */
export function writeAddress(sealingSecret: string, { owner, id, secret }: Address): string {
  const rest = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), secret])
  return seal(deriveSealingKey(sealingSecret), { owner, rest })
}

/** Undefined for what this service has not written. */
export function readAddress(sealingSecret: string, text: string): Address | undefined {
  const opened = unseal(deriveSealingKey(sealingSecret), text, ID_BYTES + SECRET_BYTES)
  if (opened === undefined) return undefined
  const hex = Buffer.from(opened.rest.subarray(0, ID_BYTES)).toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { owner: opened.owner, id, secret: opened.rest.subarray(ID_BYTES) }
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { isCanonicalBase64Url } from './base64url.ts'
import { USER_ID } from './claims.ts'
import type { UserId } from './user-id.ts'

// An owner inside of an address that tells nobody whom it names: AES-256-GCM, so that what this
// service has not sealed opens to nothing, and nothing is looked up for it.

const CIPHER = 'aes-256-gcm'
const PURPOSE = 'holdfast feed address 1'
const IV_BYTES = 12
const TAG_BYTES = 16
/** Names are filled up to a multiple of this: how long they are is nobody's business either. */
const BLOCK_BYTES = 48
const MAX_TEXT = 800

export interface Sealed {
  readonly owner: UserId
  /** What stands beside the owner, byte for byte. */
  readonly rest: Uint8Array
}

export type SealingKey = Uint8Array

/** The key that seals, from any secret text. */
export function deriveSealingKey(secret: string): SealingKey {
  return new Uint8Array(hkdfSync('sha256', secret, '', PURPOSE, 32))
}

/** Seals as base64url; the same twice are two texts. */
export function seal(key: SealingKey, { owner, rest }: Sealed): string {
  const name = Buffer.from(owner)
  const length = Math.ceil((name.length + 1) / BLOCK_BYTES) * BLOCK_BYTES
  const padded = Buffer.alloc(length)
  padded[0] = name.length
  name.copy(padded, 1)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv)
  const sealed = [iv, cipher.update(padded), cipher.update(rest), cipher.final()]
  return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url')
}

/** What was sealed, whose `rest` has that many bytes; undefined for whatever else. */
export function unseal(key: SealingKey, text: string, restBytes: number): Sealed | undefined {
  if (text.length > MAX_TEXT || !isCanonicalBase64Url(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < IV_BYTES + BLOCK_BYTES + restBytes + TAG_BYTES) return undefined
  const plain = decrypt(key, bytes)
  if (plain === undefined) return undefined
  const name = plain.subarray(1, 1 + (plain[0] ?? 0)).toString()
  if (!USER_ID.test(name)) return undefined
  return { owner: name as UserId, rest: plain.subarray(plain.length - restBytes) }
}

function decrypt(key: SealingKey, bytes: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
    const body = bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    return undefined
  }
}

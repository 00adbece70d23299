// The secret of a program: recognisable by scanners, checked before anybody asks the database, and
// kept as a hash only.
import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'hf_pat_'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 256 bits in base62. */
const RANDOM_LENGTH = 43
/** 32 bits in base62. */
const CHECKSUM_LENGTH = 6
const FORM = /^hf_pat_[0-9A-Za-z]{49}$/

export function newSecret(): string {
  const random = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_LENGTH)
  return PREFIX + random + checksum(random)
}

/** Whether it can be one: a typing error, or what only looks like one, is told from it for free. */
export function isSecret(text: string): boolean {
  if (!FORM.test(text)) return false
  const random = text.slice(PREFIX.length, -CHECKSUM_LENGTH)
  return text.endsWith(checksum(random))
}

/** Plain SHA-256 does: nobody guesses 256 random bits. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

const checksum = (random: string) => base62(BigInt(crc32(random)), CHECKSUM_LENGTH)

function base62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= 62n) {
    text = (ALPHABET[Number(rest % 62n)] ?? '') + text
  }
  return text
}

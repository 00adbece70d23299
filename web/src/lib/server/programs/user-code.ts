// The code that a person carries from a device to the page (RFC 8628 §6.1): letters that make no words
// and are not taken for one another, in any case, with or without the hyphen.
import { createHmac, hkdfSync, randomInt } from 'node:crypto'
import { secretsOf } from '../auth/secrets.ts'
import type { AuthConfig } from '../auth/options.ts'

const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ'
/** 20 letters eight times are 34 bits: enough for ten minutes and so few tries (§5.1). */
const LENGTH = 8

export function newUserCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** As it is shown, however it was typed; null when it can be none. */
export function userCodeFrom(typed: string): string | null {
  const letters = typed
    .slice(0, 100)
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
  if (letters.length !== LENGTH || [...letters].some((one) => !ALPHABET.includes(one))) return null
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** With a key, because 34 bits are soon tried by whoever reads the database. */
export function userCodeHash(config: AuthConfig, code: string): string {
  const secret = Buffer.from(secretsOf(config).current, 'utf8')
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'holdfast-user-code', 32))
  return createHmac('sha256', key).update(code).digest('base64url')
}

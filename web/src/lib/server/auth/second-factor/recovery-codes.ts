// Codes for the day the phone is lost: ten of them, each good once, made to be read and typed.
import { randomInt } from 'node:crypto'

const COUNT = 10
const LENGTH = 10
/** Without l, o, 0 and 1, which are taken for one another: 32 signs, so that a code has 50 bits. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789'

export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () =>
    inHalves(Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')),
  )
}

/** The code as it was given out, however somebody types it: in capitals, with blanks, no dash. */
export function recoveryCodeFrom(typed: string): string {
  return inHalves(typed.toLowerCase().replaceAll(/[\s-]/g, ''))
}

function inHalves(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

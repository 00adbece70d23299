import { createHmac, timingSafeEqual } from 'node:crypto'

const LENGTH = 22

/** Binds `parts` to the one owner whose row has that key: nobody else's cursor passes. */
export function sealOf(cursorKey: string, parts: readonly unknown[]): string {
  return createHmac('sha256', cursorKey)
    .update(JSON.stringify(parts))
    .digest('base64url')
    .slice(0, LENGTH)
}

/** Compares in constant time. */
export function isSealOf(seal: string, cursorKey: string, parts: readonly unknown[]): boolean {
  const expected = Buffer.from(sealOf(cursorKey, parts))
  const received = Buffer.from(seal)
  return expected.length === received.length && timingSafeEqual(expected, received)
}

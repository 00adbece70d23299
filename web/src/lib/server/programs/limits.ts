// How often the same somebody may try: by address, by person, by secret; shared between web servers.
import { createHash } from 'node:crypto'
import { isValidIP, normalizeIP } from '@better-auth/core/utils/ip'
import { createCounter } from '../auth/limits/counter.ts'
import type { AuthDatabase } from '../db/open.ts'

const MINUTE = 60

export interface Limit {
  /** What is counted. */
  what: string
  /** For whom. Only a digest is kept, and a person's goes with their account (deletion/forget.ts). */
  whom: string
  max: number
  /** Seconds; a minute unless stated. */
  window?: number
}

/** @returns the seconds to wait, or null while there is something left of every limit */
export async function spend(db: AuthDatabase, limits: readonly Limit[]): Promise<number | null> {
  const counter = createCounter(db)
  for (const { what, whom, max, window = MINUTE } of limits) {
    const key = `${what}|${createHash('sha256').update(whom).digest('base64url')}`
    const { isAllowed, resetSeconds } = await counter.take({ key, window, max })
    if (!isAllowed) return resetSeconds
  }
  return null
}

/** One network of IPv6 is one sender, whichever of its addresses it uses (RFC 6177 §2). */
export function sender(address: string | null): string {
  const [plain = ''] = (address ?? '').split('%', 1)
  return isValidIP(plain) ? normalizeIP(plain, { ipv6Subnet: 64 }) : (address ?? 'nobody')
}

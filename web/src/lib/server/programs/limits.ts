// How often the same somebody may try: by address, by person, by secret; shared between web servers.
import { createHash } from 'node:crypto'
import { isValidIP, normalizeIP } from '@better-auth/core/utils/ip'
import { createCounter } from '../auth/limits/counter.ts'
import type { AuthDatabase } from '../db/open.ts'

const MINUTE = 60

export interface Limit {
  /** What is counted, and for whom. Only a digest of it is kept. */
  key: string
  max: number
  /** Seconds; a minute unless stated. */
  window?: number
}

/** @returns the seconds to wait, or null while there is something left of every limit */
export async function spend(db: AuthDatabase, limits: readonly Limit[]): Promise<number | null> {
  const counter = createCounter(db)
  for (const { key, max, window = MINUTE } of limits) {
    const counted = `program|${createHash('sha256').update(key).digest('base64url')}`
    const { isAllowed, resetSeconds } = await counter.take({ key: counted, window, max })
    if (!isAllowed) return resetSeconds
  }
  return null
}

/** One network of IPv6 is one sender, whichever of its addresses it uses (RFC 6177 §2). */
export function sender(address: string | null): string {
  const [plain = ''] = (address ?? '').split('%', 1)
  return isValidIP(plain) ? normalizeIP(plain, { ipv6Subnet: 64 }) : (address ?? 'nobody')
}

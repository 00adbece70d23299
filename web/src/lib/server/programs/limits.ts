// How often the same somebody may try: by address, by person, by secret; shared between web servers.
import { createHash } from 'node:crypto'
import { createCounter } from '../auth/limits/counter.ts'
import { placeOf } from '../auth/limits/place.ts'
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

/** Who has no address that is known is counted with all others of that kind. */
export const sender = (address: string | null): string => placeOf(address ?? 'nobody')

import type { UserId } from '../auth/user-id.ts'
import type { Database } from '../db/database.ts'
import { erase } from '../db/erase.ts'

export interface Erasure {
  /**
   * Seconds since 1970: until then nothing can be stored for the owner, so that a request which came
   * before leaves nothing behind either. Undefined: they stay, and may begin anew at once.
   */
  readonly writableFrom: number | undefined
}

/** Deletes everything the owner has. Broken off, it can be done again. */
export function eraseOwner(
  database: Database,
  owner: UserId,
  { writableFrom }: Erasure,
): Promise<void> {
  return erase(database, owner, writableFrom)
}

import { connectBeside } from '../connect-beside.ts'
import type { BesideOptions } from '../connect-beside.ts'

// Any number, as long as every process has the same one.
const LOCK = 4_846_722

/**
 * Runs `work` unless another process is at it: false then. The lock is a transaction's, so that it
 * holds behind a pooler as well, and goes with the connection.
 */
export async function alone(
  options: Omit<BesideOptions, 'name'>,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = connectBeside({ ...options, name: 'upkeep' })
  try {
    return await client.begin(async (transaction) => {
      const [row] = await transaction.unsafe<{ free: boolean }[]>(
        `select pg_try_advisory_xact_lock(${LOCK}) as free`,
      )
      if (row?.free !== true) return false
      await work()
      return true
    })
  } finally {
    await client.end({ timeout: 1 }).catch(() => undefined)
  }
}

// Secrets of second factors follow the secret that encrypts them: once it has changed they are
// encrypted anew, so that the old one can be dropped and nobody is locked out by that.
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { and, asc, eq, gt, not, like, or } from 'drizzle-orm'
import type { AuthDatabase } from '../../db/open.ts'
import { twoFactor } from '../../db/schema.ts'
import { describeError, type Logger } from '../../log.ts'
import type { Auth } from '../create.ts'

const ROWS_AT_ONCE = 500

interface Resealed {
  renewed: number
  /** Under a secret that nobody has given: these people can't sign in. */
  unreadable: number
}

export async function resealSecondFactors(auth: Auth, db: AuthDatabase): Promise<Resealed> {
  const { secretConfig: key } = await auth.$context
  const result = { renewed: 0, unreadable: 0 }
  // A single secret without a version: there is none to change to.
  if (typeof key === 'string') return result
  const current = `$ba$${key.currentVersion}$%`
  const older = or(not(like(twoFactor.secret, current)), not(like(twoFactor.backupCodes, current)))
  /** Undefined when no secret given opens it. */
  const renew = async (data: string) => {
    const opened = await symmetricDecrypt({ key, data }).catch(() => undefined)
    return opened === undefined ? undefined : symmetricEncrypt({ key, data: opened })
  }
  for (let after = ''; ;) {
    const rows = await db
      .select({ id: twoFactor.id, secret: twoFactor.secret, backupCodes: twoFactor.backupCodes })
      .from(twoFactor)
      .where(and(gt(twoFactor.id, after), older))
      .orderBy(asc(twoFactor.id))
      .limit(ROWS_AT_ONCE)
    for (const row of rows) {
      const [secret, backupCodes] = [await renew(row.secret), await renew(row.backupCodes)]
      if (secret === undefined || backupCodes === undefined) result.unreadable += 1
      else {
        // Where a code is used in this moment the row is another one, and the next round takes it.
        const asRead = and(
          eq(twoFactor.secret, row.secret),
          eq(twoFactor.backupCodes, row.backupCodes),
        )
        const changed = { secret, backupCodes }
        await db
          .update(twoFactor)
          .set(changed)
          .where(and(eq(twoFactor.id, row.id), asRead))
        result.renewed += 1
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return result
    after = last.id
  }
}

const HOUR_MS = 60 * 60 * 1000
/** A database that is still starting gets asked again after this time. */
const RETRY_MS = 5000

/** At the start and every hour: servers that are not restarted yet go on writing the older way. */
export function keepSecondFactorsSealed(
  { auth, db }: { auth: Auth; db: AuthDatabase },
  logger: Logger,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async () => {
    let pauseMs = HOUR_MS
    try {
      const { renewed, unreadable } = await resealSecondFactors(auth, db)
      if (renewed > 0) logger.info('second factors are under the current secret', { renewed })
      if (unreadable > 0) {
        logger.warn('second factors are under another secret: no code opens them', { unreadable })
      }
    } catch (error) {
      logger.warn('second factors could not be encrypted anew', describeError(error))
      pauseMs = RETRY_MS
    }
    if (!stopped) timer = setTimeout(() => void run(), pauseMs).unref()
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
